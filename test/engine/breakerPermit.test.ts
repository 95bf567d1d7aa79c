// What outcomes do to the breakers by the default rule: requests counted once, families, trials by
// probe and by question, and failures that are taken back.

import assert from 'node:assert/strict';
import type { Target } from '../../src/core/index.ts';
import { createBreakerBook, type BreakerDeps } from '../../src/engine/breakerBook.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { DEFAULT_BREAKER_OPTIONS } from '../../src/engine/options/breaker.ts';
import { failure, ports } from './byHand.ts';

/** `x1` and `x2` are two models of family x, `y` the only one of family y. */
const at = (name: string): Target => ({ providerId: name.slice(0, 1), modelId: name });
const NAMES = ['x1', 'x2', 'y'];

const setUp = (more: Partial<BreakerDeps> = {}) => {
  const all = ports();
  const book = createBreakerBook({
    ...all,
    options: () => DEFAULT_BREAKER_OPTIONS,
    familyOf: ({ providerId }) => `family ${providerId}`,
    known: () => NAMES.map(at),
    isProbed: () => true,
    ...more,
  });
  let asked = 0;
  const ledger = () => createLedger(`r${(asked += 1)}`, 4);
  const fail = (name: string, times = 1): void => {
    for (let i = 0; i < times; i += 1)
      book.claim(at(name), { ledger: ledger() })?.failed(failure('server'));
  };
  const states = (): string => NAMES.map((name) => book.of(at(name)).state).join(' ');
  const score = (name: string): number => Math.round(book.of(at(name)).tally.score * 10) / 10;
  const moves = (): string[] =>
    all.notes.map((note) =>
      note.type === 'breaker-changed'
        ? `${'target' in note.scope ? note.scope.target.modelId : note.scope.family} ${note.from}>${note.to} ${note.cause.rule}`
        : note.type,
    );
  return { ...all, book, ledger, fail, states, score, moves };
};

