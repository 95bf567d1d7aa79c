// Breakers that outlive their window: what fades, what stays, and what a wrong calendar or a damaged
// record cannot do.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BreakerRecord } from '../../src/core/index.ts';
import { createBreakerBook } from '../../src/engine/breakerBook.ts';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import { A, B, failure, ports } from './byHand.ts';

const DAY_MS = 86_400_000;
const setUp = () => {
  const all = ports();
  const book = createBreakerBook({ ...all, options: () => DEFAULT_BREAKER_OPTIONS });
  const fail = (times: number) => {
    for (let i = 0; i < times; i += 1) book.claim(A)?.failed(failure('server'));
  };
  return { ...all, book, fail };
};
/** Another window that starts so much later by the calendar. */
const later = (records: readonly unknown[], ms: number) => {
  const next = setUp();
  next.clock.jumpWall(ms);
  next.book.restore(JSON.parse(JSON.stringify(records)) as unknown[]);
  return next;
};

describe('breaker records', () => {
  it('bring an open breaker back with the time that is left', () => {
    const { book, fail } = setUp();
    fail(2);
    const { openUntilMs, why } = book.of(A);
    const next = later(book.records(), 10_000).book.of(A);
    assert.deepEqual(
      [next.state, Math.round(next.openUntilMs), next.why],
      ['open', Math.round(openUntilMs - 10_000), why],
    );
  });

  it('never expire to healthy: after a year it is still open, and due', () => {
    const { book, fail } = setUp();
    fail(2);
    const next = later(book.records(), 365 * DAY_MS).book;
    assert.deepEqual([next.of(A).state, next.isDue(A)], ['open', true]);
  });

  it('wait at most the whole stored time, however the calendar was set', () => {
    const { book, fail } = setUp();
    fail(2);
    const { openUntilMs } = book.of(A);
    assert.equal(later(book.records(), -30 * DAY_MS).book.of(A).openUntilMs, openUntilMs);
  });

  it('fade: half the evidence after the half-life, none lost and none made by a jump back', () => {
    const { book, fail } = setUp();
    fail(1);
    const at = (ms: number) => {
      const next = later(book.records(), ms);
      next.fail(1);
      return Math.round(next.book.of(A).tally.score * 10) / 10;
    };
    assert.deepEqual([at(0), at(-DAY_MS), at(1_800_000), at(DAY_MS)], [6, 6, 4.5, 3]);
  });

  it('take a trial that nobody runs any more for open', () => {
    const { book, fail } = setUp();
    fail(2);
    book.claim(A, { trial: 'live' });
    assert.equal(later(book.records(), 0).book.of(A).state, 'open');
  });

  it('do not overrule what this window knows by itself', () => {
    const { book, fail } = setUp();
    fail(2);
    const next = setUp();
    next.book.claim(A)?.succeeded();
    next.book.restore(book.records());
    assert.equal(next.book.of(A).state, 'closed');
  });

  it('keep families apart from targets', () => {
    const { book } = setUp();
    const [record] = (() => {
      book.claim(A)?.failed(failure('server'));
      return book.records();
    })();
    const family = { ...(record as BreakerRecord), scope: { family: 'f' }, isOpen: true };
    const all = ports();
    const next = createBreakerBook({
      ...all,
      options: () => DEFAULT_BREAKER_OPTIONS,
      familyOf: () => 'f',
    });
    next.restore([family]);
    assert.deepEqual([next.of(A).state, next.of(B).state], ['open', 'open']);
  });

  it('that are damaged are left out, whatever they are', () => {
    const { book, fail } = setUp();
    fail(2);
    const [whole] = book.records();
    const fields = Object.keys(whole as object);
    for (const field of fields) {
      const next = later([{ ...whole, [field]: 'x' }], 0).book;
      assert.equal(next.of(A).state, 'closed', field);
    }
    for (const cause of [
      { rule: 'lucky' },
      { rule: 'evidence', score: '9' },
      null,
      { rule: 'in-a-row' },
    ])
      assert.equal(later([{ ...whole, cause }], 0).book.of(A).state, 'closed');
    fc.assert(
      fc.property(fc.anything(), (value) => {
        const next = setUp().book;
        next.restore([value]);
        assert.equal(next.of(A).state, 'closed');
      }),
    );
  });

  it('of another window replace what is known here, but no trial that runs', async () => {
    const one = setUp();
    one.fail(5);
    const records = JSON.parse(JSON.stringify(one.book.records())) as unknown[];
    const two = setUp();
    two.fail(1);
    two.book.learn(['damaged', ...records]);
    const { state, openUntilMs, tally } = two.book.of(A);
    assert.deepEqual([state, openUntilMs], ['open', one.book.of(A).openUntilMs]);
    assert.equal(tally.failures, one.book.of(A).tally.failures);
    await two.clock.advance(openUntilMs);
    const trial = two.book.claim(A, { trial: 'probe' });
    two.book.learn(records);
    assert.equal(two.book.of(A).state, 'half-open');
    trial?.giveBack();
    const closed = records.map((record) => ({ ...(record as BreakerRecord), isOpen: false }));
    two.book.learn(closed);
    assert.equal(two.book.of(A).state, 'closed');
  });
});
