// Who is looked after while nobody asks, and who is not: doubts, recovery, budgets, leases, and a
// person who must be there. All of it in the journal, none of it in a conversation.

import assert from 'node:assert/strict';
import type { ErrorKind } from '../../src/core/index.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { answering, hanging, refusing } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, nameOf, on, type RigOptions } from './rig.ts';

const A = answering(['A']);
const B = answering(['B']);
const MINUTE = 60_000;

/** `a` is dead until `wellAtMs`; b answers. */
const setUp = (more: Partial<RigOptions> = {}, wellAtMs = Infinity, kind: ErrorKind = 'silent') => {
  let nowMs = (): number => 0;
  const script = (): Script => (nowMs() < wellAtMs ? refusing(kind) : A);
  const rig = createRig({ providers: { a: { script }, b: B }, isAttended: true, ...more });
  nowMs = () => rig.clock.nowMs();
  const probes = (): string[] =>
    rig.notes('probe-ended').map((note) => `${note.what} ${nameOf(note.target)} ${note.outcome}`);
  const at = (): number[] =>
    rig.notes('probe-started').map(({ monoMs }) => Math.round(monoMs / 1000));
  return { ...rig, rig, probes, at };
};

describe('prober', () => {
  afterEach(expectNothingLeft);

  it('confirms a failure after 10 and 30 s: a total outage opens in 30 s', async () => {
    const { rig, probes, at } = setUp();
    await rig.answer();
    assert.equal(rig.engine.status(on('a')).breaker, 'closed');
    await rig.clock.advance(29_000);
    assert.deepEqual(at(), [10]);
    await rig.clock.advance(2_000);
    assert.deepEqual(
      [probes(), at()],
      [
        ['confirm a failed', 'confirm a failed'],
        [10, 30],
      ],
    );
    assert.equal(rig.engine.status(on('a')).breaker, 'open');
    assert.equal(rig.calls('b'), 1, 'the well one is left alone');
  });

  it('forgives one failure: two confirming answers and nothing more', async () => {
    const { rig, probes } = setUp({}, 5_000);
    await rig.answer();
    await rig.clock.advance(20 * MINUTE);
    assert.deepEqual(probes(), ['confirm a answered', 'confirm a answered']);
    assert.equal(rig.engine.status(on('a')).state, 'working');
  });

  it('tries an ill one when its open time is over, and questions come back to it unseen', async () => {
    const { rig, probes } = setUp({}, 40_000);
    await rig.answer();
    await rig.clock.advance(31_000);
    assert.match((await rig.answer()).story, /^b\? B finish$/);
    await rig.clock.advance(40_000);
    assert.equal(probes().at(-1), 'recovery a answered');
    assert.equal(rig.engine.status(on('a')).breaker, 'closed');
    assert.equal((await rig.answer()).story, 'a? A finish');
    assert.equal(rig.notes('attempt-started').filter(({ trial }) => trial === 'live').length, 0);
  });

  it('sends nothing of any conversation, one token at most, below retry and on a lane of its own', async () => {
    const { rig } = setUp({ options: { retry: { repeatsMax: 4 } } }, Infinity, 'server');
    await rig.answer();
    const before = rig.calls('a');
    await rig.clock.advance(11_000);
    const call = rig.providers['a']?.calls.at(-1);
    assert.equal(rig.calls('a'), before + 1, 'not repeated');
    assert.deepEqual(
      [call?.lane, call?.origin, call?.request.outputTokensMax],
      ['probe', 'probe', 1],
    );
    assert.doesNotMatch(JSON.stringify(call?.request), /why/);
    assert.match(call?.turnId ?? '', /^probes of day/);
  });

  it('pays for twenty probes a day at one target; then questions are the trial', async () => {
    const { rig } = setUp({ options: { breaker: { openMaxMs: 30_000 } } });
    await rig.answer();
    await rig.clock.advance(60 * MINUTE);
    const paid = rig.notes('probe-started').filter(({ what }) => what !== 'reach');
    assert.deepEqual([paid.length, paid.at(-1)?.nth], [20, 20]);
    const { story } = await rig.answer();
    assert.equal(story, 'a? a>b b?failover B finish', 'the question is the trial now');
    await rig.clock.advance(24 * 60 * MINUTE);
    assert.ok(
      rig.notes('probe-started').filter(({ what }) => what !== 'reach').length > 20,
      'a new day',
    );
  });

  it('rests while nobody is there, after ten minutes, and looks when the person comes back', async () => {
    const { rig, at } = setUp({ options: { breaker: { openMaxMs: 30_000 } } });
    await rig.answer();
    await rig.clock.advance(31_000);
    rig.attend(false);
    await rig.clock.advance(60 * MINUTE);
    assert.ok(Math.max(...at()) <= 31 + 600, String(at()));
    assert.equal(rig.clock.pending, 0);
    const { story } = await rig.answer();
    assert.match(story, /^a\?/, 'not probed, so the question is the trial');
    const before = at().length;
    rig.attend(true);
    await rig.clock.advance(MINUTE);
    assert.ok(at().length > before);
  });

  it('never probes without a sign that somebody is there', async () => {
    const { rig, at } = setUp({ isAttended: false });
    await rig.answer();
    await rig.clock.advance(60 * MINUTE);
    assert.deepEqual(at(), []);
  });

  for (const [name, more] of [
    ['one that is used only when chosen', { rungs: { a: { armed: false } } }],
    ['one that is off', { rungs: { a: { enabled: false } } }],
    ['one without a key', { rungs: { a: { hasKey: false } } }],
    ['a model of another extension', { provider: { onlyWhenAsked: true } }],
    ['a local model that is not loaded', { provider: { isLocal: true, isLoaded: false } }],
  ] as const)
    it(`never probes ${name}`, async () => {
      const script = (): Script => refusing('silent');
      const rig = createRig({
        providers: { a: { script, ...('provider' in more ? more.provider : {}) }, b: B },
        isAttended: true,
      });
      await rig.answer({ limits: { first: on('a') } });
      Object.assign(rig.chain[0] ?? {}, 'rungs' in more ? more.rungs.a : {});
      await rig.clock.advance(30 * MINUTE);
      assert.deepEqual(rig.notes('probe-started'), []);
    });

  it('probes a local model that is loaded', async () => {
    const rig = createRig({
      providers: { a: { script: () => refusing('silent'), isLocal: true, isLoaded: true } },
      isAttended: true,
    });
    await rig.answer();
    await rig.clock.advance(11_000);
    assert.equal(rig.notes('probe-started').length, 1);
  });

  it('gives way to another window that holds the lease, and goes on when a store is slow', async () => {
    const held = {
      take: (key: string) => Promise.resolve(!key.startsWith('trial')),
      giveBack: () => Promise.resolve(),
    };
    const other = setUp({ leases: held });
    await other.rig.answer();
    await other.rig.clock.advance(11_000);
    assert.deepEqual(other.probes(), ['confirm a given-up']);
    assert.equal(other.rig.calls('a'), 1);
    const slow = setUp({
      leases: { take: () => new Promise(() => {}), giveBack: () => Promise.resolve() },
    });
    await slow.rig.answer();
    await slow.rig.clock.advance(11_000);
    assert.equal(slow.rig.notes('probe-started')[0]?.by, 'memory');
    assert.deepEqual(slow.probes(), ['confirm a failed']);
  });

  it('lets a question go ahead of a probe that hangs', async () => {
    const rig = createRig({
      providers: {
        a: (call, nth) =>
          call.origin === 'probe' && nth > 2 ? hanging() : nth < 4 ? refusing('silent') : A,
      },
      isAttended: true,
    });
    await rig.answer();
    await rig.clock.advance(31_000);
    assert.equal(rig.engine.status(on('a')).breaker, 'open');
    await rig.clock.advance(36_000);
    assert.equal(rig.engine.status(on('a')).state, 'checking', 'by a probe that hangs');
    const startedAtMs = rig.clock.nowMs();
    assert.equal((await rig.answer()).story, 'a? A finish');
    assert.equal(rig.clock.nowMs(), startedAtMs);
    assert.equal(rig.engine.status(on('a')).state, 'working');
  });

  it('waits twice as long after each probe that proved nothing', async () => {
    const rig = createRig({
      providers: { a: (_, nth) => (nth < 3 ? refusing('silent') : refusing('invalid')), b: B },
      isAttended: true,
    });
    await rig.answer();
    await rig.clock.advance(20 * MINUTE);
    const ended = rig.notes('probe-ended').filter(({ outcome }) => outcome === 'unproven');
    const gaps = ended
      .slice(1)
      .map(({ monoMs }, i) => Math.round((monoMs - (ended[i]?.monoMs ?? 0)) / 1000));
    assert.deepEqual(gaps.slice(0, 4), [30, 60, 120, 240]);
  });

  it('asks nobody during a pause of his own, nor who is locked', async () => {
    const refused = refusing('rate-limit', { retryAfterMs: 900_000 });
    const paused = createRig({
      providers: { a: (_, nth) => (nth < 2 ? refusing('silent') : refused), b: B },
      isAttended: true,
    });
    await paused.answer();
    await paused.clock.advance(14 * MINUTE);
    assert.equal(paused.calls('a'), 3, 'the confirming probe that was told to wait');
    const locked = createRig({ providers: { a: refusing('auth'), b: B }, isAttended: true });
    await locked.answer();
    await locked.clock.advance(30 * MINUTE);
    assert.deepEqual(locked.notes('probe-started'), []);
  });

  it('asks once after a person gave up a long silence', async () => {
    const rig = createRig({
      providers: { a: (_, nth) => (nth === 0 ? hanging() : A) },
      isAttended: true,
    });
    for (const waitMs of [1_000, 6_000]) {
      const asked = rig.ask();
      await rig.clock.advance(waitMs);
      asked.abort();
      await rig.clock.advance(MINUTE);
    }
    assert.deepEqual(
      rig.notes('probe-ended').map(({ what }) => what),
      [],
    );
    const again = createRig({
      providers: { a: (_, nth) => (nth === 0 ? hanging() : A) },
      isAttended: true,
    });
    const asked = again.ask();
    await again.clock.advance(6_000);
    asked.abort();
    await again.clock.advance(MINUTE);
    assert.deepEqual(
      again.notes('probe-ended').map(({ what, outcome }) => `${what} ${outcome}`),
      ['confirm answered'],
    );
  });

  it('stops for good when it is disposed of, in the middle of a probe too', async () => {
    const rig = createRig({
      providers: { a: (_, nth) => (nth === 0 ? refusing('silent') : hanging()), b: B },
      isAttended: true,
    });
    await rig.answer();
    await rig.clock.advance(11_000);
    assert.equal(rig.providers['a']?.liveStreams, 1);
    rig.engine.dispose();
    await rig.clock.advance(0);
    assert.deepEqual([rig.providers['a']?.liveStreams, rig.clock.pending], [0, 0]);
  });
});
