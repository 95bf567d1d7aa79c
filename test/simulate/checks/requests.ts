// Whatever begins ends once, in order, before its deadline, and nothing comes after its end.

import { ChatError } from '../../../src/core/index.ts';
import type { JournalEvent } from '../../../src/core/index.ts';
import type { Asked, WorldEnd } from '../../../src/sim/world/world.ts';
import { keyOf, type MakeCheck, type Report } from './check.ts';

/** (19) Of each window. */
export const order: MakeCheck = (report) => {
  const last = new Map<string, JournalEvent>();
  return {
    noted(event) {
      const before = last.get(event.windowId);
      last.set(event.windowId, event);
      if (before === undefined) return;
      if (event.seq !== before.seq + 1) report(19, `sequence ${before.seq} then ${event.seq}`);
      if (event.monoMs < before.monoMs) report(19, `time fell at ${event.seq}`);
    },
  };
};

type Open = {
  readonly attempts: Set<string>;
  waits: number;
  /** Probes have attempts and no question of their own. */
  isAsked: boolean;
};

/** (1, 14, 16) By the journal. */
export const ends: MakeCheck = (report) => {
  const open = new Map<string, Open>();
  const over = new Set<string>();
  const of = (requestId: string): Open => {
    const known = open.get(requestId) ?? { attempts: new Set(), waits: 0, isAsked: false };
    open.set(requestId, known);
    return known;
  };
  return {
    noted(event) {
      if (!('requestId' in event)) return;
      const { requestId, type } = event;
      if (over.has(requestId)) report(16, `${type} after the end of ${requestId}`);
      if (type === 'request-started' && open.has(requestId)) report(1, `${requestId} began twice`);
      const one = of(requestId);
      if (type === 'request-started') one.isAsked = true;
      if (type === 'wait-started') one.waits += 1;
      if (type === 'wait-ended') one.waits -= 1;
      if (one.waits < 0) report(1, `${requestId}: a wait ended that never began`);
      if (type === 'attempt-started') {
        if (one.attempts.has(event.attemptId)) report(1, `${event.attemptId} began twice`);
        one.attempts.add(event.attemptId);
      }
      if (type === 'attempt-ended' && !one.attempts.delete(event.attemptId))
        report(1, `${event.attemptId} ended without beginning`);
      if (!one.isAsked && one.attempts.size === 0) open.delete(requestId);
      if (type !== 'request-ended') return;
      if (one.attempts.size > 0) report(14, `${requestId} left ${[...one.attempts].join(' ')}`);
      if (one.waits > 0) report(14, `${requestId} left waiting`);
      open.delete(requestId);
      over.add(requestId);
      // A year is long: whoever is heard of again comes soon.
      if (over.size > 5_000) over.delete(over.values().next().value ?? '');
    },
    end() {
      for (const [requestId, { attempts, isAsked }] of open)
        if (isAsked || attempts.size > 0) report(1, `${requestId} never ended`);
    },
  };
};

/** (1) By what people were shown: one finish, or one ChatError. (16) A stop ends within the tick. */
export const answers: MakeCheck = (report) => {
  const finishes = new Map<string, number>();
  const stops = new Map<string, number>();
  return {
    asked: ({ requestId }) => void finishes.set(requestId, 0),
    shown(requestId, event) {
      const count = finishes.get(requestId) ?? Number.NaN;
      if (count > 0) report(1, `${requestId}: ${event.type} after its finish`);
      if (event.type === 'finish') finishes.set(requestId, count + 1);
      if (stops.has(requestId) && event.type !== 'finish')
        report(16, `${requestId}: ${event.type} was shown after it was stopped`);
    },
    stopped: (requestId, nowMs) => void stops.set(requestId, nowMs),
    over(requestId, error, nowMs) {
      const count = finishes.get(requestId);
      finishes.delete(requestId);
      const stoppedMs = stops.get(requestId);
      stops.delete(requestId);
      if (stoppedMs !== undefined && nowMs !== stoppedMs)
        report(16, `${requestId} ended ${nowMs - stoppedMs} ms after it was stopped`);
      const isLegal = error === undefined || error instanceof ChatError;
      if (!isLegal) report(1, `${requestId} threw what is no ChatError`);
      if (count !== (error === undefined ? 1 : 0))
        report(
          1,
          `${requestId} ended ${error === undefined ? 'well' : 'ill'} with ${count} finishes`,
        );
    },
  };
};

/** (2) Until the commit point; what follows a kept fragment has its own deadline. */
export const deadlines: MakeCheck = (report) => {
  const until = new Map<string, number>();
  return {
    noted(event) {
      if (event.type === 'request-started') until.set(event.requestId, event.deadlineAtMs);
      if (event.type === 'request-ended' || event.type === 'seam-started')
        until.delete(event.requestId);
      // What was shown and stays is told only with the seam; a wait may come before that.
      if (event.type === 'first-progress' && event.what !== 'reasoning')
        until.delete(event.requestId);
      if (event.type !== 'attempt-started' && event.type !== 'wait-started') return;
      const lateMs = event.monoMs - (until.get(event.requestId) ?? Infinity);
      if (lateMs > 0)
        report(2, `${event.requestId}: ${event.type} ${lateMs} ms after its deadline`);
    },
  };
};

/** (33) */
export const consent: MakeCheck = (report) => {
  let allowed: ReadonlySet<string> = new Set();
  return {
    consented: (armed) => void (allowed = armed),
    seen(seen) {
      if (seen.what !== 'asked' || allowed.has(keyOf(seen.call.target))) return;
      report(33, `${seen.call.attemptId} reached ${keyOf(seen.call.target)}, which is not armed`);
    },
  };
};

/** (18) When all is over nothing is left behind. */
export function leftovers(report: Report, listeners: (signal: AbortSignal) => number) {
  const recent: Asked[] = [];
  return {
    asked(asked: Asked): void {
      recent.push(asked);
      if (recent.length > 200) recent.shift();
    },
    end({ timers, streams, unanswered }: WorldEnd): void {
      if (timers > 0) report(18, `${timers} timers left`);
      if (streams > 0) report(18, `${streams} streams left open at servers`);
      if (unanswered > 0) report(1, `${unanswered} questions never ended`);
      for (const { signal, requestId } of recent)
        if (listeners(signal) > 0) report(18, `listeners left on the signal of ${requestId}`);
    },
  };
}
