/*
 * Leave to make one attempt, and what its outcome does to the breakers of target and family.
 * A trial's first token closes what it was a trial of; its failure opens them again, for longer;
 * and what is nobody's fault leaves them as open as they were. News of attempts that began before a
 * breaker opened neither prolong nor end the open time.
 * Each permit is settled once; a failure can be taken back by whoever finds that it said nothing.
 */
import { dispositionOf, targetKey } from '../core/index.ts';
import type { ChatError, RequestLedger, Target } from '../core/index.ts';
import type { BreakerDeps, Pair } from './breakerBook.ts';
import type { Cell, Cells } from './breakerCells.ts';
import type { OutcomeMemory } from './outcomeMemory.ts';
import { afterFailure, afterSuccess, ruleOf, type Tally } from './tripRule.ts';

/** Each method acts once, and only while the permit is in force. */
export interface Permit {
  /** First token seen: that settles a trial. `isSlow`: far later than this target is wont to. */
  progressed(isSlow?: boolean): void;
  /** The answer is whole. */
  succeeded(): void;
  /** Returns how to take it back, where it counted. */
  failed(error: ChatError): (() => void) | undefined;
  /** Neither success nor failure: nobody's fault. Idempotent. */
  giveBack(): void;
}

export type PermitDeps = BreakerDeps & {
  readonly cells: Cells;
  readonly pairOf: (target: Target) => Pair;
  readonly memory: OutcomeMemory;
};

type Made = {
  readonly target: Target;
  readonly ledger: RequestLedger | undefined;
  /** 0: an ordinary attempt at a closed breaker. */
  readonly trialId: number;
};

/** A first token that comes far too late is half a failure (engine page, A1). */
const SLOW_WEIGHT = 0.5;

export function permitFor(deps: PermitDeps, made: Made): Permit {
  const { cells, pairOf, memory } = deps;
  const { target, trialId } = made;
  let isSettled = false;
  let wasSlow = false;
  let hasClosed = false;
  const settle = (): boolean => !isSettled && (isSettled = true);
  // Empty once the trial was settled by its first token, or the breaker was put right by hand.
  const onTrial = (): readonly Cell[] => {
    const { own, family } = pairOf(target);
    return [own, ...(family === undefined ? [] : [family])].filter(
      (cell) => trialId !== 0 && cell.trialId === trialId,
    );
  };
  const reopen = (): void => {
    for (const cell of onTrial()) cells.reopen(cell, { rule: 'trial-unproven' });
  };
  const close = (): void => {
    const trial = onTrial();
    if (trial.length === 0) return;
    hasClosed = true;
    for (const cell of trial) cells.close(cell);
    // Whoever answers for the family answers for all of it.
    const { family } = pairOf(target);
    if (family?.state === 'open') cells.close(family);
  };

  return {
    progressed(isSlow = false) {
      if (isSettled || deps.isFrozen?.() === true) return;
      close();
      if (!isSlow || wasSlow || deps.options().rule === 'consecutive') return;
      wasSlow = true;
      count(deps, made, SLOW_WEIGHT);
    },
    succeeded() {
      if (!settle()) return;
      if (deps.isFrozen?.() === true) return reopen();
      // An answer may end without a token: one that was cut at its length, or declined.
      close();
      const { own } = pairOf(target);
      if (own.state !== 'closed') return;
      const isFirst = !hasClosed && !wasSlow && memory.worstOf(made) === undefined;
      memory.remember(made, memory.worstOf(made) ?? 0);
      cells.put({ ...own, tally: afterSuccess(own.tally, isFirst, moment(deps)) });
    },
    failed(error) {
      if (!settle()) return undefined;
      const isSaid = memory.isSameRefusal(made, deps.familyOf?.(target), error);
      const weight = deps.isFrozen?.() === true || isSaid ? 0 : weightOf(error);
      if (weight === 0) {
        reopen();
        return undefined;
      }
      return takeBack(deps, made, () => {
        const trial = onTrial();
        if (trial.length > 0) failTrial(deps, { made, trial, error, weight });
        else count(deps, made, weight, error);
      });
    },
    giveBack() {
      if (settle()) reopen();
    },
  };
}

type FailedTrial = {
  readonly made: Made;
  readonly trial: readonly Cell[];
  readonly error: ChatError;
  readonly weight: number;
};

