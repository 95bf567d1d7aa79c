// The engine put together: live options, status, and everything put right by hand.

import assert from 'node:assert/strict';
import { answering, refusing } from '../../src/sim/scripts.ts';
import { createRig, drain, expectNothingLeft, on } from './rig.ts';

describe('engine', () => {
  afterEach(expectNothingLeft);

  it('reads its options live and keeps its state through a change', async () => {
    const rig = createRig({
      providers: { a: refusing('silent') },
      options: { breaker: { failures: 5 } },
    });
    await rig.answer();
    await rig.answer();
    assert.equal(rig.engine.status(on('a')).state, 'working');
    rig.setOptions({ breaker: { failures: 3 } });
    await rig.answer();
    const { state, why } = rig.engine.status(on('a'));
    assert.deepEqual([state, why], ['paused', '3 failures in a row']);
  });

  it('puts breaker, pause and lock right, of a target or a whole provider', async () => {
    const faults = ['auth', 'rate-limit', 'silent'] as const;
    for (const kind of faults) {
      const rig = createRig({
        providers: {
          a: (_, nth) => (nth === 0 ? refusing(kind, { retryAfterMs: 400_000 }) : answering(['A'])),
        },
        options: { breaker: { failures: 1 } },
      });
      await rig.answer();
      assert.notEqual(rig.engine.status(on('a')).state, 'working', kind);
      rig.engine.reset(kind === 'silent' ? { target: on('a') } : { providerId: 'a' });
      assert.equal(rig.engine.status(on('a')).state, 'working', kind);
      assert.equal((await rig.answer()).story, 'a? A finish');
    }
  });

  it('does not ask a locked target again, and says why (litellm#16092)', async () => {
    const rig = createRig({ providers: { a: refusing('quota'), b: answering(['B']) } });
    for (let i = 0; i < 5; i += 1) assert.match((await rig.answer()).story, /B finish$/);
    assert.equal(rig.calls('a'), 1);
    assert.equal(rig.notes('target-skipped').length, 4);
  });

  it('does not repeat at a target that was disarmed during the wait (law 9)', async () => {
    const rig = createRig({ providers: { a: refusing('rate-limit', { retryAfterMs: 20_000 }) } });
    const asked = rig.ask();
    await rig.clock.advance(5_000);
    rig.chain[0] = { ...rig.chain[0], armed: false } as (typeof rig.chain)[0];
    await rig.clock.advance(20_000);
    assert.match(asked.story, /!rate-limit$/);
    assert.equal(rig.calls('a'), 1);
  });

  it('does not repeat at a target whose account was locked during the wait', async () => {
    const other = { providerId: 'a', modelId: 'n' };
    const rig = createRig({
      providers: {
        a: ({ target }) =>
          target.modelId === 'n'
            ? refusing('auth')
            : refusing('overloaded', { retryAfterMs: 20_000 }),
      },
    });
    const asked = rig.ask();
    await rig.clock.advance(5_000);
    await rig.answer({ limits: { only: other } });
    await rig.clock.advance(0);
    assert.match(asked.story, /~change !overloaded$/);
    assert.equal(rig.calls('a'), 2);
  });

  it('does nothing before somebody reads, and asks nobody of a provider that is gone', async () => {
    const rig = createRig({ providers: { a: answering(['A']) } });
    rig.chain.splice(0, 1, { ...rig.chain[0], target: on('gone') } as (typeof rig.chain)[0]);
    const { error } = await rig.answer();
    await drain();
    assert.equal(error?.kind, 'exhausted');
    assert.match(error.message, /gone\/m is off/);
  });
});
