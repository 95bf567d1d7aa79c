// What is written of breakers and pauses and when, and what comes back: after a restart, and from
// other windows.

import assert from 'node:assert/strict';
import type { BreakerRecord, Fact, JournalEvent, PauseRecord } from '../../src/core/index.ts';
import { keepHealth } from '../../src/host/keepHealth.ts';
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

const setUp = (stored: Fact[] = []) => {
  const clock = createVirtualClock({ drain: () => Promise.resolve() });
  const facts: Fact[] = [];
  const logged: string[] = [];
  const state = {
    records: [] as BreakerRecord[],
    restored: [] as unknown[],
    pauses: [] as PauseRecord[],
    learned: [] as unknown[],
    isTrial: false,
    isFull: false,
  };
  const kept = keepHealth({
    engine: {
      breakerRecords: () => state.records,
      restoreBreakers: (records) => void state.restored.push(...records),
      pauseRecords: () => state.pauses,
      learn: ({ breakers, pauses }) => void state.learned.push(...breakers, ...pauses),
    },
    facts: {
      keepFact: (fact) => {
        if (state.isFull) return Promise.reject(new Error('the disk is full'));
        facts.push(fact);
        return Promise.resolve();
      },
      factsOf: (kind) =>
        state.isFull
          ? Promise.reject(new Error('the disk is full'))
          : Promise.resolve(stored.filter((fact) => fact.kind === kind)),
    },
    clock,
    isTrial: () => state.isTrial,
    log: (message) => logged.push(message),
  });
  return { clock, facts, logged, state, kept };
};

describe('kept health', () => {
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

  const paused: PauseRecord = {
    ...{ v: 1, scope: { providerId: 'a' }, untilWallMs: 60_000, why: 'so', isGuess: false },
    ...{ unhintedMs: 0, error: { kind: 'rate-limit', message: 'Slow.', origin: 'remote' } },
  };
  const changed = {
    type: 'pause-changed',
    scope: { providerId: 'a' },
    why: 'over',
  } as JournalEvent;

  it('writes a pause when it begins, and its end', () => {
    const { kept, facts, state } = setUp();
    kept.note(changed);
    assert.equal(facts.length, 0, 'nobody had been told of one');
    state.pauses = [paused];
    kept.note(changed);
    state.pauses = [];
    kept.note(changed);
    assert.deepEqual(
      facts.map(({ key, text }) => [key, JSON.parse(text)]),
      [
        ['account a', paused],
        ['account a', { ...paused, untilWallMs: 0, why: 'over' }],
      ],
    );
  });

  it('takes over what another window has written, once, within half a second', async () => {
    const stored: Fact[] = [];
    const { clock, kept, state, facts } = setUp(stored);
    const following = kept.follow();
    await clock.advance(500);
    assert.deepEqual(state.learned, []);
    const open = record({ isOpen: true });
    stored.push(
      { kind: 'breaker', key: 'a/m', wallMs: 0, text: JSON.stringify(open) },
      { kind: 'pause', key: 'account a', wallMs: 0, text: JSON.stringify(paused) },
      { kind: 'pause', key: 'b/m', wallMs: 0, text: 'null' },
    );
    await clock.advance(1_000);
    assert.deepEqual(state.learned, [open, paused]);
    state.records = [open];
    kept.note(ended);
    assert.equal(facts.length, 0, 'what came from another is not written again');
    following.dispose();
    stored.length = 0;
    assert.equal(await clock.advance(5_000), undefined);
    assert.equal(state.learned.length, 2);
  });

  it('does not take its own words for another’s, nor older ones for news', async () => {
    const stored: Fact[] = [];
    const { clock, kept, state, facts } = setUp(stored);
    const following = kept.follow();
    state.pauses = [paused];
    kept.note(changed);
    stored.push(...facts);
    await clock.advance(1_000);
    assert.deepEqual(state.learned, []);
    following.dispose();
  });

  it('goes on when the store does not', async () => {
    const { kept, logged, state } = setUp();
    Object.assign(state, { isFull: true, records: [record()] });
    kept.note(ended);
    await kept.restore();
    assert.deepEqual(logged, ['health: Error: the disk is full']);
  });
});
