// Rung 3 on the whole engine: what is kept, when it is given, and as what.

import assert from 'node:assert/strict';
import type { AnswerCache, ChatRequest, FinishReason, StoredAnswer } from '../../src/core/index.ts';
import { answering, begun, breaking, hanging, refusing } from '../../src/sim/scripts.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { createMemoryAnswerCache } from '../../src/store/memoryAnswerCache.ts';
import { createRig, drain, expectNothingLeft, on } from './rig.ts';
import type { RigOptions } from './rig.ts';

const asking = (text: string): ChatRequest => ({
  messages: [{ role: 'user', parts: [{ type: 'text', text }] }],
});
const POOL = { request: asking('why does the pool hang?') };

const ending = (reason: FinishReason): Script[number] => ({ event: { type: 'finish', reason } });

/** Answers once, then is out of credit. */
const once =
  (script: Script) =>
  (_: unknown, nth: number): Script =>
    nth === 0 ? script : refusing('quota');

type Kept = { readonly key: string } & StoredAnswer;

function stage(plan: Omit<RigOptions, 'answers'>, cache: Partial<AnswerCache> = {}) {
  const kept: Kept[] = [];
  const memory = createMemoryAnswerCache();
  const answers: AnswerCache = {
    ...memory,
    keep(key, answer) {
      kept.push({ key, ...answer });
      return memory.keep(key, answer);
    },
    ...cache,
  };
  return { kept, answers, rig: createRig({ ...plan, answers }) };
}

