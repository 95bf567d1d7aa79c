// What of answers is kept for an outage, and what is said where nothing fits.

import assert from 'node:assert/strict';
import type { StoredAnswer } from '../../src/core/index.ts';
import { answering, begun, refusing } from '../../src/sim/scripts.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { expectNothingLeft, on } from './rig.ts';
import { once, POOL, stage } from './storedStage.ts';

describe('kept answers', () => {
  afterEach(expectNothingLeft);

  it('keeps the person’s last words as the question, without files and what models said', async () => {
    const { rig, kept } = stage({ providers: { a: answering(['A']) } });
    const say = (role: 'system' | 'user' | 'assistant', text: string) => ({
      role,
      parts: [{ type: 'text', text } as const],
    });
    const file = { type: 'file', name: 'a.ts', text: 'let a' } as const;
    const last = { role: 'user', parts: [file, ...say('user', ' why? ').parts] } as const;
    const messages = [say('system', 'be kind'), say('user', 'old'), say('assistant', 'yes'), last];
    await rig.answer({ request: { messages } });
    assert.equal(kept[0]?.question, 'why?');
    const [first, second] = [say('user', 'one').parts, say('user', 'two').parts];
    await rig.answer({ request: { messages: [{ role: 'user', parts: [...first, ...second] }] } });
    assert.equal(kept[1]?.question, 'one\ntwo');
  });

  it('keeps nothing that is blank or endless', async () => {
    const most = 'x'.repeat(1_000_000);
    const keptOf = async (words: readonly string[]) => {
      const { rig, kept } = stage({ providers: { a: answering(words) } });
      rig.setOptions({ coherence: { stopLoops: false } });
      await rig.answer(POOL);
      return kept.length;
    };
    assert.equal(await keptOf(['  ', '\n']), 0);
    assert.equal(await keptOf([most]), 1);
    assert.equal(await keptOf([most, 'y']), 0);
  });

  it('are given of models on this computer too', async () => {
    const { rig } = stage({
      providers: {
        a: { script: once(answering(['A'])), isLocal: true },
      },
    });
    await rig.answer(POOL);
    assert.equal((await rig.answer(POOL)).text, 'A');
  });

  it('where nobody may be asked at all, only earlier ones are offered, at most three', async () => {
    const past = Array.from({ length: 5 }, (_, at): StoredAnswer => ({
      ...{ question: `q${at}`, text: 'x', target: on('a'), wallMs: 1 },
    }));
    const { rig } = stage(
      { providers: { a: answering(['A']) } },
      { similar: () => Promise.resolve(past) },
    );
    rig.chain[0] = { ...rig.chain[0]!, enabled: false };
    const { events, error } = await rig.answer(POOL);
    const told = events.find(({ type }) => type === 'past-answers');
    assert.ok(told?.type === 'past-answers');
    assert.deepEqual(
      told.answers.map(({ question }) => question),
      ['q0', 'q1', 'q2'],
    );
    assert.equal(error?.kind, 'exhausted');
  });

  it('without words nothing is searched for, and without an answer nothing is said', async () => {
    let searches = 0;
    const image = { type: 'image', mediaType: 'image/png', dataBase64: 'AA' } as const;
    const empty = { question: 'q', text: '', target: on('a'), wallMs: 1 };
    const { rig } = stage(
      { providers: { a: refusing('quota') } },
      {
        exact: () => Promise.resolve(empty),
        similar: () => {
          searches += 1;
          return Promise.resolve([]);
        },
      },
    );
    const seen = await rig.answer({ request: { messages: [{ role: 'user', parts: [image] }] } });
    assert.deepEqual([seen.story, searches], ['a? !quota', 0]);
    const asked = await rig.answer(POOL);
    assert.deepEqual([asked.story, searches], ['!quota', 1]);
    assert.equal(rig.notes('past-answers').length, 0);
    const nobody = await rig.answer({ request: { messages: [] } });
    assert.equal(nobody.error?.kind, 'quota');
  });

  it('take back no thoughts that were taken back before', async () => {
    const thought: Script = [
      ...begun([]),
      { event: { type: 'reasoning-delta', text: 'hm' } },
      ...refusing('quota'),
    ];
    const { rig, answers } = stage({ providers: { a: thought, b: refusing('quota') } });
    const exact = { question: 'q', text: 'A', target: on('a'), wallMs: 1 };
    answers.exact = () => Promise.resolve(exact);
    assert.equal(
      (await rig.answer(POOL)).story,
      'a? hm retracted a>b b?failover stored-answer A finish',
    );
  });
});
