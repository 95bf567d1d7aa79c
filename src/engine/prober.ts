/*
 * Looks after targets while nobody asks them (engine page, A11). One lazy timer for all of them; it
 * runs only while somebody is in front of this window and something is to be done.
 * Paid probes go down the same road as questions, from the bulkhead on, under a lease that windows
 * share. Free ones only tell whether somebody can be reached; they move no breaker.
 * What it does is in the journal: why, how, and what came of it.
 */
import { errorRecord } from '../core/index.ts';
import type { Disposable, Target, TargetCall } from '../core/index.ts';
import type { Changes } from './changes.ts';
import { createProbePlan, type Due, type PlanDeps } from './probePlan.ts';
import { createProbeRules } from './probeRules.ts';
import { createProbeRuns, type ProbeRunDeps } from './probeRun.ts';

export type ProberDeps = Omit<ProbeRunDeps, 'rules'> &
  Omit<PlanDeps, 'rules'> & { readonly changes: Changes };

export interface Prober {
  /** Somebody but the person asks this target when it is ill. */
  isProbed(target: Target): boolean;
  doubt(call: Pick<TargetCall, 'target' | 'origin'>, why: 'failed' | 'stopped'): void;
  /** Something has changed that may be a reason to look. */
  look(): void;
  /** Stops what runs and what is planned, for good. */
  dispose(): void;
}

export function createProber(deps: ProberDeps): Prober {
  const { clock, journal, changes, attention } = deps;
  const rules = createProbeRules(deps);
  const plan = createProbePlan({ ...deps, rules });
  const begin = createProbeRuns({ ...deps, rules });
  const familyOf = ({ providerId }: Target): string =>
    deps.providerOf(providerId)?.family ?? providerId;
  const running = new Map<string, AbortController>();
  let timer: Disposable | undefined;
  let firesAtMs = Infinity;
  let isOver = false;
  const disarm = (): void => {
    timer?.dispose();
    timer = undefined;
    firesAtMs = Infinity;
  };
  const next = (): Due | undefined =>
    isOver || !rules.isAttended()
      ? undefined
      : plan.next((target) => !running.has(familyOf(target)));
  const look = (): void => {
    const due = next();
    if (due === undefined) return disarm();
    if (timer !== undefined && firesAtMs === due.atMs) return;
    disarm();
    firesAtMs = due.atMs;
    timer = clock.after(Math.ceil(Math.max(0, due.atMs - clock.nowMs())), () => {
      disarm();
      // Settings and books may have changed since it was armed.
      const now = next();
      if (now !== undefined && now.atMs <= clock.nowMs()) void run(now);
      look();
    });
  };

  async function run(due: Due): Promise<void> {
    const { target, what } = due;
    const family = familyOf(target);
    const controller = new AbortController();
    const startedAtMs = clock.nowMs();
    running.set(family, controller);
    plan.started(due);
    const { outcome, error } = await begin(due, controller);
    running.delete(family);
    plan.ended(due, outcome !== 'unproven' && outcome !== 'given-up');
    journal.note({
      type: 'probe-ended',
      ...{ target, what, outcome, durationMs: clock.nowMs() - startedAtMs },
      ...(error === undefined ? {} : { error: errorRecord(error) }),
    });
    look();
  }

  const listening = [changes.on(look), ...(attention === undefined ? [] : [attention.on(look)])];
  look();
  return {
    isProbed: (target) => rules.isProbed(target),
    look,
    doubt({ target, origin }, why) {
      if (origin === 'probe') return;
      plan.doubt(target, why);
      look();
    },
    dispose() {
      isOver = true;
      disarm();
      for (const each of listening) each.dispose();
      for (const controller of running.values()) controller.abort();
    },
  };
}
