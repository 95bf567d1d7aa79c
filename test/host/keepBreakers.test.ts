// What is written of breakers and when, and what comes back after a restart.

import assert from 'node:assert/strict';
import type { BreakerRecord, Fact, JournalEvent } from '../../src/core/index.ts';
import { keepBreakers } from '../../src/host/keepBreakers.ts';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';

const record = (fields: Partial<BreakerRecord> = {}): BreakerRecord => ({
  v: 1,
  scope: { target: { providerId: 'a', modelId: 'm' } },
  wallMs: 0,
  isOpen: false,
  openUntilWallMs: 0,
  openForMs: 0,
  opens: 0,
  failures: 1,
  weight: 1,
  score: 3,
  cause: { rule: 'answered' },
  ...fields,
});
const ended = { type: 'attempt-ended' } as JournalEvent;

const setUp = (stored: readonly Fact[] = []) => {
  const clock = createVirtualClock({ drain: () => Promise.resolve() });
  const facts: Fact[] = [];
  const logged: string[] = [];
  const state = {
    records: [] as BreakerRecord[],
    restored: [] as unknown[],
    isTrial: false,
    isFull: false,
  };
  const kept = keepBreakers({
    engine: {
      breakerRecords: () => state.records,
      restoreBreakers: (records) => void state.restored.push(...records),
    },
    facts: {
      keepFact: (fact) => {
        if (state.isFull) return Promise.reject(new Error('the disk is full'));
        facts.push(fact);
        return Promise.resolve();
      },
      factsOf: () =>
        state.isFull ? Promise.reject(new Error('the disk is full')) : Promise.resolve(stored),
    },
    clock,
    isTrial: () => state.isTrial,
    log: (message) => logged.push(message),
  });
  return { facts, logged, state, kept };
};

describe('kept breakers', () => {
  it('writes a breaker when its tally has changed, and not because time went by', () => {
    const { kept, facts, state } = setUp();
    state.records = [record({ failures: 0, score: 0 })];
    kept.note(ended);
    assert.equal(facts.length, 0, 'nothing to tell of a healthy one');
    state.records = [record()];
    kept.note(ended);
    kept.note(ended);
    kept.note({ type: 'request-started' } as JournalEvent);
    assert.deepEqual(
      facts.map(({ kind, key }) => `${kind} ${key}`),
      ['breaker a/m'],
    );
    state.records = [record({ score: 2.99 })];
    kept.note(ended);
    assert.equal(facts.length, 1);
    state.records = [
      record({ failures: 0, score: 0 }),
      record({ scope: { family: 'f' }, isOpen: true }),
    ];
    kept.note({ type: 'breaker-changed' } as JournalEvent);
    assert.deepEqual(
      facts.slice(1).map(({ key }) => key),
      ['a/m', 'family f'],
    );
  });

  it('gives back what was kept, without what cannot be read', async () => {
    const fact = { kind: 'breaker', key: 'a/m', wallMs: 0 };
    const { kept, facts, state } = setUp([
      { ...fact, text: JSON.stringify(record()) },
      { ...fact, key: 'b/m', text: '{' },
    ]);
    await kept.restore();
    assert.deepEqual(state.restored, [record()]);
    state.records = [record({ failures: 0, score: 0 })];
    kept.note(ended);
    assert.equal(facts.length, 1, 'that it has recovered is news');
  });

  it('keeps nothing of the trial', () => {
    const { kept, facts, state } = setUp();
    Object.assign(state, { isTrial: true, records: [record()] });
    kept.note(ended);
    assert.equal(facts.length, 0);
  });

  it('goes on when the store does not', async () => {
    const { kept, logged, state } = setUp();
    Object.assign(state, { isFull: true, records: [record()] });
    kept.note(ended);
    await kept.restore();
    assert.deepEqual(logged, Array(2).fill('breakers: Error: the disk is full'));
  });
});
