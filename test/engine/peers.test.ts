// What other systems were seen to do wrong, as scenarios of the whole engine: two targets, A
// faulty, B healthy, and what the reader gets. The behaviours are those of the measured peers;
// threads of public trackers are named where one reports the fault.

import assert from 'node:assert/strict';
import type { ErrorKind } from '../../src/core/index.ts';
import { answering, begun, breaking, hanging, refusing } from '../../src/sim/scripts.ts';
import type { Script, ScriptStep } from '../../src/sim/scriptedProvider.ts';
import { createRig, expectNothingLeft, on } from './rig.ts';

const B = answering(['B', ' whole']);
const alive = (count: number, everyMs: number): Script =>
  Array.from({ length: count }, (): ScriptStep => ({ afterMs: everyMs, event: { type: 'alive' } }));

describe('peers', () => {
  afterEach(expectNothingLeft);

  for (const net of ['refused', 'reset', 'dns'] as const) {
    it(`fails over when the connection is ${net}`, async () => {
      const rig = createRig({ providers: { a: refusing('connect', { net }), b: B } });
      const { story } = await rig.answer();
      assert.equal(story, 'a? a?retry a>b b?failover B  whole finish');
      assert.ok(rig.clock.nowMs() <= 300, 'within a quarter of a second');
    });
  }

  it('goes on from silence before headers', async () => {
    const rig = createRig({ providers: { a: [{ hang: true }], b: B } });
    assert.equal((await rig.answer()).text, 'B whole');
    assert.equal(rig.notes('attempt-ended')[0]?.durationMs, 10_000);
  });

  it('gives a target without an alternative all the time to the first token', async () => {
    const rig = createRig({ providers: { a: [{ hang: true }] } });
    assert.equal((await rig.answer()).error?.kind, 'silent');
    assert.equal(rig.notes('attempt-ended')[0]?.durationMs, 60_000);
  });

  it('never repeats a silent target', async () => {
    const rig = createRig({ providers: { a: hanging(), b: B } });
    await rig.answer();
    assert.equal(rig.calls('a'), 1);
  });

  it('goes on from silence between tokens, fragment kept (BerriAI/litellm#40404)', async () => {
    const rig = createRig({ providers: { a: hanging(['Half ']), b: B } });
    assert.equal((await rig.answer()).text, 'Half ¦B whole');
    assert.equal(rig.notes('attempt-ended')[0]?.durationMs, 30_000);
  });

  it('takes comments for no progress (opencode#43519)', async () => {
    const rig = createRig({
      providers: { a: [...begun(['Half ']), ...alive(100, 5_000)], b: B },
    });
    assert.equal((await rig.answer()).text, 'Half ¦B whole');
    assert.equal(rig.notes('attempt-ended')[0]?.error?.kind, 'stall');
    assert.equal(rig.notes('attempt-ended')[0]?.durationMs, 30_000);
  });

  it('lets a slow but steady answer take its time (opencode#16366)', async () => {
    const words = Array.from({ length: 60 }, () => 'w');
    const rig = createRig({ providers: { a: answering(words, { wordMs: 14_000 }), b: B } });
    const { text } = await rig.answer();
    assert.equal(text.length, 60);
    assert.ok(
      rig.clock.nowMs() > 800_000,
      'long after the deadline, which bounds no running attempt',
    );
  });

  it('lets long arguments of a tool call take their time', async () => {
    const piece = { type: 'tool-call-delta', id: '1', name: 'write', argumentsText: 'x' } as const;
    const whole = { type: 'tool-call', id: '1', name: 'write', argumentsJson: '{}' } as const;
    const pieces = Array.from({ length: 10 }, (): ScriptStep => ({
      afterMs: 20_000,
      event: piece,
    }));
    const finish: ScriptStep = { event: { type: 'finish', reason: 'tool-calls' } };
    const rig = createRig({
      providers: { a: [...begun([]), ...pieces, { event: whole }, finish], b: B },
    });
    assert.match((await rig.answer()).story, /tool-call finish$/);
    assert.equal(rig.calls('b'), 0);
  });

  it('takes the end of the stream without its finish for truncation, never for success', async () => {
    const rig = createRig({ providers: { a: begun(['Half ']), b: B } });
    assert.equal((await rig.answer()).text, 'Half ¦B whole');
    const alone = createRig({ providers: { a: begun(['Half ']) } });
    const { story } = await alone.answer({ limits: { canFold: false } });
    assert.equal(story, 'a? Half  !truncated');
  });

  it('takes a 200 without a word for a failure', async () => {
    const empty: Script = [...begun([]), { event: { type: 'finish', reason: 'stop' } }];
    const rig = createRig({ providers: { a: empty, b: B } });
    assert.equal((await rig.answer()).text, 'B whole');
  });

  it('fails over from the wrong body', async () => {
    const rig = createRig({ providers: { a: refusing('protocol'), b: B } });
    assert.equal((await rig.answer()).story, 'a? a>b b?failover B  whole finish');
  });

  for (const kind of ['invalid', 'too-large'] satisfies ErrorKind[]) {
    it(`never fails ${kind} over`, async () => {
      const rig = createRig({ providers: { a: refusing(kind, { status: 400 }), b: B } });
      assert.equal((await rig.answer()).story, `a? !${kind}`);
      assert.equal(rig.calls('b'), 0);
    });
  }

  it('fails a refused key over, and tells', async () => {
    const rig = createRig({ providers: { a: refusing('auth'), b: B } });
    const { events } = await rig.answer();
    const switched = events.find(({ type }) => type === 'switched');
    assert.ok(switched?.type === 'switched');
    assert.equal(switched.error.kind, 'auth');
  });

  it('honours Retry-After where nobody else is, and shows it', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) => (nth === 0 ? refusing('rate-limit', { retryAfterMs: 70_000 }) : B),
      },
    });
    const { story } = await rig.answer();
    assert.equal(story, 'a? ~server-delay:a/m ~time a?retry B  whole finish');
    assert.ok(rig.clock.nowMs() >= 70_000 && rig.clock.nowMs() < 70_200);
  });

  it('never splices two answers: what stands is one answer, or a marked fragment and one', async () => {
    for (const kind of ['cut', 'stall', 'server', 'overloaded', 'connect'] satisfies ErrorKind[]) {
      const rig = createRig({ providers: { a: breaking(['A1', 'A2'], kind), b: B } });
      assert.equal((await rig.answer()).text, 'A1A2¦B whole');
    }
  });

  it('shows no text twice when it asks again (pi#8031)', async () => {
    const rig = createRig({
      providers: {
        a: (_, nth) =>
          nth === 0
            ? [{ event: { type: 'reasoning-delta', text: 'hm' } }, ...refusing('server')]
            : answering(['A']),
      },
    });
    assert.equal((await rig.answer()).story, 'a? hm retracted a?retry A finish');
  });

  for (const [breaker, calls] of [
    [{ rule: 'sequential' }, 3],
    [{ failures: 5 }, 5],
  ] as const)
    it(`asks a dead upstream ${calls} times in 100 questions of one open period`, async () => {
      const rig = createRig({ providers: { a: refusing('server'), b: B }, options: { breaker } });
      for (let i = 0; i < 100; i += 1) assert.equal((await rig.answer()).text, 'B whole');
      assert.ok(rig.clock.nowMs() < 24_000, String(rig.clock.nowMs()));
      assert.equal(rig.calls('a'), calls);
    });

  it('does not replay the whole waterfall each turn (local-operator#198)', async () => {
    const rig = createRig({
      providers: { a: refusing('server'), b: refusing('connect'), c: B },
    });
    for (let i = 0; i < 5; i += 1) await rig.answer();
    const before = rig.calls('a') + rig.calls('b');
    for (let i = 0; i < 20; i += 1) assert.equal((await rig.answer()).story, 'c? B  whole finish');
    assert.equal(rig.calls('a') + rig.calls('b'), before);
  });

  it('returns to the first as soon as it is well again', async () => {
    let isDown = true;
    const rig = createRig({
      providers: { a: () => (isDown ? refusing('server') : answering(['A'])), b: B },
    });
    for (let i = 0; i < 4; i += 1) await rig.answer();
    isDown = false;
    assert.equal((await rig.answer()).text, 'B whole');
    await rig.clock.advance(30_000);
    assert.equal((await rig.answer()).story, 'a? A finish');
    assert.equal(rig.engine.status(on('a')).state, 'working');
  });

  it('does not multiply repeats (litellm#34129, livekit/agents#5335, code_puppy#317)', async () => {
    const names = ['a', 'b', 'c', 'd', 'e', 'f'];
    const plan = Object.fromEntries(names.map((name) => [name, refusing('server')]));
    const rig = createRig({ providers: plan });
    const { error } = await rig.answer();
    assert.equal(error?.kind, 'exhausted');
    assert.equal(error.causes.length, 6);
    assert.equal(rig.notes('attempt-started').length, 6 + 4);
  });

  it('shows waits and lets them be stopped (kilocode#8541, vscode#273025)', async () => {
    const rig = createRig({ providers: { a: refusing('rate-limit', { retryAfterMs: 60_000 }) } });
    const asked = rig.ask();
    await rig.clock.advance(10_000);
    assert.match(asked.story, /~server-delay:a\/m$/);
    asked.abort();
    await rig.clock.advance(0);
    assert.match(asked.story, /!aborted$/);
  });

  it('does not cool a provider for its caller’s own haste (litellm#41223)', async () => {
    const rig = createRig({ providers: { a: hanging() }, options: { breaker: { failures: 1 } } });
    const asked = rig.ask();
    await rig.clock.advance(100);
    asked.abort();
    await rig.clock.advance(0);
    assert.equal(rig.engine.status(on('a')).state, 'working');
  });

  it('cancels for real: the timer reaches the stream it is meant for (openfox#226)', async () => {
    const rig = createRig({ providers: { a: hanging(), b: B } });
    await rig.answer();
    assert.equal(rig.providers['a']?.liveStreams, 0);
  });

  it('spends finished work once: text after the finish is not asked for (vercel/ai#18667)', async () => {
    const rig = createRig({ providers: { a: [...answering(['A']), ...begun(['late'])] } });
    const { story } = await rig.answer();
    assert.equal(story, 'a? A finish');
    assert.equal(rig.providers['a']?.textChars, 1);
  });
});
