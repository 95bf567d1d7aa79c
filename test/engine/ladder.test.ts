// The ladder's rungs on the whole engine: full, fallback, simpler model, less of the request.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { ChatRequest, Message, ModelClass, ModelFacts } from '../../src/core/index.ts';
import { answering, breaking, refusing } from '../../src/sim/scripts.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { createRig, expectNothingLeft, on } from './rig.ts';

const ill = refusing('quota');
const image = { type: 'image', mediaType: 'image/png', dataBase64: 'AA' } as const;
const SEEING: ChatRequest = { messages: [{ role: 'user', parts: [image] }] };
const say = (role: Message['role'], text: string): Message => ({
  role,
  parts: [{ type: 'text', text }],
});
const old = 'x'.repeat(40_000);
const LONG: ChatRequest = {
  messages: [say('user', old), say('assistant', 'yes'), say('user', 'and now?')],
};
const classes = (of: Readonly<Record<string, ModelClass>>): Record<string, Partial<ModelFacts>> =>
  Object.fromEntries(Object.entries(of).map(([id, modelClass]) => [id, { modelClass }]));

describe('ladder', () => {
  afterEach(expectNothingLeft);

  it('says nothing while the first choice answers', async () => {
    const rig = createRig({ providers: { a: answering(['A']), b: answering(['B']) } });
    const { events } = await rig.answer();
    assert.ok(!events.some(({ type }) => type === 'degraded'));
    assert.equal(rig.notes('degraded').length, 0);
  });

  it('says so where another of the same class answers', async () => {
    const rig = createRig({ providers: { a: ill, b: answering(['B']) } });
    const { events } = await rig.answer();
    const told = events.find(({ type }) => type === 'degraded');
    assert.deepEqual(told, { type: 'degraded', rung: 'fallback', dropped: [] });
    assert.deepEqual(rig.notes('degraded')[0]?.target, on('b'));
  });

  it('asks the same class before simpler models, whatever their order', async () => {
    const rig = createRig({
      providers: { a: ill, b: answering(['B']), c: answering(['C']) },
      facts: classes({ a: 'large', b: 'small', c: 'large' }),
    });
    assert.equal((await rig.answer()).story, 'a? a>c c?failover C finish');
  });

  it('then a simpler one, by name, and does not wait for a large one', async () => {
    const paused = refusing('rate-limit', { retryAfterMs: 60_000 });
    const rig = createRig({
      providers: { a: paused, b: answering(['B']), c: ill },
      facts: classes({ a: 'large', b: 'small', c: 'large' }),
    });
    const { story, events } = await rig.answer();
    assert.equal(story, 'a? a>c c?failover c>b -model b?failover B finish');
    const told = events.findLast(({ type }) => type === 'degraded');
    const model = { what: 'model', from: 'large', to: 'small' };
    assert.deepEqual(told, { type: 'degraded', rung: 'reduced', dropped: [model] });
    assert.equal(rig.clock.nowMs(), 0);
  });

  it('makes no trial of an open one while a simpler one is well', async () => {
    const rig = createRig({
      providers: { a: refusing('server'), b: answering(['B']) },
      facts: classes({ a: 'large', b: 'small' }),
      options: { breaker: { failures: 1 }, retry: { repeatsMax: 0 } },
    });
    await rig.answer();
    assert.equal((await rig.answer()).story, '-model b? B finish');
  });

  it('asks who sees images before it leaves them out, and leaves them out before nobody answers', async () => {
    const plan = (b: Script) => ({
      providers: { a: answering(['A']), b },
      facts: { a: { vision: 'no' }, b: { vision: 'yes' } } as const,
    });
    const seen = createRig(plan(answering(['B'])));
    assert.equal((await seen.answer({ request: SEEING })).text, 'B');
    assert.equal(seen.calls('a'), 0);
    assert.deepEqual(
      seen.notes('target-skipped').map(({ reason }) => reason),
      ['vision'],
    );

    const blind = createRig(plan(ill));
    const { story } = await blind.answer({ request: SEEING });
    assert.equal(story, 'b? b>a -images a?failover A finish');
    const sent = blind.providers['a']?.calls[0]?.request.messages[0]?.parts[0];
    assert.ok(sent?.type === 'text' && sent.text.includes('cannot see'));
    assert.deepEqual(blind.notes('attempt-started')[1]?.left, [{ what: 'images', count: 1 }]);
  });

  it('leaves the oldest questions out for a small window, where nobody takes all of them', async () => {
    const rig = createRig({
      providers: { a: ill, b: answering(['B']) },
      facts: { a: { contextTokensMax: 100_000 }, b: { contextTokensMax: 4_000 } },
    });
    const { story } = await rig.answer({ request: LONG });
    assert.equal(story, 'a? a>b -questions b?failover B finish');
    assert.equal(rig.providers['b']?.calls[0]?.request.messages.length, 1);
  });

  it('goes to a larger window when a question was too long, and to no other', async () => {
    const rig = createRig({
      providers: { a: refusing('context-length'), b: answering(['B']), c: answering(['C']) },
      facts: { a: { contextTokensMax: 16_000 }, c: { contextTokensMax: 200_000 } },
    });
    assert.equal((await rig.answer({ request: LONG })).story, 'a? a>c c?failover C finish');
    assert.equal(rig.calls('b'), 0, 'an unknown window promises nothing');
    const nobody = createRig({ providers: { a: refusing('context-length'), b: answering(['B']) } });
    assert.equal((await nobody.answer()).error?.kind, 'context-length');
    assert.equal(nobody.calls('b'), 0);
  });

  it('goes to another account when one is too small by the minute', async () => {
    const rig = createRig({
      providers: { a: refusing('too-large-per-minute'), b: answering(['B']) },
    });
    assert.equal((await rig.answer()).text, 'B');
  });

  it('asks the first choice as it is rather than nobody: its vendor knows best', async () => {
    const rig = createRig({
      providers: { a: answering(['A']) },
      facts: { a: { contextTokensMax: 1_000 } },
    });
    const request = { messages: [say('user', old)] };
    assert.equal((await rig.answer({ request })).story, 'a? A finish');
    const picked = createRig({
      providers: { a: answering(['A']), b: answering(['B']) },
      facts: { b: { vision: 'no' } },
    });
    const { text } = await picked.answer({ request: SEEING, limits: { first: on('b') } });
    assert.equal(text, 'B', 'and whom the person picked');
  });

  it('keeps to a floor that the caller set', async () => {
    const rig = createRig({
      providers: { a: ill, b: answering(['B']) },
      facts: classes({ a: 'large', b: 'small' }),
    });
    const { error } = await rig.answer({ limits: { classMin: 'large' } });
    assert.deepEqual([error?.kind, rig.calls('b')], ['quota', 0]);
  });

  it('goes on with a broken answer on a lower rung too', async () => {
    const said = 'word '.repeat(100);
    const rig = createRig({
      providers: { a: breaking([said], 'quota'), b: answering(['and on']) },
      facts: classes({ a: 'large', b: 'small' }),
    });
    const { story } = await rig.answer();
    assert.equal(story, `a? ${said} a&b -model b?continuation and on finish`);
  });

  it('never asks who cannot take the request, and tells all that is missing (invariant 21)', async () => {
    const facts = fc.record({
      modelClass: fc.constantFrom<ModelClass>('small', 'standard', 'large'),
      vision: fc.constantFrom('yes', 'no', 'unknown'),
      contextTokensMax: fc.constantFrom<number | 'unknown'>(2_000, 50_000, 'unknown'),
    });
    const scripts = fc.constantFrom<Script>(
      ill,
      refusing('server'),
      answering(['ok']),
      refusing('context-length'),
    );
    const all = fc.tuple(facts, facts, facts);
    await fc.assert(
      fc.asyncProperty(
        all,
        fc.tuple(scripts, scripts, scripts),
        fc.boolean(),
        async (known, plays, isSeeing) => {
          const [a, b, c] = plays;
          const rig = createRig({
            providers: { a, b, c },
            facts: { a: known[0], b: known[1], c: known[2] },
          });
          const first = isSeeing
            ? { ...LONG, messages: [...SEEING.messages, ...LONG.messages] }
            : LONG;
          await rig.answer({ request: first });
          for (const [at, id] of ['a', 'b', 'c'].entries()) {
            for (const call of rig.providers[id]?.calls ?? []) {
              const left = (call.left ?? []).map(({ what }) => what);
              const images = call.request.messages
                .flatMap(({ parts }) => parts)
                .filter(({ type }) => type === 'image');
              const isCut = call.request.messages.length < first.messages.length;
              assert.equal(isCut, left.includes('questions'));
              const isPrimary = at === 0;
              if (known[at]?.vision === 'no' && !isPrimary) assert.equal(images.length, 0);
              if (known[at]?.contextTokensMax === 2_000 && !isPrimary) assert.ok(isCut);
            }
          }
          await expectNothingLeft();
        },
      ),
      { numRuns: 150 },
    );
  });
});
