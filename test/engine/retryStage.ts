// The retry layer on a stage: a handler driven by hand below it, a pause book and limits of rate
// beside it, and leave that can be taken away.

import type { ErrorKind, TargetCall } from '../../src/core/index.ts';
import { DEFAULT_ENGINE_OPTIONS } from '../../src/engine/index.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { createPauseBook } from '../../src/engine/pauseBook.ts';
import { createRefusalBook } from '../../src/engine/refusalBook.ts';
import { retryLayer } from '../../src/engine/retry.ts';
import { A, byHand, controls, failure, ports, read, targetCall } from './byHand.ts';
import { drain } from './rig.ts';

export const retryStage = (fields: Partial<TargetCall> = {}, repeatsMax = 4) => {
  const all = ports();
  const controller = new AbortController();
  const voice = controls();
  const pauses = createPauseBook(all);
  const hand = byHand<TargetCall>();
  const hold: { untilMs?: number } = {};
  const rates = {
    held: () => {
      const { untilMs = 0 } = hold;
      const facts = { what: 'requests', by: 'own' } as const;
      return untilMs > all.clock.nowMs() ? { untilMs, facts } : undefined;
    },
  };
  let may = true;
  const handler = retryLayer({
    ...all,
    random: { next: () => 0.5 },
    options: () => DEFAULT_ENGINE_OPTIONS.retry,
    pauses,
    rates,
    refusals: createRefusalBook(),
    mayRepeat: () => may,
  })(hand.handler);
  const ledger = createLedger('r1', repeatsMax);
  const { signal } = controller;
  const attemptId = ledger.nextAttemptId();
  const call = targetCall({ signal, controls: voice, ledger, attemptId, ...fields });
  const begin = () => read(handler(call));
  const forbid = (): void => {
    may = false;
    all.changes.ring();
  };
  /** Fail once, with the pause that a rate gate below would have booked. */
  const fail = async (kind: ErrorKind, retryAfterMs?: number): Promise<void> => {
    const error = failure(kind, retryAfterMs === undefined ? {} : { retryAfterMs });
    pauses.failed(A, error);
    hand.fail(error);
    await drain();
  };
  return { ...all, controller, voice, pauses, hold, hand, call, begin, fail, forbid };
};
