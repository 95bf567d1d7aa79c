// What users of other systems report about broken streams, as scenarios of the whole engine. Each
// test is named after the thread it comes from and holds us to what its reporter expected.

import assert from 'node:assert/strict';
import type { EngineEvent, RequestCall } from '../../../src/core/index.ts';
import { answering, begun, breaking, hanging, refusing } from '../../../src/sim/scripts.ts';
import type { Script } from '../../../src/sim/scriptedProvider.ts';
import { createRig, expectNothingLeft, on } from '../rig.ts';

const WORDS = Array.from({ length: 120 }, (_, n) => `word${n} `);
const HEAD = WORDS.slice(0, 80);
const REST = WORDS.slice(80);
const WHOLE = WORDS.join('');
const BREAKS: readonly (readonly [string, Script])[] = [
  ['cut', breaking(HEAD, 'cut')],
  ['stalled', hanging(HEAD)],
  ['ended without its end', begun(HEAD)],
  ['broken by a provider’s own error event', breaking(HEAD, 'server')],
];
const TOOLS: RequestCall['request'] = {
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'read it' }] }],
  tools: [{ name: 'read', description: 'Reads.', parametersSchema: { type: 'object' } }],
};
const call: EngineEvent & { type: 'tool-call' } = {
  ...{ type: 'tool-call', id: '1', name: 'read', argumentsJson: '{"path":"a"}' },
};
const calling: Script = [
  ...begun([]),
  { event: call },
  { event: { type: 'finish', reason: 'tool-calls' } },
];

