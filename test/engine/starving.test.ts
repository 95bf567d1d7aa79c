// Lanes that do not starve each other, on the whole engine: floods of one lane and what the others
// see of it.

import assert from 'node:assert/strict';
import type { Lane } from '../../src/core/index.ts';
import { answering, refusing } from '../../src/sim/scripts.ts';
import { violations } from './checker.ts';
import { createRig, expectNothingLeft, type Rig } from './rig.ts';

const startsOf = (rig: Rig, lane: Lane): number[] => {
  const requests = rig.notes('request-started').filter((note) => note.lane === lane);
  return requests.map(({ requestId, monoMs }) => {
    const start = rig.notes('attempt-started').find((note) => note.requestId === requestId);
    return (start?.monoMs ?? Infinity) - monoMs;
  });
};
const slow = () => answering(['w'], { wordMs: 10_000 });

describe('lanes together', () => {
  afterEach(expectNothingLeft);

  it('a flood of other extensions never makes the chat wait', async () => {
    const rig = createRig({ providers: { a: slow } });
    for (let i = 0; i < 40; i += 1) rig.ask({ lane: 'external' });
    await rig.clock.advance(1_000);
    for (let i = 0; i < 5; i += 1) {
      await rig.answer();
      await rig.clock.advance(500);
    }
    await rig.clock.runUntilIdle();
    assert.deepEqual(startsOf(rig, 'chat'), [0, 0, 0, 0, 0]);
    assert.ok(
      startsOf(rig, 'external').every((ms) => ms < 300_000),
      'and all of it is answered',
    );
  });

  it('a busy chat on this computer lets background work have its turn', async () => {
    const rig = createRig({ providers: { a: { script: slow, isLocal: true } } });
    rig.ask();
    rig.ask({ lane: 'background' });
    for (let i = 0; i < 30; i += 1) {
      await rig.clock.advance(5_000);
      rig.ask();
    }
    await rig.clock.runUntilIdle();
    const [background = Infinity] = startsOf(rig, 'background');
    assert.ok(background > 0 && background <= 130_000, `${background} ms`);
  });

  it('a test of a provider is made while all places are taken', async () => {
    const rig = createRig({ providers: { a: { script: slow, isLocal: true } } });
    rig.ask();
    await rig.clock.advance(10);
    rig.ask({ lane: 'probe' });
    await rig.clock.runUntilIdle();
    assert.deepEqual(startsOf(rig, 'probe'), [0]);
  });

  it('a crowd that is told off goes on with fewer at a time, and says why', async () => {
    let live = 0;
    let most = 0;
    const rig = createRig({
      providers: {
        a: (_, nth) =>
          nth < 7
            ? refusing('rate-limit', { retryAfterMs: 1_000 })
            : answering(['A'], { wordMs: 50 }),
      },
    });
    for (let i = 0; i < 20; i += 1) rig.ask({ lane: 'external' });
    await rig.clock.runUntilIdle();
    for (const note of rig.journal) {
      if (note.type === 'attempt-started') live += 1;
      if (note.type === 'attempt-ended') live -= 1;
      if (note.monoMs >= 1_000) most = Math.max(most, live);
    }
    const moves = rig.notes('slots-changed').map(({ from, to, because }) => [from, to, because]);
    assert.deepEqual(moves, [[8, 5, 'crowded']], 'refused together is refused once');
    assert.ok(most <= 4, `${most} best-effort calls at 5 places`);
    assert.deepEqual(violations(rig.journal, { repeatsMax: 4, mayBeAsked: () => true }), []);
  });
});
