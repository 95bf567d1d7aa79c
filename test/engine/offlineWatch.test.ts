// Offline is nobody's failure: when it is believed, what is taken back, and how it ends.

import assert from 'node:assert/strict';
import type { NetCause } from '../../src/core/index.ts';
import type { Script } from '../../src/sim/scriptedProvider.ts';
import { answering, refusing } from '../../src/sim/scripts.ts';
import { createRig, expectNothingLeft, on, type RigOptions } from './rig.ts';

const cut = (net: NetCause): Script => refusing('connect', { net });
const CONSECUTIVE = { breaker: { failures: 1 } } as const;

/** Remote a and b, local l; no network until `backAtMs`, seen as `net`. */
const setUp = (names: string, net: NetCause = 'dns', more: Partial<RigOptions> = {}) => {
  let isBack = false;
  const reached: number[] = [];
  const providers = Object.fromEntries(
    names.split('').map((name) => {
      const isLocal = name === 'l';
      const script = (): Script => (isBack || isLocal ? answering([name]) : cut(net));
      const reach = (): Promise<void> => {
        reached.push(rig.clock.nowMs());
        return isBack ? Promise.resolve() : Promise.reject(new Error('no network'));
      };
      return [name, { script, isLocal, isLoaded: true, reach }];
    }),
  );
  const rig = createRig({ providers, options: CONSECUTIVE, ...more });
  const states = (): string[] =>
    rig.notes('offline-changed').map(({ isOffline }) => (isOffline ? 'off' : 'on'));
  const [comeBack, goAway] = [true, false].map((to) => () => void (isBack = to)) as [
    () => void,
    () => void,
  ];
  return { rig, reached, states, comeBack, goAway };
};

describe('offline watch', () => {
  afterEach(expectNothingLeft);

  it('believes two families within seconds, takes the failures back, and says whose fault it is', async () => {
    const { rig, states } = setUp('ab');
    const { error } = await rig.answer();
    assert.deepEqual(states(), ['off']);
    assert.ok(error?.kind === 'offline' || error?.causes.some(({ kind }) => kind === 'offline'));
    for (const name of ['a', 'b'])
      assert.equal(rig.engine.status(on(name)).breaker, 'closed', name);
    for (let i = 0; i < 9; i += 1) await rig.answer();
    for (const name of ['a', 'b'])
      assert.equal(rig.engine.status(on(name)).breaker, 'closed', name);
  });

  it('lets only local ones answer meanwhile', async () => {
    const { rig } = setUp('abl');
    assert.match((await rig.answer()).story, /l\?failover l finish$/);
  });

  it('believes one family that is alone only if it cannot be found twice', async () => {
    const { rig, states, comeBack, goAway } = setUp('a', 'dns', { options: {} });
    await rig.answer();
    assert.deepEqual(states(), [], 'never heard of: the address may be misspelt');
    comeBack();
    rig.engine.reset({ target: on('a') });
    await rig.answer();
    goAway();
    await rig.answer();
    assert.deepEqual(states(), ['off'], 'the quick repeat was the second time');
    const slow = setUp('a', 'connect-timeout');
    for (let i = 0; i < 4; i += 1) await slow.rig.answer();
    assert.deepEqual(slow.states(), [], 'that may be the server’s own fault');
    assert.equal(slow.rig.engine.status(on('a')).breaker, 'open');
  });

  for (const [name, net] of [
    ['a refused connection', 'refused'],
    ['a reset', 'reset'],
  ] as const)
    it(`does not take ${name} for it`, async () => {
      const { rig, states } = setUp('ab', net);
      await rig.answer();
      assert.deepEqual(states(), []);
    });

  it('does not believe it while somebody remote responds, or when failures lie far apart', async () => {
    const rig = createRig({
      providers: {
        a: cut('dns'),
        b: refusing('server', { status: 500 }),
        c: [{ event: { type: 'response-start', status: 200 } }, ...cut('dns')],
      },
      options: { breaker: { failures: 9 } },
    });
    await rig.answer();
    assert.deepEqual(rig.notes('offline-changed'), [], 'c responded');
    const apart = createRig({
      providers: {
        a: { script: () => cut('dns') },
        b: { script: () => [{ afterMs: 11_000, error: cut('dns')[0] }] },
      },
    });
    await apart.answer();
    assert.deepEqual(apart.notes('offline-changed'), []);
  });

  it('looks after 5 s, then half as often up to a minute, without a key, and comes back by itself', async () => {
    const { rig, reached, states, comeBack } = setUp('ab');
    await rig.answer();
    const startMs = rig.notes('offline-changed')[0]?.monoMs ?? 0;
    await rig.clock.advance(200_000);
    const gaps = reached.map((ms, i) => Math.round((ms - (reached[i - 1] ?? startMs)) / 1_000));
    assert.deepEqual(gaps, [5, 10, 20, 40, 60, 60]);
    comeBack();
    await rig.clock.advance(60_000);
    assert.deepEqual(states(), ['off', 'on']);
    assert.equal(rig.clock.pending, 0);
    assert.match((await rig.answer()).story, /^a\? a finish$/);
  });

  it('is over at once when a question is answered', async () => {
    const { rig, states, comeBack } = setUp('ab');
    await rig.answer();
    comeBack();
    assert.match((await rig.answer()).story, /^a\? a finish$/);
    assert.deepEqual(states(), ['off', 'on']);
  });

  it('probes nobody meanwhile', async () => {
    const { rig } = setUp('ab', 'dns', { isAttended: true, options: {} });
    await rig.answer();
    await rig.clock.advance(120_000);
    assert.deepEqual(rig.notes('probe-started'), []);
  });
});
