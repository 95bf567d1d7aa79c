// What users of other systems report about cooldowns and breakers, each as a scenario of the whole
// engine. The thread is named in the title; what happened there stands above the test.

import assert from 'node:assert/strict';
import { answering, hanging, refusing } from '../../../src/sim/scripts.ts';
import type { Script } from '../../../src/sim/scriptedProvider.ts';
import { createRig, expectNothingLeft, on } from '../rig.ts';

const B = answering(['B']);
const ONE = { breaker: { failures: 1 } } as const;
/** The nth call gets the nth script; the last one goes on for ever. */
const inTurn =
  (...scripts: readonly Script[]) =>
  (_: unknown, nth: number): Script =>
    scripts[Math.min(nth, scripts.length - 1)] ?? [];

describe('reported: cooldown and breaker', () => {
  afterEach(expectNothingLeft);

  // Two requests are refused together, the second one for longer: the first deadline was kept.
  it('keeps the longer of two cooldowns, whichever came first (litellm#40130)', async () => {
    for (const delays of [
      [1_000, 60_000],
      [60_000, 1_000],
    ] as const) {
      const refused = delays.map((retryAfterMs) => refusing('rate-limit', { retryAfterMs }));
      const late = refused.map((script) => script.map((step) => ({ ...step, afterMs: 250 })));
      const rig = createRig({
        providers: { a: inTurn(refused[0] ?? [], late[1] ?? []), b: B },
      });
      const [first, second] = [rig.ask(), rig.ask()];
      await rig.clock.advance(2_000);
      assert.ok(first.isOver && second.isOver);
      const untilMs = rig.engine.status(on('a')).untilMs ?? 0;
      assert.ok(untilMs >= 60_000, `${delays.join()}: ${untilMs}`);
      await rig.clock.advance(50_000);
      assert.equal((await rig.answer()).story, 'b? B finish');
    }
  });

  // A breaker that is open already and fails once more for longer must not lose that either.
  it('obeys a longer delay of a request that fails after the breaker opened (litellm#40130)', async () => {
    const late = refusing('server', { retryAfterMs: 300_000 }).map((step) => ({
      ...step,
      afterMs: 250,
    }));
    const rig = createRig({
      providers: { a: inTurn(refusing('silent'), late), b: B },
      options: ONE,
    });
    rig.ask();
    rig.ask();
    await rig.clock.advance(1_000);
    assert.equal(rig.engine.status(on('a')).untilMs, 300_250);
  });

  // Twenty-five 500s in a row left the deployment in rotation.
  for (const [rule, callsMax] of [
    ['sequential', 4],
    ['consecutive', 6],
  ] as const)
    it(`takes a target that answers 500 out of rotation, ${rule} (litellm#34836)`, async () => {
      const rig = createRig({
        providers: { a: refusing('server', { status: 500 }), b: B },
        options: { breaker: { rule } },
      });
      for (let i = 0; i < 25; i += 1) assert.match((await rig.answer()).story, /B finish$/);
      assert.ok(rig.calls('a') <= callsMax, String(rig.calls('a')));
    });

  // A caller's own short limit was counted against the deployment.
  it('cools nobody because a caller had no time (litellm#41223)', async () => {
    const rig = createRig({ providers: { a: hanging() }, options: ONE });
    for (let i = 0; i < 6; i += 1) {
      const asked = rig.ask({ deadlineAtMs: rig.clock.nowMs() + 100 });
      await rig.clock.advance(100);
      asked.abort();
    }
    await rig.clock.advance(0);
    assert.equal(rig.engine.status(on('a')).state, 'working');
    assert.deepEqual(rig.notes('breaker-changed'), []);
  });

  // A 400 was reported as 500, and the deployment cooled down for the client's fault.
  it('counts a refused request against nobody (litellm#42432)', async () => {
    for (const kind of ['invalid', 'too-large', 'context-length', 'unsupported'] as const) {
      const rig = createRig({ providers: { a: refusing(kind, { status: 400 }) }, options: ONE });
      for (let i = 0; i < 25; i += 1) await rig.answer();
      assert.equal(rig.engine.status(on('a')).state, 'working', kind);
    }
  });

  // "Credit balance too low" comes as a 400, and was asked again and again.
  it('does not ask an account without credit again (litellm#16092)', async () => {
    const rig = createRig({ providers: { a: refusing('quota', { status: 400 }), b: B } });
    for (let i = 0; i < 10; i += 1) assert.match((await rig.answer()).story, /B finish$/);
    assert.equal(rig.calls('a'), 1);
    assert.equal(rig.engine.status(on('a')).state, 'locked');
    assert.equal(rig.engine.status(on('a')).breaker, 'closed', 'a lock, not a breaker');
  });

  // A model that the upstream cannot serve failed under every key in turn, and opened all of them.
  it('blames the request, not each key, for the same words under every key (opencode-go-multi-auth#6)', async () => {
    const refusal = refusing('server', { status: 500, vendorMessage: 'cannot serve this model' });
    const keys = Object.fromEntries(
      ['a', 'b', 'c'].map((name) => [name, { script: () => refusal, family: 'upstream' }]),
    );
    const rig = createRig({ providers: keys, options: ONE });
    await rig.answer();
    assert.deepEqual(
      ['b', 'c'].map((name) =>
        rig
          .notes('breaker-changed')
          .some(({ scope }) => 'target' in scope && scope.target.providerId === name),
      ),
      [false, false],
    );
  });

  // A plan limit answered 429 for hours; growing pauses held the conversation on it.
  it('does not sit on a dead 429 while another can answer (langwatch#7027)', async () => {
    const rig = createRig({ providers: { a: refusing('rate-limit'), b: B } });
    for (let hour = 0; hour < 4; hour += 1) {
      const startedAtMs = rig.clock.nowMs();
      assert.match((await rig.answer()).story, /B finish$/);
      assert.ok(rig.clock.nowMs() - startedAtMs <= 1_000);
      await rig.clock.advance(3_600_000);
    }
    const pauses = rig.notes('pause-changed').map(({ untilMs, monoMs }) => (untilMs ?? 0) - monoMs);
    assert.ok(Math.max(...pauses) <= 300_000, pauses.join());
  });
});

