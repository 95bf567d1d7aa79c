/*
 * Layer 7, first part: lets best-effort calls stand back while a family is ill, so that whoever
 * sits and waits gets through; and tells budget and throttle how each attempt went.
 * Accepted is an attempt that progressed, or failed for a reason of the question's own; not
 * accepted is one that says the provider is ill or crowded. Ours and the person's count nowhere.
 * A refusal is noted with its figure; the router then asks the next one.
 */
import { ChatError, dispositionOf, isProgress, targetKey } from '../core/index.ts';
import type { FamilyId, Journal, Layer, Random, Target, TargetCall } from '../core/index.ts';
import { drive, handOver } from './drive.ts';
import { isBestEffort } from './lanes.ts';
import type { BudgetOptions } from './options/budget.ts';
import { asksForPause } from './pauseBook.ts';
import { refuse } from './refusal.ts';
import type { RepeatBudget } from './repeatBudget.ts';
import type { SelfThrottle } from './selfThrottle.ts';

export type ThrottleDeps = {
  readonly journal: Journal;
  readonly random: Random;
  readonly budget: RepeatBudget;
  readonly throttle: SelfThrottle;
  readonly familyOf: (target: Target) => FamilyId;
  readonly options: () => BudgetOptions;
};

export function throttleLayer(deps: ThrottleDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* throttle(call: TargetCall) {
      standBack(deps, call);
      const family = deps.familyOf(call.target);
      let isCounted = false;
      const count = (wasAccepted: boolean): void => {
        if (!isCounted) deps.throttle.count(family, wasAccepted);
        isCounted = true;
      };
      try {
        yield handOver(() => next(call), {
          see(event) {
            if (!isCounted && isProgress(event)) {
              if (call.trial !== undefined) deps.throttle.forget(family);
              count(true);
            }
            if (event.type === 'finish') deps.budget.succeeded(family);
          },
        });
      } catch (error) {
        const isTheirs = error instanceof ChatError && error.origin === 'remote';
        if (isTheirs && !call.signal.aborted) count(!saysIll(error));
        throw error;
      }
    });
}

/** Throws where chance has it that this call is not sent. */
function standBack(deps: ThrottleDeps, call: TargetCall): void {
  const { requestId, turnId, attemptId, target, lane, trial } = call;
  // A trial is how a provider comes back: it is for all, whoever makes it.
  if (!isBestEffort(lane) || trial !== undefined) return;
  const family = deps.familyOf(target);
  const chance = deps.throttle.chanceOf(family, deps.options().throttleFactor);
  // Chance is drawn only where it decides something: the same seed gives the same journal.
  if (chance === 0 || deps.random.next() >= chance) return;
  const counts = deps.throttle.counts(family);
  deps.throttle.count(family, false);
  const of = { requestId, turnId, attemptId, target };
  deps.journal.note({ type: 'attempt-throttled', ...of, chance, ...counts });
  const message = `${targetKey(target)} answers too few questions just now; this one stood back.`;
  throw refuse(target, 'throttled', message);
}

function saysIll(error: ChatError): boolean {
  return dispositionOf(error.kind).weight > 0 || asksForPause(error);
}
