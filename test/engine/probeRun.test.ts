// One probe at a time: what it does to the world, and that whatever happens it comes to an end.

import assert from 'node:assert/strict';
import type { ChainEntry, Provider, TargetCall } from '../../src/core/index.ts';
import { BREAKER_REFUSED } from '../../src/engine/breaker.ts';
import { createMemoryLeases } from '../../src/core/index.ts';
import { createProbeRules } from '../../src/engine/probeRules.ts';
import { createProbeRuns } from '../../src/engine/probeRun.ts';
import { createScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import { byHand, failure, FINISH, text } from './byHand.ts';
import { books } from './books.ts';
import { drain, on } from './rig.ts';

const setUp = (provider: Partial<Provider> = {}) => {
  const all = books('a');
  const scripted = createScriptedProvider({ clock: all.clock, id: 'a', script: () => [] });
  const entry: ChainEntry | undefined = all.rungs[0];
  const hand = byHand<TargetCall>();
  const parts = {
    ...all.deps,
    chain: () => (entry === undefined ? [] : [entry]),
    providerOf: () => ({ ...scripted, ...provider }),
    leases: createMemoryLeases(all.clock),
    isOffline: () => false,
    windowId: 'w',
    ask: () => hand.handler,
  };
  const rules = createProbeRules(parts);
  const begin = createProbeRuns({ ...parts, rules });
  const controller = new AbortController();
  const run = (what: 'reach' | 'confirm' | 'canary') =>
    begin({ target: on('a'), what, atMs: 0 }, controller);
  return { ...all, hand, run, controller, leases: parts.leases };
};

describe('probe run', () => {
  for (const [what, end, outcome] of [
    ['an answer', FINISH, 'answered'],
    ['a failure that weighs', failure('server'), 'failed'],
    ['one that weighs nothing', failure('rate-limit'), 'unproven'],
    [
      'the breaker’s refusal',
      failure('rejected', { origin: 'local', cause: BREAKER_REFUSED }),
      'given-up',
    ],
    ['a bug', new TypeError('adapter bug'), 'failed'],
  ] as const)
    it(`ends with ${outcome} by ${what}, and gives its lease back`, async () => {
      const { run, hand, leases } = setUp();
      const ended = run('confirm');
      await drain();
      if ('type' in end) {
        hand.emit(text('ok'));
        hand.emit(end);
        hand.end();
      } else hand.fail(end);
      assert.equal((await ended).outcome, outcome);
      assert.equal(await leases.take('trial of family of x', 1), true);
      assert.equal(hand.live, 0);
    });

  it('is given up when it is told to stop', async () => {
    const { run, controller, hand } = setUp();
    const ended = run('confirm');
    await drain();
    controller.abort();
    hand.fail(failure('aborted'));
    assert.equal((await ended).outcome, 'given-up');
  });

  it('waits ten seconds for a free look, no longer', async () => {
    const reach = (signal: AbortSignal): Promise<void> =>
      new Promise((_, reject) => {
        signal.addEventListener('abort', () => reject(signal.reason as Error));
      });
    const { run, clock } = setUp({ reach });
    const ended = run('reach');
    await clock.advance(10_000);
    const { outcome, error } = await ended;
    assert.deepEqual([outcome, error?.net, clock.pending], ['failed', 'connect-timeout', 0]);
    assert.equal((await setUp().run('reach')).outcome, 'answered');
  });

  it('takes a wrong sum for wrong', async () => {
    const { run, hand } = setUp();
    const ended = run('canary');
    await drain();
    hand.emit(text('no idea'));
    hand.emit(FINISH);
    hand.end();
    assert.equal((await ended).outcome, 'wrong');
  });
});
