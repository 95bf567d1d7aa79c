// The breakers: only legal transitions, one trial at a time, permits settled once, all of it noted.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { BreakerState } from '../../src/core/index.ts';
import { createBreakerBook, type Permit } from '../../src/engine/breakerBook.ts';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import { A, B, failure, ports } from './byHand.ts';

const setUp = (failures = 5, openMs = 30_000) => {
  const all = ports();
  const set = { ...DEFAULT_BREAKER_OPTIONS, rule: 'consecutive' as const, failures, openMs };
  const book = createBreakerBook({ ...all, options: () => set });
  const fail = (times = 1): void => {
    for (let i = 0; i < times; i += 1) book.claim(A)?.failed(failure('server'));
  };
  const story = (): string[] =>
    all.notes.map((note) =>
      note.type === 'breaker-changed' ? `${note.from}>${note.to}: ${note.why}` : note.type,
    );
  return { ...all, book, set, fail, story };
};

const claimed = (permit: Permit | undefined): Permit => {
  assert.ok(permit !== undefined, 'refused');
  return permit;
};

describe('breaker book', () => {
  it('opens after failures in a row and says so with the figure', () => {
    const { book, fail, notes } = setUp();
    fail(4);
    claimed(book.claim(A)).succeeded();
    fail(4);
    assert.equal(book.of(A).state, 'closed');
    fail();
    assert.equal(book.of(A).state, 'open');
    assert.equal(book.of(B).state, 'closed');
    assert.deepEqual(notes, [
      {
        type: 'breaker-changed',
        scope: { target: A },
        from: 'closed',
        to: 'open',
        cause: { rule: 'in-a-row', failures: 5, limit: 5 },
        why: '5 failures in a row',
        untilMs: 30_000,
      },
    ]);
  });

  it('keeps routing away after many failures (BerriAI/litellm#34836)', () => {
    const { book, fail } = setUp();
    fail(25);
    assert.equal(book.claim(A), undefined);
  });

  it('refuses while open, admits one trial, and closes on its first token', async () => {
    const { book, clock, fail, story } = setUp();
    fail(5);
    await clock.advance(29_999);
    assert.equal(book.isDue(A), false);
    await clock.advance(1);
    assert.equal(book.isDue(A), true);
    assert.equal(book.claim(A), undefined);
    const trial = claimed(book.claim(A, { trial: 'live' }));
    assert.equal(book.claim(A, { trial: 'live' }), undefined);
    trial.progressed();
    assert.equal(book.of(A).state, 'closed');
    trial.succeeded();
    assert.deepEqual(story().slice(1), [
      'open>half-open: the pause is over: one trial',
      'half-open>closed: the trial was answered',
    ]);
  });

  it('opens again at once when the answer after the first token breaks', async () => {
    const { book, clock, fail } = setUp();
    fail(5);
    await clock.advance(30_000);
    const trial = claimed(book.claim(A, { trial: 'live' }));
    trial.progressed();
    trial.failed(failure('stall'));
    assert.equal(book.of(A).state, 'open');
    assert.equal(book.of(A).openUntilMs, 60_000);
  });

  it('opens for another whole term when the trial fails', async () => {
    const { book, clock, fail, story } = setUp();
    fail(5);
    await clock.advance(10_000);
    claimed(book.claim(A, { trial: 'live' })).failed(failure('connect'));
    assert.equal(book.of(A).openUntilMs, 40_000);
    assert.deepEqual(story().slice(1), [
      'open>half-open: nobody else can be asked: one trial',
      'half-open>open: the trial failed (connect)',
    ]);
  });

  for (const end of ['given back', 'a failure that weighs nothing'] as const) {
    it(`stays as open as it was when the trial ends by ${end} (resilience4j#544)`, async () => {
      const { book, clock, fail } = setUp();
      fail(5);
      await clock.advance(10_000);
      const trial = claimed(book.claim(A, { trial: 'live' }));
      if (end === 'given back') trial.giveBack();
      else trial.failed(failure('rate-limit'));
      trial.giveBack();
      assert.deepEqual([book.of(A).state, book.of(A).openUntilMs], ['open', 30_000]);
      assert.ok(book.claim(A, { trial: 'live' }), 'the next trial is admitted');
    });
  }

  it('counts nothing of 400s, cancels and our own rejections (litellm#42432, #41223)', () => {
    const { book } = setUp(1);
    for (const kind of ['invalid', 'rate-limit', 'auth', 'aborted', 'content-filter'] as const)
      claimed(book.claim(A)).failed(failure(kind));
    claimed(book.claim(A)).failed(failure('silent', { origin: 'local' }));
    claimed(book.claim(A)).giveBack();
    assert.equal(book.of(A).state, 'closed');
  });

  it('is not closed by a late success, nor prolonged by late failures', async () => {
    const { book, clock, fail } = setUp();
    const late = [1, 2, 3].map(() => claimed(book.claim(A)));
    fail(5);
    await clock.advance(5_000);
    late[0]?.succeeded();
    late[1]?.failed(failure('server'));
    assert.deepEqual([book.of(A).state, book.of(A).openUntilMs], ['open', 30_000]);
  });

  it('reads its options live', () => {
    const { book, set, fail } = setUp();
    fail(2);
    set.failures = 3;
    fail();
    assert.equal(book.of(A).why, '3 failures in a row');
  });

  it('is put right by hand, and a trial that runs then settles nothing', async () => {
    const { book, clock, fail, story } = setUp();
    fail(5);
    await clock.advance(30_000);
    const trial = claimed(book.claim(A, { trial: 'live' }));
    book.reset({ providerId: 'a' });
    assert.equal(book.of(A).state, 'closed');
    trial.failed(failure('server'));
    assert.equal(book.of(A).state, 'closed');
    assert.equal(story().at(-1), 'half-open>closed: put right by hand');
    book.reset({ target: A });
    assert.equal(book.of(A).tally.failures, 0);
  });

  it('makes only legal transitions, and never runs two trials, whatever happens', async () => {
    const act = fc.constantFrom(
      'claim',
      'trial',
      'progress',
      'succeed',
      'fail',
      'back',
      'reset',
      'wait',
    );
    await fc.assert(
      fc.asyncProperty(fc.array(fc.tuple(act, fc.nat(9)), { maxLength: 80 }), async (acts) => {
        const { book, clock, notes } = setUp(2, 100);
        const held: Permit[] = [];
        for (const [what, nth] of acts) {
          const permit = held[nth % Math.max(1, held.length)];
          if (what === 'claim') held.push(...[book.claim(A)].filter((p) => p !== undefined));
          else if (what === 'trial') {
            const before = book.of(A).state;
            const trial = book.claim(A, { trial: 'live' });
            if (before === 'half-open') assert.equal(trial, undefined);
            if (trial !== undefined) held.push(trial);
          } else if (what === 'progress') permit?.progressed();
          else if (what === 'succeed') permit?.succeeded();
          else if (what === 'fail') permit?.failed(failure('server'));
          else if (what === 'back') permit?.giveBack();
          else if (what === 'reset') book.reset({ target: A });
          else await clock.advance(nth * 20);
        }
        for (const permit of held) permit.giveBack();
        assert.notEqual(book.of(A).state, 'half-open', 'a trial was never settled');
        let state: BreakerState = 'closed';
        for (const note of notes) {
          if (note.type !== 'breaker-changed') continue;
          assert.equal(note.from, state);
          assert.ok(LEGAL.includes(`${note.from}>${note.to}`), `${note.from}>${note.to}`);
          state = note.to;
        }
      }),
    );
  });
});

/** `open>closed` only by hand. */
const LEGAL = [
  'closed>open',
  'open>half-open',
  'half-open>open',
  'half-open>closed',
  'open>closed',
];
