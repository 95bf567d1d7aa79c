// Breakers: which moves are legal, who gets through while one is not closed, and what may move it.

import type { BreakerState, JournalEvent } from '../../../src/core/index.ts';
import { keyOf, serverOf, type MakeCheck } from './check.ts';

const LEGAL: readonly string[] = [
  'closed>open',
  'open>half-open',
  'half-open>open',
  'half-open>closed',
  'open>closed',
];

type Moved = Extract<JournalEvent, { type: 'breaker-changed' }>;
const scopeOf = ({ scope }: Moved): string =>
  'target' in scope ? keyOf(scope.target) : `family ${scope.family}`;

/** (5, 6, 7) Each window has its own. */
export const trials: MakeCheck = (report, plan) => {
  const states = new Map<string, BreakerState>();
  const running = new Map<string, string>();
  const settling = new Map<string, number>();
  const isRunning = (key: string): boolean =>
    [...running.values()].some((of) => of.startsWith(`${key} `));
  return {
    noted(event) {
      const { windowId } = event;
      for (const [key, sinceMs] of settling) {
        if (event.monoMs <= sinceMs) break;
        settling.delete(key);
        if (states.get(key) === 'half-open' && !isRunning(key))
          report(7, `${key} stays half-open though its trial is over`);
      }
      if (event.type === 'breaker-changed') {
        const key = `${windowId} ${scopeOf(event)}`;
        const known = states.get(key) ?? 'closed';
        const move = `${event.from}>${event.to}`;
        if (known !== event.from || !LEGAL.includes(move))
          report(7, `${key}: ${move} while it was ${known}`);
        states.set(key, event.to);
        for (const [id, of] of running) if (of.startsWith(key)) running.delete(id);
      }
      if (event.type === 'attempt-ended') {
        for (const [id, of] of running) {
          if (!id.startsWith(`${event.attemptId} at `)) continue;
          running.delete(id);
          settling.set(of.slice(0, of.lastIndexOf(' ')), event.monoMs);
        }
      }
      if (event.type !== 'attempt-started') return;
      const { target, attemptId, trial } = event;
      for (const scope of [keyOf(target), `family ${serverOf(plan, target).family}`]) {
        const key = `${windowId} ${scope}`;
        const state = states.get(key) ?? 'closed';
        if (state === 'open') report(5, `${attemptId} was sent while ${scope} is open`);
        if (state !== 'half-open') continue;
        if (trial === undefined) report(5, `${attemptId} was sent beside a trial of ${scope}`);
        const mine = `${key} ${trial}`;
        if ([...running.values()].includes(mine)) report(6, `${attemptId}: second ${mine}`);
        running.set(`${attemptId} at ${scope}`, mine);
      }
    },
  };
};

/** What the error table gives no weight, in words of its own. */
const WEIGHTLESS: readonly string[] = [
  ...['tls', 'proxy', 'rate-limit', 'too-large-per-minute', 'quota', 'auth', 'region'],
  ...['permission', 'loading', 'no-memory', 'model-gone', 'unsupported', 'invalid', 'too-large'],
  ...['context-length', 'tool-use-failed', 'content-filter', 'aborted', 'deadline', 'exhausted'],
  ...['rejected', 'budget', 'offline'],
];

/**
 * (8) No breaker opens of what is nobody's failure. A first word that came late counts as half a
 * failure, and so may what lost beside a faster one.
 */
export const weights: MakeCheck = (report, plan) => {
  const failures = new Set<string>();
  const { strategy } = plan.options.routing ?? {};
  const mayLose = strategy === 'hedged' || strategy === 'race';
  return {
    noted(event) {
      if (event.type === 'attempt-ended') {
        const { error, target, windowId, firstProgressMs = 0 } = event;
        const wasSlow = firstProgressMs > 3 * serverOf(plan, target).firstMs;
        const counts = error !== undefined && !WEIGHTLESS.includes(error.kind);
        if (!counts && !wasSlow && !mayLose) return;
        for (const scope of [keyOf(target), `family ${serverOf(plan, target).family}`])
          failures.add(`${windowId} ${scope}`);
      }
      if (
        event.type === 'first-progress' &&
        event.afterMs > 3 * serverOf(plan, event.target).firstMs
      )
        for (const scope of [keyOf(event.target), `family ${serverOf(plan, event.target).family}`])
          failures.add(`${event.windowId} ${scope}`);
      if (event.type !== 'breaker-changed' || event.to !== 'open') return;
      const key = `${event.windowId} ${scopeOf(event)}`;
      if (event.from === 'closed' && !failures.has(key))
        report(8, `${key} opened though nothing that counts had failed`);
      failures.delete(key);
    },
  };
};

/** Fifteen minutes and a fifth, or the delay that a server named, a day at most. */
const OPEN_MAX_MS = 18 * 60_000;
const DELAY_MAX_MS = 86_400_000;

/** (7) An open time has its bound. */
export const openTimes: MakeCheck = (report, plan) => {
  const named = new Map<string, number>();
  return {
    noted(event) {
      const { windowId } = event;
      if (event.type === 'attempt-ended' && event.error?.retryAfterMs !== undefined)
        for (const scope of [
          keyOf(event.target),
          `family ${serverOf(plan, event.target).family}`,
        ]) {
          const key = `${windowId} ${scope}`;
          const delayMs = Math.min(DELAY_MAX_MS, event.error.retryAfterMs);
          named.set(key, Math.max(delayMs, named.get(key) ?? 0));
        }
      if (event.type !== 'breaker-changed' || event.untilMs === undefined) return;
      const forMs = event.untilMs - event.monoMs;
      const maxMs = Math.max(OPEN_MAX_MS, named.get(`${windowId} ${scopeOf(event)}`) ?? 0);
      if (forMs > maxMs + 1)
        report(7, `${scopeOf(event)} opens for ${Math.round(forMs / 1_000)} s`);
    },
  };
};