describe('stored answers', () => {
  afterEach(expectNothingLeft);

  it('are given for the very same question when nobody can answer, with who and when', async () => {
    const { rig } = stage({ providers: { a: once(answering(['It ', 'waits.'])) } });
    await rig.answer(POOL);
    const givenAtMs = rig.clock.wallMs();
    await rig.clock.advance(3_600_000);
    const { events, story, error } = await rig.answer(POOL);
    assert.equal(story, 'a? stored-answer It waits. finish');
    assert.equal(error, undefined);
    const told = events.find(({ type }) => type === 'stored-answer');
    assert.ok(told?.type === 'stored-answer');
    assert.deepEqual([told.target, told.wallMs], [on('a'), givenAtMs]);
    assert.equal(told.error.kind, 'quota');
    assert.equal(rig.notes('stored-answer')[0]?.ageMs, 3_600_000);
    const { outcome, target, shownChars, finish } = rig.notes('request-ended')[1] ?? {};
    assert.deepEqual([outcome, target, shownChars, finish], ['stored', on('a'), 9, 'stop']);
  });

  it('are read only when nobody can answer', async () => {
    let looks = 0;
    const look = () => Promise.resolve(void (looks += 1));
    const { rig } = stage(
      { providers: { a: refusing('server'), b: answering(['B']) } },
      { exact: look, similar: () => look().then(() => []) },
    );
    assert.equal((await rig.answer(POOL)).text, 'B');
    assert.equal(looks, 0);
  });

  it('of another question are handed over as such, up to three, and the failure stands', async () => {
    const { rig } = stage({
      providers: { a: (_, nth) => (nth < 4 ? answering([`A${nth}`]) : refusing('server')) },
    });
    for (const what of ['hang', 'leak', 'grow', 'shrink'])
      await rig.answer({ request: asking(`why does the pool ${what}?`) });
    const { events, text, error } = await rig.answer({ request: asking('the pool is empty') });
    const past = events.find(({ type }) => type === 'past-answers');
    assert.ok(past?.type === 'past-answers');
    assert.equal(past.answers.length, 3);
    assert.deepEqual([text, error?.kind], ['', 'server']);
    assert.equal(rig.notes('past-answers')[0]?.count, 3);
    assert.equal(rig.notes('request-ended').at(-1)?.outcome, 'failed');
    const none = await rig.answer({ request: asking('zebra') });
    assert.ok(!none.events.some(({ type }) => type === 'past-answers'));
  });

  it('of a simpler model are not given as the answer of a larger one', async () => {
    const { rig } = stage({
      providers: {
        a: refusing('server'),
        b: once(answering(['simple'])),
      },
      facts: { a: { modelClass: 'large' }, b: { modelClass: 'small' } },
    });
    assert.equal((await rig.answer(POOL)).text, 'simple');
    const { events, text } = await rig.answer(POOL);
    assert.equal(text, '');
    assert.ok(events.some(({ type }) => type === 'past-answers'));
    rig.chain[0] = { ...rig.chain[0]!, enabled: false };
    assert.equal((await rig.answer(POOL)).text, 'simple', 'where the simpler is the first choice');
  });

  it('never stand in where the question itself was refused, or money is the matter', async () => {
    for (const kind of ['invalid', 'context-length', 'content-filter', 'unsupported'] as const) {
      const { rig } = stage({
        providers: { a: (_, nth) => (nth === 0 ? answering(['A']) : refusing(kind)) },
      });
      await rig.answer(POOL);
      const { text, error } = await rig.answer(POOL);
      assert.deepEqual([text, error?.kind], ['', kind]);
    }
  });

  it('are for the chat alone, where they can be marked', async () => {
    const { rig, kept } = stage({ providers: { a: once(answering(['A'])) } });
    await rig.answer({ ...POOL, lane: 'external' });
    assert.equal(kept.length, 0);
    const { error } = await rig.answer({ ...POOL, limits: { canFold: false } });
    assert.equal(error?.kind, 'quota');
  });

  it('are off when they are switched off: nothing is kept and nothing read', async () => {
    const { rig, kept } = stage({ providers: { a: once(answering(['A'])) } });
    rig.setOptions({ cache: { mode: 'off' } });
    await rig.answer(POOL);
    assert.equal(kept.length, 0);
    rig.setOptions({});
    assert.equal((await rig.answer(POOL)).error?.kind, 'quota');
  });

  it('nothing of a private chat is kept', async () => {
    const { rig, kept } = stage({ providers: { a: answering(['A']) } });
    await rig.answer({ ...POOL, isPrivate: true });
    assert.equal(kept.length, 0);
    await rig.answer(POOL);
    assert.equal(kept.length, 1);
  });

  it('errors, fragments, seams and what was cut, filtered or reduced are never kept (invariant 23)', async () => {
    const long = 'word '.repeat(100);
    const plays: Readonly<Record<string, RigOptions['providers']>> = {
      failed: { a: refusing('server') },
      fragment: { a: breaking(['half'], 'cut') },
      folded: { a: breaking(['half'], 'cut'), b: answering(['whole']) },
      continued: { a: breaking([long], 'cut'), b: answering(['rest']) },
      truncated: { a: [...begun(['half']), ending('length')] },
      filtered: { a: [...begun(['no']), ending('filtered')] },
      'cut prompt': {
        a: [
          ...begun(['A']),
          { event: { type: 'prompt-cut', readTokens: 1, estimatedTokens: 9 } },
          ending('stop'),
        ],
      },
      'tool call': {
        a: [
          ...begun(['A']),
          { event: { type: 'tool-call', id: '1', name: 't', argumentsJson: '{}' } },
          ending('stop'),
        ],
      },
    };
    for (const [name, providers] of Object.entries(plays)) {
      const { rig, kept } = stage({ providers });
      await rig.answer(POOL);
      assert.deepEqual(kept, [], name);
    }
    const image = { type: 'image', mediaType: 'image/png', dataBase64: 'AA' } as const;
    const { rig, kept } = stage({
      providers: { a: refusing('quota'), b: answering(['B']) },
      facts: { b: { vision: 'no' } },
    });
    const seeing: ChatRequest = { messages: [{ role: 'user', parts: [image] }] };
    assert.equal((await rig.answer({ request: seeing })).text, 'B');
    assert.deepEqual(kept, [], 'reduced');
  });

  it('what was shown stands: nothing is put in its place', async () => {
    const half: Script = breaking(['half'], 'cut');
    const { rig } = stage({ providers: { a: (_, nth) => (nth === 0 ? answering(['A']) : half) } });
    await rig.answer(POOL);
    const { events } = await rig.answer(POOL);
    assert.ok(!events.some(({ type }) => type === 'stored-answer'));
  });

  it('takes back thoughts that no word followed', async () => {
    const thought: Script = [
      ...begun([]),
      { event: { type: 'reasoning-delta', text: 'hm' } },
      ...refusing('quota'),
    ];
    const { rig } = stage({
      providers: { a: (_, nth) => (nth === 0 ? answering(['A']) : thought) },
    });
    await rig.answer(POOL);
    assert.equal((await rig.answer(POOL)).story, 'a? hm retracted stored-answer A finish');
  });

  it('a cache that throws, or says nothing for a second, is as if it were empty', async () => {
    const broken = () => Promise.reject(new Error('disk'));
    const never = () => new Promise<never>(() => {});
    for (const ill of [broken, never]) {
      const { rig } = stage(
        { providers: { a: once(answering(['A'])) } },
        { keep: ill, exact: ill, similar: ill },
      );
      assert.equal((await rig.answer(POOL)).text, 'A');
      assert.equal((await rig.answer(POOL)).error?.kind, 'quota');
      assert.ok(rig.clock.nowMs() <= 2_000);
      await expectNothingLeft();
    }
  });

  it('stopped while it looks, it ends as stopped and leaves no timer', async () => {
    const { rig } = stage(
      { providers: { a: refusing('quota') } },
      { exact: () => new Promise<never>(() => {}) },
    );
    const asked = rig.ask(POOL);
    await rig.clock.advance(100);
    asked.abort();
    await drain();
    assert.equal(asked.error?.kind, 'aborted');
    assert.equal(rig.notes('request-ended')[0]?.outcome, 'cancelled');
  });

  it('stopped before an end, it looks nothing up', async () => {
    let looks = 0;
    const { rig } = stage(
      { providers: { a: hanging() } },
      { exact: () => Promise.resolve(void (looks += 1)) },
    );
    const asked = rig.ask(POOL);
    await rig.clock.advance(100);
    asked.abort();
    await drain();
    assert.equal(looks, 0);
  });
});