describe('reported: half-open', () => {
  afterEach(expectNothingLeft);

  const opened = async (a: (_: unknown, nth: number) => Script, more = {}) => {
    const rig = createRig({ providers: { a, ...more }, options: ONE });
    await rig.answer();
    assert.equal(rig.engine.status(on('a')).breaker, 'open');
    await rig.clock.advance(30_000);
    return rig;
  };

  // Half-open let every request through; and one failure there could fall below the threshold.
  it('admits one of many requests, and opens again when it fails (opossum#119)', async () => {
    const rig = await opened(
      inTurn(refusing('silent'), [...hanging()].slice(0, 1).concat({ hang: true })),
    );
    const asked = Array.from({ length: 10 }, () => rig.ask());
    await rig.clock.advance(1_000);
    assert.equal(rig.calls('a'), 2);
    await rig.clock.advance(600_000);
    for (const one of asked) assert.ok(one.isOver);
    assert.ok(rig.notes('breaker-changed').some(({ cause }) => cause.rule === 'trial-failed'));
    assert.equal(rig.engine.status(on('a')).breaker, 'open');
  });

  // A trial that never settled kept the circuit half-open for ever.
  for (const [name, end] of [
    ['opossum#276: it is cancelled', 'cancel'],
    ['opossum#613: its reader leaves before it ends', 'cancel'],
    ['resilience4j#544: its failure weighs nothing', 'nothing'],
    ['resilience4j#935: it never answers', 'hang'],
  ] as const)
    it(`is never stuck half-open (${name})`, async () => {
      const trial = end === 'nothing' ? refusing('invalid') : hanging();
      const rig = await opened(inTurn(refusing('silent'), trial, answering(['A'])));
      const asked = rig.ask();
      await rig.clock.advance(1_000);
      if (end === 'cancel') asked.abort();
      await rig.clock.advance(120_000);
      assert.ok(asked.isOver);
      assert.equal(rig.engine.status(on('a')).breaker, 'open');
      await rig.clock.advance(60_000);
      assert.equal((await rig.answer()).story, 'a? A finish');
      assert.equal(rig.engine.status(on('a')).breaker, 'closed');
    });

  // Failures that came in together after it had opened cancelled the timer that would half-open it.
  it('comes back after many failures at the same moment (opossum#385)', async () => {
    const dead = refusing('silent').map((step) => ({ ...step, afterMs: 100 }));
    const rig = createRig({
      providers: { a: (_, nth) => (nth < 6 ? dead : answering(['A'])) },
      options: { breaker: { failures: 5 } },
    });
    const asked = Array.from({ length: 6 }, () => rig.ask());
    await rig.clock.advance(200);
    for (const one of asked) assert.ok(one.isOver);
    assert.equal(rig.engine.status(on('a')).untilMs, 30_100, 'not pushed out');
    await rig.clock.advance(30_000);
    assert.equal((await rig.answer()).story, 'a? A finish');
    assert.equal(rig.engine.status(on('a')).state, 'working');
  });

  // Calls that were let in while it was closed were counted as half-open permits when it changed.
  it('takes nothing that began earlier for the trial (resilience4j#1432)', async () => {
    const slow = answering(['old'], { headersMs: 40_000 });
    const rig = createRig({
      providers: { a: { script: inTurn(slow, refusing('silent'), hanging()) } },
      options: { ...ONE, timeouts: { headersMs: 0 } },
    });
    const old = rig.ask();
    await rig.clock.advance(0);
    await rig.answer();
    await rig.clock.advance(35_000);
    const trial = rig.ask();
    await rig.clock.advance(0);
    assert.equal(rig.engine.status(on('a')).state, 'checking');
    await rig.clock.advance(10_000);
    assert.match(old.story, /old finish$/);
    assert.equal(rig.engine.status(on('a')).state, 'checking', 'the old answer is not the trial’s');
    trial.abort();
    await rig.clock.advance(0);
  });

  // Waiting callers were all let go at once when the trial had failed.
  it('runs one trial after the other, never the whole queue (cockatiel#64)', async () => {
    const rig = await opened(
      inTurn(
        refusing('silent'),
        refusing('silent').map((step) => ({ ...step, afterMs: 500 })),
      ),
    );
    const asked = Array.from({ length: 5 }, () => rig.ask());
    for (let i = 0; i < 40; i += 1) {
      await rig.clock.advance(100);
      assert.ok((rig.providers['a']?.liveStreams ?? 0) <= 1);
    }
    for (const one of asked) assert.ok(one.isOver, one.story);
  });

  // One good call closed it, and it took as many failures as before to open it again.
  it('does not trust one good answer: one more failure opens it (cockatiel#73)', async () => {
    const rig = createRig({
      providers: { a: (_, nth) => (nth === 9 ? answering(['A']) : refusing('silent')) },
    });
    while (rig.calls('a') < 9) await rig.answer();
    assert.equal(rig.engine.status(on('a')).breaker, 'open');
    assert.match((await rig.answer()).story, /A finish$/);
    assert.equal(rig.engine.status(on('a')).breaker, 'closed');
    await rig.answer();
    assert.equal(rig.engine.status(on('a')).breaker, 'open');
  });
});
