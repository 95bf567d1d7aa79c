// Who may be probed, and for how much: modes, people, days, other windows, and money.

import assert from 'node:assert/strict';
import type { ChainEntry, Leases } from '../../src/core/index.ts';
import { validateEngineOptions } from '../../src/engine/index.ts';
import { createMemoryLeases } from '../../src/core/index.ts';
import { createProbeRules } from '../../src/engine/probeRules.ts';
import { createScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import { ports } from './byHand.ts';
import { on } from './rig.ts';

const setUp = (leases?: Leases) => {
  const all = ports();
  const provider = createScriptedProvider({ clock: all.clock, id: 'a', script: () => [] });
  const entry: ChainEntry = {
    target: on('a'),
    armed: true,
    enabled: true,
    hasKey: true,
    tier: 'any',
    isLocal: false,
  };
  const state = { input: {}, isOffline: false, focusedMs: 0 as number | undefined };
  const rules = createProbeRules({
    ...all,
    chain: () => [entry],
    providerOf: () => provider,
    options: () => validateEngineOptions(state.input),
    leases: leases ?? createMemoryLeases(all.clock),
    attention: { lastFocusedMs: () => state.focusedMs, on: () => ({ dispose: () => undefined }) },
    isOffline: () => state.isOffline,
  });
  return { ...all, rules, state };
};

describe('probe rules', () => {
  it('pay in the modes recovery and full, and count as probing by the default rule only', () => {
    const { rules, state } = setUp();
    const seen = (['off', 'free', 'recovery', 'full'] as const).map((mode) => {
      state.input = { probes: { mode } };
      return [rules.entries().length, rules.mayPay(on('a')), rules.isProbed(on('a'))];
    });
    assert.deepEqual(seen, [
      [0, false, false],
      [1, false, false],
      [1, true, true],
      [1, true, true],
    ]);
    state.input = { breaker: { rule: 'consecutive' } };
    assert.deepEqual([rules.mayPay(on('a')), rules.isProbed(on('a'))], [true, false]);
    assert.equal(rules.isProbed(on('b')), false, 'no rung of the chain');
  });

  it('rest ten minutes after the person left, and while the computer is offline', async () => {
    const { rules, state, clock } = setUp();
    await clock.advance(599_999);
    assert.ok(rules.isProbed(on('a')));
    await clock.advance(1);
    assert.ok(!rules.isAttended() && !rules.isProbed(on('a')));
    Object.assign(state, { focusedMs: clock.nowMs(), isOffline: true });
    assert.ok(rules.isAttended());
    assert.deepEqual([rules.isProbed(on('a')), rules.entries()], [false, []]);
    state.focusedMs = undefined;
    assert.ok(!rules.isAttended());
  });

  it('give twenty a day, the ones of other windows counted', async () => {
    const { rules, clock } = setUp();
    for (let nth = 1; nth <= 20; nth += 1) assert.equal(await rules.take(on('a')), nth);
    assert.deepEqual([await rules.take(on('a')), rules.mayPay(on('a'))], [undefined, false]);
    await clock.advance(86_400_000 - 1);
    assert.equal(await rules.take(on('a')), undefined);
    await clock.advance(1);
    assert.equal(await rules.take(on('a')), 1);

    const shared = createMemoryLeases(clock);
    const [one, two] = [setUp(shared), setUp(shared)];
    const taken: (number | undefined)[] = [];
    for (let i = 0; i < 12; i += 1)
      taken.push(await one.rules.take(on('a')), await two.rules.take(on('a')));
    assert.equal(taken.filter((nth) => nth !== undefined).length, 20);
  });

  it('leave whom no money is allowed for alone for an hour', async () => {
    const { rules, clock, state } = setUp();
    rules.bar(on('a'));
    assert.equal(rules.isProbed(on('a')), false);
    await clock.advance(3_600_000);
    state.focusedMs = clock.nowMs();
    assert.equal(rules.isProbed(on('a')), true);
  });
});
