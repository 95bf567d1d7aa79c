// The disposition table against part B of the engine notes, row by row, and the rules that bind all
// rows. The table below is written from the notes, not from the code: both must change together.

import assert from 'node:assert/strict';
import { DISPOSITION, dispositionOf, ERROR_KINDS } from '../../src/core/index.ts';
import type { Disposition, ErrorKind } from '../../src/core/index.ts';

type Row = {
  readonly repeat: string;
  readonly next: Disposition['next'];
  readonly weight: number;
  readonly lock?: Disposition['lock'];
};

const ill: Row = { repeat: 'backoff 1/2', next: 'yes', weight: 1 };
const halfIll: Row = { repeat: 'backoff 1', next: 'yes', weight: 0.5 };
const midStream: Row = { repeat: 'continuation 1', next: 'yes', weight: 1 };
const account: Row = { repeat: 'never', next: 'yes', weight: 0, lock: 'account' };
const target: Row = { repeat: 'never', next: 'yes', weight: 0, lock: 'target' };
const notIll: Row = { repeat: 'never', next: 'yes', weight: 0 };
const ends: Row = { repeat: 'never', next: 'no', weight: 0 };

const NOTES: Record<ErrorKind, Row> = {
  connect: { repeat: 'fast 1', next: 'yes', weight: 1 },
  tls: notIll,
  proxy: notIll,
  server: ill,
  overloaded: ill,
  'request-timeout': halfIll,
  conflict: halfIll,
  silent: { repeat: 'never', next: 'at-once', weight: 1 },
  stall: midStream,
  'slow-drip': midStream,
  cut: midStream,
  truncated: midStream,
  empty: halfIll,
  degenerate: halfIll,
  'rate-limit': { repeat: 'after-delay 1', next: 'if-longer', weight: 0 },
  'too-large-per-minute': { repeat: 'smaller 1', next: 'larger', weight: 0 },
  quota: account,
  auth: account,
  region: account,
  permission: target,
  protocol: { repeat: 'never', next: 'yes', weight: 0.5 },
  loading: { repeat: 'after-delay 1', next: 'if-longer', weight: 0 },
  'no-memory': target,
  'model-gone': target,
  unsupported: { repeat: 'without-it 1', next: 'yes', weight: 0 },
  invalid: ends,
  'too-large': ends,
  'context-length': { repeat: 'smaller 1', next: 'larger', weight: 0 },
  'tool-use-failed': { repeat: 'backoff 1', next: 'yes', weight: 0 },
  'content-filter': { repeat: 'never', next: 'opt-in', weight: 0 },
  upstream: halfIll,
  aborted: ends,
  deadline: ends,
  exhausted: ends,
  rejected: { repeat: 'never', next: 'unless-cap', weight: 0 },
  budget: { repeat: 'never', next: 'unless-cap', weight: 0 },
  offline: { repeat: 'never', next: 'local-only', weight: 0 },
};

describe('disposition', () => {
  it('has exactly the kinds of the notes', () => {
    assert.deepEqual([...ERROR_KINDS].toSorted(), Object.keys(NOTES).toSorted());
  });

  for (const kind of ERROR_KINDS) {
    it(`${kind} is as in the notes`, () => {
      const { repeat, next, weight, lock } = dispositionOf(kind);
      const told =
        repeat === 'never'
          ? repeat
          : `${repeat.how} ${[repeat.times, repeat.bestEffortTimes].filter(Boolean).join('/')}`;
      assert.deepEqual({ repeat: told, next, weight, lock }, { lock: 'none', ...NOTES[kind] });
    });
  }

  it('takes two tokens of the budget for a repeat after a time-out, and one after all else', () => {
    const dear = ERROR_KINDS.filter((kind) => dispositionOf(kind).repeatCost === 2);
    assert.deepEqual(dear.toSorted(), ['request-timeout', 'silent', 'slow-drip', 'stall']);
  });

  it('asks an account for less at a time after a 429 and its kin, and after nothing else', () => {
    assert.deepEqual(
      ERROR_KINDS.filter((kind) => dispositionOf(kind).crowds),
      ['rate-limit'],
    );
  });

  it('locks only what a pause would not heal, and never counts it on a breaker', () => {
    for (const row of Object.values<Disposition>(DISPOSITION))
      if (row.lock !== 'none') assert.deepEqual([row.weight, row.repeat], [0, 'never']);
  });

  it('lets an account speak of the account', () => {
    for (const row of Object.values<Disposition>(DISPOSITION))
      if (row.lock === 'account') assert.equal(row.scope, 'account');
  });

  it('ends nothing of ours on a breaker', () => {
    for (const kind of [
      'aborted',
      'deadline',
      'exhausted',
      'rejected',
      'budget',
      'offline',
    ] as const)
      assert.equal(dispositionOf(kind).weight, 0);
  });
});