describe('reported: streams', () => {
  afterEach(expectNothingLeft);

  for (const [name, broken] of BREAKS) {
    it(`litellm#40404, vercel/ai#18667: a stream that is ${name} is gone on with by the next`, async () => {
      const rig = createRig({ providers: { a: broken, b: answering(REST) } });
      const { text, error } = await rig.answer();
      assert.equal(error, undefined);
      assert.equal(text, `${HEAD.join('')}¦${REST.join('')}`);
      assert.deepEqual([rig.calls('a'), rig.calls('b')], [1, 1]);
    });
  }

  it('pi#8031: what was said is not said again, by whoever goes on', async () => {
    const again = [...HEAD.slice(-3), ...REST];
    const rig = createRig({ providers: { a: breaking(HEAD, 'cut'), b: answering(again) } });
    assert.equal((await rig.answer()).text.replace('¦', ''), WHOLE);
    const alone = createRig({
      providers: { a: (_, nth) => (nth === 0 ? breaking(HEAD, 'cut') : answering(WORDS)) },
    });
    assert.equal((await alone.answer()).text.replace('¦', ''), WHOLE);
    assert.equal(alone.calls('a'), 2);
  });

  it('litellm#31067: a question with tools is answered whole, so that its calls are made', async () => {
    const rig = createRig({ providers: { a: breaking(HEAD, 'cut'), b: calling } });
    const { events } = await rig.answer({ request: TOOLS });
    const seam = events.findIndex(({ type }) => type === 'seam-started');
    const after = events.slice(seam);
    assert.ok(after[0]?.type === 'seam-started' && after[0].mode === 'fold');
    assert.deepEqual(
      after.filter(({ type }) => type === 'tool-call'),
      [call],
    );
    assert.deepEqual(rig.providers['b']?.calls[0]?.request, TOOLS, 'asked as it was asked first');
  });

  it('litellm#31067: no call is made twice, and none of a broken answer at all', async () => {
    const half: Script = [...begun([]), { event: call }, ...refusing('cut')];
    const rig = createRig({ providers: { a: half, b: calling } });
    const { events } = await rig.answer({ request: TOOLS });
    const seam = events.findIndex(({ type }) => type === 'seam-started');
    const calls = events.slice(seam).filter(({ type }) => type === 'tool-call');
    assert.equal(calls.length, 1);
  });

  it('litellm#27967: a model that takes no begun turn is asked in words, and hides no cause', async () => {
    const refuses = (nth: number): Script =>
      nth === 0 ? refusing('invalid', { status: 400 }) : answering(REST);
    const rig = createRig({
      providers: { a: breaking(HEAD, 'cut'), b: (_, nth) => refuses(nth) },
      facts: { b: { prefill: 'yes' } },
    });
    assert.equal((await rig.answer()).text.replace('¦', ''), WHOLE);
    assert.deepEqual(
      rig.providers['b']?.calls.map(({ sentAs }) => sentAs),
      ['prefill', 'instruction'],
    );
    const poor = createRig({
      providers: { a: breaking(HEAD, 'overloaded'), b: refusing('invalid', { status: 400 }) },
      facts: { b: { prefill: 'yes' } },
    });
    const folding = await poor.answer();
    assert.equal(folding.error?.causes[0]?.kind, 'overloaded', 'what broke it comes first');
    const external = createRig({
      providers: { a: breaking(HEAD, 'overloaded'), b: refusing('invalid', { status: 400 }) },
      facts: { b: { prefill: 'yes' } },
    });
    const { error } = await external.answer({ limits: { canFold: false } });
    assert.equal(error?.kind, 'overloaded');
  });

  it('litellm#28216: a stream that is silent before its first word is failed over as well', async () => {
    const rig = createRig({ providers: { a: hanging(), b: answering(WORDS) } });
    assert.equal((await rig.answer()).text, WHOLE);
  });

  it('bifrost#5395: an error behind the first event is failed over like one before it', async () => {
    for (const kind of ['quota', 'rate-limit', 'server'] as const) {
      const late: Script = [...begun([]), { event: { type: 'alive' } }, ...refusing(kind)];
      const rig = createRig({ providers: { a: late, b: answering(['B']) } });
      assert.equal((await rig.answer()).text, 'B', kind);
    }
  });

  // The error event of a stream that began with 200 went by in silence, booked as a success.
  it('litellm#24004: an error event within a 200 is a failure, and the next one answers', async () => {
    for (const kind of ['overloaded', 'server'] as const) {
      for (const words of [[], HEAD.slice(0, 5), HEAD]) {
        const rig = createRig({ providers: { a: breaking(words, kind), b: answering(REST) } });
        const { error, text } = await rig.answer();
        const seam = words.length === 0 ? '' : `${words.join('')}¦`;
        assert.deepEqual([error, text], [undefined, `${seam}${REST.join('')}`], kind);
        const [first] = rig.notes('attempt-ended');
        assert.deepEqual([first?.outcome, first?.error?.kind], ['failed', kind]);
        assert.equal(rig.notes('response-started')[0]?.status, 200);
      }
    }
  });

  // What people had to wrap around each call by hand: it lost streaming, and repeated what is final.
  it('vercel/ai#2636: a list of models is one model, streamed, and asks nobody in vain', async () => {
    for (const kind of ['rate-limit', 'server', 'overloaded', 'quota', 'auth'] as const) {
      const rig = createRig({
        providers: { a: refusing(kind, { retryAfterMs: 60_000 }), b: answering(WORDS) },
      });
      const { text, events } = await rig.answer();
      assert.equal(text, WHOLE, kind);
      assert.equal(events.filter(({ type }) => type === 'text-delta').length, WORDS.length);
      assert.equal(rig.calls('b'), 1);
      if (kind === 'auth' || kind === 'quota') assert.equal(rig.calls('a'), 1, 'never repeated');
    }
    const invalid = createRig({ providers: { a: refusing('invalid'), b: answering(WORDS) } });
    assert.equal((await invalid.answer()).error?.kind, 'invalid');
    assert.equal(invalid.calls('b'), 0, 'a request at fault is refused by everybody');
    const nobody = createRig({ providers: { a: refusing('quota'), b: refusing('auth') } });
    const { error } = await nobody.answer();
    assert.deepEqual(
      error?.causes.map(({ kind, target }) => [kind, target?.providerId]),
      [
        ['quota', 'a'],
        ['auth', 'b'],
      ],
      'who said what is not lost behind the last failure',
    );
    const stopped = createRig({ providers: { a: hanging(), b: answering(WORDS) } });
    const asked = stopped.ask();
    await stopped.clock.advance(100);
    asked.abort();
    await stopped.clock.advance(60_000);
    assert.deepEqual([asked.error?.kind, stopped.calls('b')], ['aborted', 0]);
  });

  // The only limit ended with the headers: a connection that died without a word was read for ever.
  it('anthropic-sdk-typescript#1206: silence between two pieces ends the read, and the call', async () => {
    for (const words of [HEAD.slice(0, 1), HEAD]) {
      const rig = createRig({ providers: { a: { script: () => hanging(words), isDeaf: true } } });
      const { error, text } = await rig.answer({ limits: { canFold: false } });
      assert.deepEqual([error?.kind, error?.limit?.what], ['stall', 'stall']);
      assert.equal(text, words.join(''), 'what came is kept');
      assert.equal(rig.providers['a']?.calls[0]?.signal.aborted, true);
      assert.ok(rig.clock.nowMs() < 31_000, String(rig.clock.nowMs()));
    }
  });

  it('litellm#19077: who is to be asked alone is asked alone, also behind a break', async () => {
    const rig = createRig({ providers: { a: breaking(HEAD, 'server'), b: answering(REST) } });
    const { error } = await rig.answer({ limits: { only: on('a') } });
    assert.equal(error?.kind, 'server');
    assert.equal(rig.calls('b'), 0);
  });

  it('Portkey#1797: an answer that stops before its end is no success', async () => {
    const rig = createRig({ providers: { a: begun(HEAD) } });
    const { error } = await rig.answer({ limits: { canFold: false } });
    assert.equal(error?.kind, 'truncated');
    assert.equal(rig.notes('request-ended')[0]?.outcome, 'failed');
  });
});