describe('breaker permit', () => {
  it('opens at the third failed request, or the second where nobody probes', () => {
    const probed = setUp();
    probed.fail('y', 2);
    assert.equal(probed.states(), 'closed closed closed');
    probed.fail('y');
    assert.equal(probed.states(), 'closed closed open');
    const alone = setUp({ isProbed: () => false });
    alone.fail('y', 2);
    assert.equal(alone.states(), 'closed closed open');
  });

  it('counts a request once at a target, with its worst outcome', () => {
    const { book, ledger, score } = setUp();
    const one = ledger();
    const claim = () => book.claim(at('y'), { ledger: one });
    claim()?.failed(failure('empty'));
    assert.equal(score('y'), 1.5);
    claim()?.failed(failure('server'));
    assert.equal(score('y'), 3);
    for (let i = 0; i < 20; i += 1) claim()?.failed(failure('server'));
    claim()?.succeeded();
    assert.equal(score('y'), 3);
    book.claim(at('y'), { ledger: ledger() })?.succeeded();
    assert.equal(score('y'), 2.5);
    book.claim(at('x1'), { ledger: one })?.failed(failure('server'));
    assert.equal(score('x1'), 3, 'another target is another matter');
  });

  it('opens the family with the second of its targets, and with its only one', () => {
    const { book, fail, states, moves } = setUp();
    fail('x1', 3);
    assert.equal(states(), 'open closed closed');
    fail('y', 3);
    fail('x2', 3);
    assert.equal(states(), 'open open open');
    assert.deepEqual(moves(), [
      'x1 closed>open evidence',
      'y closed>open evidence',
      'family y closed>open family',
      'x2 closed>open evidence',
      'family x closed>open family',
    ]);
    assert.equal(
      book.of({ providerId: 'x', modelId: 'new' }).state,
      'open',
      'a third one waits too',
    );
  });

  it('closes the family by one sister’s answer; the other still stands for herself', async () => {
    const { book, fail, states, clock } = setUp();
    fail('x1', 3);
    fail('x2', 3);
    await clock.advance(36_000);
    const trial = book.claim(at('x1'), { trial: 'probe' });
    assert.equal(states(), 'half-open half-open closed');
    assert.equal(book.claim(at('x2'), { trial: 'probe' }), undefined, 'one trial for the family');
    trial?.progressed();
    assert.equal(states(), 'closed open closed');
  });

  it('lets a sister stand trial for the family, and opens it for longer when she fails', async () => {
    const { book, fail, clock, score } = setUp();
    const third = { providerId: 'x', modelId: 'x3' };
    fail('x1', 3);
    fail('x2', 3);
    await clock.advance(36_000);
    book.claim(third, { trial: 'live' })?.failed(failure('server'));
    assert.equal(book.of(third).state, 'open');
    assert.equal(score('x1') > 8, true);
    const openForMs = book.of(third).openUntilMs - clock.nowMs();
    assert.ok(openForMs >= 48_000 && openForMs <= 72_000, String(openForMs));
  });

  it('doubles the open time with each failed trial, and starts anew after an answer', async () => {
    const { book, fail, clock } = setUp();
    const openForMs = () => book.of(at('y')).openUntilMs - clock.nowMs();
    fail('y', 3);
    const seen = [openForMs()];
    for (let i = 0; i < 6; i += 1) {
      await clock.advance(openForMs());
      book.claim(at('y'), { trial: 'probe' })?.failed(failure('server'));
      seen.push(openForMs());
    }
    for (const [k, ms] of seen.entries()) {
      const middle = Math.min(30_000 * 2 ** k, 900_000);
      assert.ok(ms >= middle * 0.8 && ms <= middle * 1.2, `${k}: ${ms}`);
    }
    await clock.advance(openForMs());
    book.claim(at('y'), { trial: 'probe' })?.progressed();
    fail('y');
    assert.ok(openForMs() <= 36_000);
  });

  it('obeys a longer delay that the server names, a day at most', () => {
    for (const [askedMs, openMs] of [
      [400_000, 400_000],
      [1e12, 86_400_000],
    ] as const) {
      const { book, fail } = setUp();
      fail('y', 2);
      book.claim(at('y'))?.failed(failure('server', { retryAfterMs: askedMs }));
      assert.equal(book.of(at('y')).openUntilMs, openMs);
    }
  });

  it('lets a question take the place of a probe, never of another question', () => {
    const { book, fail, moves } = setUp();
    fail('y', 3);
    const probe = book.claim(at('y'), { trial: 'probe' });
    assert.equal(book.claim(at('y'), { trial: 'probe' }), undefined);
    const live = book.claim(at('y'), { trial: 'live' });
    assert.ok(live);
    assert.equal(book.claim(at('y'), { trial: 'live' }), undefined);
    probe?.failed(failure('server'));
    assert.equal(book.of(at('y')).state, 'half-open', 'the probe has no say any more');
    live.progressed();
    assert.equal(book.of(at('y')).state, 'closed');
    assert.ok(moves().includes('y half-open>open question-first'));
  });

  it('counts nothing while the computer is offline', () => {
    let isOffline = true;
    const { fail, states, book } = setUp({ isFrozen: () => isOffline });
    fail('y', 9);
    assert.equal(states(), 'closed closed closed');
    isOffline = false;
    fail('y', 3);
    isOffline = true;
    const trial = book.claim(at('y'), { trial: 'live' });
    trial?.failed(failure('connect'));
    assert.equal(states(), 'closed closed open');
    assert.ok(book.of(at('y')).openUntilMs <= 36_000, 'not for longer');
  });

  it('takes failures back, the last one first, as if they had never been', () => {
    const { book, ledger, states, score, moves } = setUp();
    const undo = [1, 2, 3].map(() =>
      book.claim(at('y'), { ledger: ledger() })?.failed(failure('connect')),
    );
    assert.equal(states(), 'closed closed open');
    for (const back of undo.toReversed()) back?.();
    assert.deepEqual([states(), score('y')], ['closed closed closed', 0]);
    assert.deepEqual(moves().slice(-2), ['y open>closed offline', 'family y open>closed offline']);
  });

  it('takes a failed trial back: as open as it was, not for longer', async () => {
    const { book, fail, clock } = setUp();
    fail('y', 3);
    const { openUntilMs } = book.of(at('y'));
    await clock.advance(40_000);
    book.claim(at('y'), { trial: 'live' })?.failed(failure('connect'))?.();
    assert.deepEqual([book.of(at('y')).state, book.of(at('y')).openUntilMs], ['open', openUntilMs]);
  });

  it('leaves what came after a failure that is taken back', () => {
    const { book, fail, score } = setUp();
    const back = book.claim(at('y'))?.failed(failure('connect'));
    fail('y');
    back?.();
    assert.equal(score('y'), 3);
  });

  it('never makes slow first tokens a matter of the article’s rule', () => {
    const options = () =>
      ({ ...DEFAULT_BREAKER_OPTIONS, rule: 'consecutive', failures: 1 }) as const;
    const { book, states } = setUp({ options });
    for (let i = 0; i < 5; i += 1) book.claim(at('y'))?.progressed(true);
    assert.equal(states(), 'closed closed closed');
  });
});
