// Watches one run: hands everything to the checks, counts what happened to whom, and keeps a hash
// of the journal, so that two runs can be compared in a word.

import { getEventListeners } from 'node:events';
import type { BreakerState, JournalEvent, Lane } from '../../src/core/index.ts';
import type { FaultName } from '../../src/sim/world/faults.ts';
import type { WorldPlan } from '../../src/sim/world/plan.ts';
import type { Observer, WorldEnd } from '../../src/sim/world/world.ts';
import { openTimes, trials, weights } from './checks/breakers.ts';
import { keyOf, type Check, type MakeCheck } from './checks/check.ts';
import { hedges, liveness, probes, waking } from './checks/promises.ts';
import { answers, consent, deadlines, ends, leftovers, order } from './checks/requests.ts';
import { budgets, delays, places, resends } from './checks/servers.ts';
import { pages } from './checks/shown.ts';

const CHECKS: readonly MakeCheck[] = [
  ...[order, ends, answers, deadlines, consent, trials, weights, delays, resends, places],
  ...[openTimes, budgets, pages, waking, probes, hedges, liveness],
];

export type Violation = {
  readonly invariant: number;
  readonly what: string;
  readonly count: number;
};

export type Judged = {
  readonly violations: readonly Violation[];
  readonly notes: number;
  readonly hash: string;
  /** `fault|breaker|lane` that happened. */
  readonly covered: ReadonlySet<string>;
  readonly outcomes: Readonly<Record<string, number>>;
};

export function createJudge(plan: WorldPlan) {
  // The first of a kind tells the story; of the others their number is enough.
  const found = new Map<number, { what: string; count: number }>();
  const report = (invariant: number, what: string): void => {
    const known = found.get(invariant);
    if (known === undefined) found.set(invariant, { what, count: 1 });
    else known.count += 1;
  };
  const listeners = (signal: AbortSignal): number => getEventListeners(signal, 'abort').length;
  const checks: Check[] = CHECKS.map((make) => make(report, plan));
  const coverage = createCoverage();
  const hash = createHash();
  const outcomes: Record<string, number> = {};
  const count: Check = {
    noted(event) {
      hash.add(event);
      if (event.type !== 'request-ended') return;
      outcomes[event.outcome] = (outcomes[event.outcome] ?? 0) + 1;
    },
  };
  const all = [...checks, leftovers(report, listeners), coverage.check, count];
  const hearing = (part: keyof Check): Check[] =>
    all.filter((check: Check) => check[part] !== undefined);
  const [noted, seen, asked] = [hearing('noted'), hearing('seen'), hearing('asked')];
  const [shown, over, stopped] = [hearing('shown'), hearing('over'), hearing('stopped')];
  const observer: Observer = {
    noted: (event) => noted.forEach((check) => check.noted?.(event)),
    seen: (one, nowMs) => seen.forEach((check) => check.seen?.(one, nowMs)),
    asked: (one, nowMs) => asked.forEach((check) => check.asked?.(one, nowMs)),
    shown: (id, event) => shown.forEach((check) => check.shown?.(id, event)),
    over: (id, error, nowMs) => over.forEach((check) => check.over?.(id, error, nowMs)),
    stopped: (id, nowMs) => stopped.forEach((check) => check.stopped?.(id, nowMs)),
    slept: (wakesAtMs) => hearing('slept').forEach((check) => check.slept?.(wakesAtMs)),
    consented: (armed) => hearing('consented').forEach((check) => check.consented?.(armed)),
  };
  return {
    observer,
    judged(end: WorldEnd): Judged {
      for (const check of hearing('end')) check.end?.(end);
      const violations = [...found].map(([invariant, one]) => ({ invariant, ...one }));
      const { covered } = coverage;
      return { violations, notes: hash.count(), hash: hash.text(), covered, outcomes };
    },
  };
}

/** Which fault met whom, in which state of its breaker, as it was sent and as it ended. */
function createCoverage() {
  const covered = new Set<string>();
  const states = new Map<string, BreakerState>();
  const faults = new Map<string, { readonly fault: FaultName; readonly lane: Lane }>();
  const mark = (windowId: string, attemptId: string, target: string): void => {
    const met = faults.get(attemptId);
    const state = states.get(`${windowId} ${target}`) ?? 'closed';
    if (met !== undefined) covered.add(`${met.fault}|${state}|${met.lane}`);
  };
  const check: Check = {
    seen(one) {
      if (one.what !== 'asked' || one.fault === undefined) return;
      faults.set(one.call.attemptId, { fault: one.fault, lane: one.call.lane });
      mark(one.call.requestId.split('.')[0] ?? '', one.call.attemptId, keyOf(one.call.target));
    },
    noted(event) {
      if (event.type === 'breaker-changed' && 'target' in event.scope)
        states.set(`${event.windowId} ${keyOf(event.scope.target)}`, event.to);
      if (event.type !== 'attempt-ended') return;
      mark(event.windowId, event.attemptId, keyOf(event.target));
      faults.delete(event.attemptId);
    },
  };
  return { covered, check };
}

/** FNV-1a over the journal as text, in two halves: quick, and alike on every Node version. */
function createHash() {
  let [a, b, count] = [0x811c9dc5, 0x01000193, 0];
  return {
    add(event: JournalEvent): void {
      const text = JSON.stringify(event);
      count += 1;
      for (let index = 0; index < text.length; index += 1) {
        const code = text.charCodeAt(index);
        a = Math.imul(a ^ code, 0x01000193);
        b = Math.imul(b ^ code, 0x5bd1e995) ^ (b >>> 13);
      }
    },
    count: () => count,
    text: () => [a, b].map((half) => (half >>> 0).toString(16).padStart(8, '0')).join(''),
  };
}
