// What other extensions may spend in a day: counted from what the engine settles, over all windows.

import assert from 'node:assert/strict';
import type { Fact, JournalEvent } from '../../../src/core/index.ts';
import { createExposedBudget } from '../../../src/host/exposed/exposedBudget.ts';
import { createVirtualClock } from '../../../src/sim/virtualClock.ts';

function stage(limitUsdMicros: number) {
  const kept = new Map<string, Fact>();
  const clock = createVirtualClock({
    drain: () => Promise.resolve(),
    wallStartMs: Date.UTC(2026, 7, 22, 12),
  });
  const facts = {
    keepFact: (fact: Fact) => Promise.resolve(void kept.set(fact.key, fact)),
    factsOf: () => Promise.resolve([...kept.values()]),
  };
  const window = (windowId: string) => {
    let listener: (event: JournalEvent) => void = () => undefined;
    const budget = createExposedBudget({
      ...{ clock, facts, windowId, limitUsdMicros: () => limitUsdMicros },
      onJournal(fn) {
        listener = fn;
        return { dispose: () => undefined };
      },
      log: () => undefined,
      isOurs: (turnId) => turnId.startsWith('external.'),
    });
    const settle = (turnId: string, usdMicros: number): void =>
      listener({ type: 'spend-settled', turnId, usdMicros } as JournalEvent);
    return { budget, settle };
  };
  return { window, kept, clock };
}

describe('the budget of other extensions', () => {
  it('counts their turns and no others, over all windows', async () => {
    const { window } = stage(1000);
    const [a, b] = [window('a'), window('b')];
    a.settle('external.1', 400);
    a.settle('external.2', 100);
    a.settle('mine', 9000);
    assert.equal(await b.budget.spentUsdMicros(), 500);
    assert.equal(await b.budget.reached(), undefined);
    b.settle('external.3', 500);
    assert.equal(await a.budget.reached(), 1000);
    assert.equal(await b.budget.reached(), 1000);
  });

  it('begins anew with the next day', async () => {
    const { window, clock } = stage(1000);
    const { budget, settle } = window('a');
    settle('external.1', 2000);
    assert.equal(await budget.reached(), 1000);
    await clock.advance(24 * 3_600_000);
    assert.equal(await budget.spentUsdMicros(), 0);
    settle('external.2', 5);
    assert.equal(await budget.spentUsdMicros(), 5);
  });

  it('of zero is none, and what is written there by others is not trusted', async () => {
    const { window, kept } = stage(0);
    const { budget, settle } = window('a');
    settle('external.1', 5_000_000);
    assert.equal(await budget.reached(), undefined);
    const [key] = [...kept.keys()];
    const other = { kind: 'external-spend', key: key?.replace(' a', ' b') ?? '', wallMs: 0 };
    kept.set(other.key, { ...other, text: '-7' });
    assert.equal(await budget.spentUsdMicros(), 5_000_000);
  });
});
