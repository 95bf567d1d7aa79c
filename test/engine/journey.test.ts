// A request's journey: asked once, again only after a pause, and never after the person gave it up.

import assert from 'node:assert/strict';
import type { ChatError } from '../../src/core/index.ts';
import { createJourney } from '../../src/engine/journey.ts';
import { nothingShown } from '../../src/engine/shown.ts';
import { A, B, failure, requestCall } from './byHand.ts';

const at = (target = A, isLocal = false) => ({ target, isLocal, isPicked: false });
const setUp = (repeatsMax = 4) => {
  const journey = createJourney(requestCall(), repeatsMax);
  const fail = (error: ChatError, target = A): void =>
    journey.failed({ target, error, shown: nothingShown(), text: '' });
  return { journey, fail };
};

describe('journey', () => {
  it('asks each target once', () => {
    const { journey, fail } = setUp();
    assert.ok(journey.isOpen(at()));
    fail(failure('server'));
    assert.ok(!journey.isOpen(at()));
    assert.ok(journey.isOpen(at(B)));
    assert.deepEqual([journey.wasAsked(A), journey.wasAsked(B)], [true, false]);
  });

  it('may ask again after a pause, as long as the ledger allows', () => {
    const { journey, fail } = setUp();
    fail(failure('rate-limit'));
    assert.ok(journey.isOpen(at()));
    journey.claim(A);
    fail(failure('rate-limit'));
    assert.ok(!journey.isOpen(at()));
  });

  it('may ask an ill target again only when it named a delay', () => {
    const { journey, fail } = setUp();
    fail(failure('overloaded', { retryAfterMs: 9_000 }));
    assert.ok(journey.isOpen(at()));
    fail(failure('stall', { retryAfterMs: 9_000 }));
    assert.ok(!journey.isOpen(at()));
  });

  it('may go on at the same target after a broken answer, once', () => {
    const { journey, fail } = setUp();
    fail(failure('cut'));
    assert.ok(journey.mayGoOn(at()));
    journey.claim(A);
    fail(failure('cut'));
    assert.ok(!journey.mayGoOn(at()));
  });

  it('costs nothing to ask first, and a repeat to ask again', () => {
    const { journey, fail } = setUp(1);
    journey.claim(A);
    journey.claim(B);
    assert.ok(journey.ledger.mayRepeat(A, 1));
    fail(failure('rate-limit'));
    journey.claim(A);
    assert.ok(!journey.ledger.mayRepeat(B, 1));
  });

  it('leaves alone what the person gave up, and hurries what they hurried, once', () => {
    const { journey, fail } = setUp();
    fail(failure('rate-limit'));
    journey.hurry(A);
    assert.ok(journey.isHurried(A));
    journey.claim(A);
    assert.ok(!journey.isHurried(A));
    journey.turnAway(A);
    assert.ok(journey.hasTurnedAway());
    assert.ok(!journey.isOpen(at()));
    assert.ok(!journey.mayGoOn(at()));
    journey.claim(B);
    assert.ok(!journey.hasTurnedAway());
  });

  it('bars whom the budget has no repeat left for, and never a first question', () => {
    let tokens = 1;
    const told: string[] = [];
    const journey = createJourney(requestCall(), 4, {
      purse: { has: (_, n) => tokens >= n, take: () => true, left: () => tokens, max: () => 10 },
      onRefused: ({ rule, needed }) => told.push(`${rule} ${needed}`),
    });
    const fail = (error: ChatError): void =>
      journey.failed({ target: A, error, shown: nothingShown(), text: '' });
    assert.ok(!journey.isBarred(A));
    fail(failure('rate-limit'));
    assert.ok(!journey.isBarred(A));
    tokens = 0;
    assert.ok(!journey.isBarred(B));
    assert.ok(journey.isBarred(A));
    assert.ok(!journey.isOpen(at()));
    assert.deepEqual(told, ['family 1']);
    tokens = 1;
    fail(failure('stall'));
    assert.ok(journey.isBarred(A), 'a time-out takes two');
    assert.ok(!journey.mayGoOn(at()));
  });

  it('postpones who had no place, once', () => {
    const { journey } = setUp();
    assert.ok(!journey.isPostponed(A));
    assert.deepEqual([journey.postpone(A), journey.postpone(A)], [true, false]);
    assert.ok(journey.isPostponed(A) && journey.isOpen(at()) && !journey.wasAsked(A));
  });

  it('goes to local targets only once the computer is offline', () => {
    const { journey, fail } = setUp();
    fail(failure('offline'));
    assert.ok(!journey.isOpen(at(B)));
    assert.ok(journey.isOpen(at(B, true)));
  });
});