function failTrial(deps: PermitDeps, { made, trial, error, weight }: FailedTrial): void {
  const { cells, pairOf } = deps;
  const isOwn = trial.some(({ scope }) => 'target' in scope);
  const cause = (cell: Cell) =>
    ({ rule: 'trial-failed', kind: error.kind, inARow: cell.opens }) as const;
  for (const cell of trial) {
    const { own } = pairOf(made.target);
    const isFamily = !('target' in cell.scope);
    const like = isFamily && isOwn ? own : undefined;
    cells.open(cell, { cause: cause(cell), error, ...(like === undefined ? {} : { like }) });
  }
  // A sister was asked on trial for the whole family: that she failed is counted of her as well.
  if (!isOwn) count(deps, made, weight, error);
}

/** Counts a failure at a closed breaker, and opens it where its rule says so. */
function count(deps: PermitDeps, made: Made, weight: number, error?: ChatError): void {
  const { cells, pairOf, memory } = deps;
  const { own } = pairOf(made.target);
  if (own.state !== 'closed') return;
  const worst = memory.worstOf(made) ?? 0;
  const fresh = Math.max(0, weight - worst);
  memory.remember(made, Math.max(worst, weight));
  const tally = afterFailure(own.tally, { weight, fresh }, moment(deps));
  const options = deps.options();
  const isProbed = deps.isProbed?.(made.target) ?? false;
  const cause = ruleOf(options).whyOpen(tally, options, isProbed);
  const counted = { ...own, tally, error: error ?? own.error };
  if (cause === undefined) return cells.put(counted);
  cells.open(counted, { cause, error });
  openFamily(deps, made.target, error);
}

/** The family follows when two of its targets, or its only one, are open. */
function openFamily(deps: PermitDeps, target: Target, error: ChatError | undefined): void {
  const { cells, pairOf } = deps;
  const { own, family } = pairOf(target);
  if (family?.state !== 'closed') return;
  const others = sistersOf(deps, target);
  const open = 1 + others.filter((other) => cells.of({ target: other }).state !== 'closed').length;
  if (open < 2 && others.length > 0) return;
  const cause = { rule: 'family', open, of: others.length + 1 } as const;
  cells.open(family, { cause, error, like: own });
}

function sistersOf({ familyOf, known }: PermitDeps, target: Target): readonly Target[] {
  const family = familyOf?.(target);
  const seen = new Set([targetKey(target)]);
  return (known?.() ?? []).filter((other) => {
    if (familyOf?.(other) !== family || seen.has(targetKey(other))) return false;
    seen.add(targetKey(other));
    return true;
  });
}

/** How much a failure weighs: its row's weight, and nothing when our own rule made it (law 5). */
function weightOf(error: ChatError): number {
  return error.origin === 'local' ? 0 : dispositionOf(error.kind).weight;
}

function moment({ clock, options }: PermitDeps) {
  return { nowMs: clock.nowMs(), options: options() };
}

/** Does `what`, and returns how to undo it; what came after it at the same breaker stands. */
function takeBack(deps: PermitDeps, made: Made, what: () => void): () => void {
  const { cells, pairOf, memory } = deps;
  const before = pairOf(made.target);
  const worst = memory.worstOf(made);
  what();
  const after = pairOf(made.target);
  return () => {
    memory.remember(made, worst ?? 0);
    restore(cells, before.own, after.own);
    if (before.family !== undefined && after.family !== undefined)
      restore(cells, before.family, after.family);
  };
}

function restore(cells: Cells, before: Cell, after: Cell): void {
  const now = cells.of(after.scope);
  if (before === after || now.state === 'half-open') return;
  const lost = after.tally.score - before.tally.score;
  const tally: Tally =
    now === after
      ? before.tally
      : {
          ...now.tally,
          failures: Math.max(0, now.tally.failures - 1),
          score: Math.max(0, now.tally.score - Math.max(0, lost)),
        };
  const hadOpened = before.state === 'closed' && after.state === 'open' && now === after;
  if (hadOpened) cells.move(now, { ...before, state: 'closed', cause: { rule: 'offline' } });
  else if (now === after && before.state === 'half-open')
    cells.put({
      ...now,
      openForMs: before.openForMs,
      openUntilMs: before.openUntilMs,
      opens: before.opens,
    });
  else cells.put({ ...now, tally });
}
