// The rate gate books pauses and locks, clears doubling on success, and hears nothing of a cancel.

import assert from 'node:assert/strict';
import type { TargetCall } from '../../src/core/index.ts';
import { createLockBook } from '../../src/engine/lockBook.ts';
import { createPauseBook } from '../../src/engine/pauseBook.ts';
import { createOutputForecast } from '../../src/engine/outputForecast.ts';
import { createRateBook } from '../../src/engine/rateBook.ts';
import { rateGateLayer } from '../../src/engine/rateGate.ts';
import { refusedBy } from '../../src/engine/refusal.ts';
import { A, byHand, failure, FINISH, ports, read, targetCall } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = () => {
  const all = ports();
  const [pauses, locks] = [createPauseBook(all), createLockBook(all)];
  const hand = byHand<TargetCall>();
  const rungs: Record<string, number> = {};
  const rates = createRateBook({
    ...all,
    ownLimits: () => rungs,
    estimate: () => ({ input: 100, output: 50 }),
  });
  const forecast = createOutputForecast();
  const handler = rateGateLayer({ ...all, pauses, locks, rates, forecast })(hand.handler);
  return { ...all, pauses, locks, rates, rungs, forecast, hand, handler };
};

describe('rate gate', () => {
  it('books the pause and passes the refusal on', async () => {
    const { pauses, hand, handler } = setUp();
    const reading = read(handler(targetCall()));
    hand.fail(failure('rate-limit', { retryAfterMs: 7_000 }));
    await drain();
    assert.equal(reading.kind, 'rate-limit');
    assert.equal(pauses.inForce(A)?.untilMs, 7_000);
  });

  it('books the lock (BerriAI/litellm#16092: no-credit 400 never cooled)', async () => {
    const { locks, hand, handler } = setUp();
    read(handler(targetCall()));
    hand.fail(failure('quota', { status: 400 }));
    await drain();
    assert.ok(locks.inForce(A));
  });

  it('clears the doubling after an answer', async () => {
    const { clock, pauses, hand, handler } = setUp();
    pauses.failed(A, failure('rate-limit'));
    await clock.advance(5_000);
    const reading = read(handler(targetCall()));
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.ok(reading.isOver);
    pauses.failed(A, failure('rate-limit'));
    assert.equal(pauses.inForce(A)?.untilMs, 10_000);
  });

  it('is closed while a pause lasts, to all but those whom the person hurried', async () => {
    const { clock, pauses, hand, handler } = setUp();
    pauses.failed(A, failure('rate-limit', { retryAfterMs: 7_000 }));
    const reading = read(handler(targetCall()));
    await drain();
    assert.equal(refusedBy(reading.error), 'gate-closed');
    assert.equal(hand.calls.length, 0);
    read(handler(targetCall({ isHurried: true })));
    await drain();
    await clock.advance(7_000);
    read(handler(targetCall()));
    await drain();
    assert.equal(hand.calls.length, 2);
    hand.end();
    hand.end();
    await drain();
  });

  it('reserves room before it sends, and settles it by what was used', async () => {
    const { rates, rungs, forecast, hand, handler } = setUp();
    rungs['tokensPerMinute'] = 1_000;
    const likelyMax = forecast.likelyMax(A);
    read(handler(targetCall()));
    await drain();
    assert.equal(rates.headroom(A), 0.85);
    hand.emit({ type: 'response-start', status: 200 });
    hand.emit({ type: 'usage', usage: { inputTokens: 300, outputTokens: 200 } });
    hand.emit(FINISH);
    hand.end();
    await drain();
    assert.equal(rates.headroom(A), 0.5);
    assert.notEqual(forecast.likelyMax(A), likelyMax, 'and learns how long answers are');
  });

  it('is closed where a limit of rate is used up, to all but those whom the person hurried', async () => {
    const { rungs, hand, handler } = setUp();
    rungs['requestsPerMinute'] = 1;
    read(handler(targetCall()));
    await drain();
    const late = read(handler(targetCall()));
    await drain();
    assert.equal(refusedBy(late.error), 'gate-closed');
    read(handler(targetCall({ isHurried: true })));
    await drain();
    assert.equal(hand.calls.length, 2);
    hand.end();
    hand.end();
    await drain();
  });

  it('gives its reservation back from the abort itself', async () => {
    const { rates, hand, handler } = setUp();
    const first = read(handler(targetCall()));
    hand.emit({
      ...{ type: 'response-start', status: 200 },
      limits: { requests: { limit: 2, remaining: 2 } },
    });
    hand.end();
    await drain();
    assert.ok(first.isOver);
    const controller = new AbortController();
    read(handler(targetCall({ signal: controller.signal })));
    await drain();
    assert.equal(rates.headroom(A), 0.5);
    controller.abort();
    assert.equal(rates.headroom(A), 1);
    hand.end();
    await drain();
  });

  it('books nothing after a cancel', async () => {
    const { pauses, hand, handler } = setUp();
    const controller = new AbortController();
    read(handler(targetCall({ signal: controller.signal })));
    await drain();
    controller.abort();
    hand.fail(failure('rate-limit', { retryAfterMs: 7_000 }));
    await drain();
    assert.equal(pauses.inForce(A), undefined);
  });
});
