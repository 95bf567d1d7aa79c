// What bounds repeats beside the table: the budget of the family, limits of rate, places that are
// taken; and the person's word, which outweighs two of them.

import assert from 'node:assert/strict';
import { createLedger } from '../../src/engine/ledger.ts';
import { refuse } from '../../src/engine/refusal.ts';
import { A, failure } from './byHand.ts';
import { retryStage as setUp } from './retryStage.ts';
import { drain } from './rig.ts';

describe('bounds of repeats', () => {
  it('waits for room under a limit of rate as for a pause', async () => {
    const { clock, hand, begin, fail, hold } = setUp();
    const reading = begin();
    hold.untilMs = 20_000;
    await fail('server');
    await clock.advance(19_999);
    const [shown] = reading.events;
    assert.ok(shown?.type === 'waiting-until' && shown.reason === 'rate');
    assert.equal(hand.calls.length, 1);
    await clock.advance(1);
    assert.equal(hand.calls.length, 2);
    hand.fail(failure('invalid'));
    await drain();
    const hasty = setUp({ patienceMs: 5_000 });
    hasty.begin();
    hasty.hold.untilMs = 20_000;
    await hasty.fail('server');
    assert.equal(hasty.hand.calls.length, 1);
  });

  it('takes the repeat from the budget of the family, two tokens after a time-out', async () => {
    const paid: number[] = [];
    const purse = { has: () => true, left: () => 1, max: () => 10 };
    const take = (_: unknown, cost: number): boolean => paid.push(cost) < 2;
    const ledger = createLedger('r1', 4, { purse: { ...purse, take } });
    const { clock, hand, begin, fail } = setUp({ ledger, lane: 'background' });
    const reading = begin();
    await fail('request-timeout');
    await clock.advance(60_000);
    assert.equal(hand.calls.length, 2);
    await fail('server');
    assert.deepEqual([reading.kind, hand.calls.length], ['server', 2]);
    assert.deepEqual(paid, [2, 1]);
  });

  it('answers with what went wrong before when a repeat was turned away unsent', async () => {
    const { clock, hand, begin, fail } = setUp();
    const reading = begin();
    await fail('server');
    await clock.advance(250);
    hand.fail(refuse(A, 'no-slot', 'Full.'));
    await drain();
    assert.deepEqual([reading.kind, hand.calls.length], ['server', 2]);
  });

  it('marks a repeat that the person hurried, and no later one', async () => {
    const { clock, voice, hand, begin, fail } = setUp({ lane: 'background', isHurried: true });
    begin();
    await fail('overloaded', 60_000);
    voice.say('try-now');
    await drain();
    await fail('overloaded', 90_000);
    await clock.advance(90_000);
    assert.deepEqual(
      hand.calls.map(({ isHurried }) => isHurried),
      [true, true, undefined],
    );
    hand.fail(failure('invalid'));
    await drain();
  });
});
