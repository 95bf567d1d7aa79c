/*
 * The circuit breakers as the layers use them: of each target, and of each family (whoever runs the
 * endpoint), which is open while two of its targets or its only one are. Reading claims nothing.
 * Attempts need a permit, and whatever happens the permit is settled exactly once. One trial runs
 * at a time, per target and per family; a person's question takes the place of a probe.
 * One request counts against one target once, with its worst outcome: repeats are not independent.
 */
import type {
  BreakerCause,
  BreakerRecord,
  BreakerState,
  ChatError,
  FamilyId,
  RequestLedger,
  Target,
} from '../core/index.ts';
import {
  cellKey,
  createCells,
  familyScope,
  healthy,
  type Cell,
  type CellDeps,
  type Cells,
} from './breakerCells.ts';
import { cellOf, recordOf } from './breakerKeep.ts';
import { permitFor, type Permit } from './breakerPermit.ts';
import { causeWords } from './breakerWords.ts';
import { createOutcomeMemory } from './outcomeMemory.ts';
import { isWithin, type Scope } from './scope.ts';
import type { Tally } from './tripRule.ts';

export type { Permit } from './breakerPermit.ts';

export type BreakerDeps = CellDeps & {
  /** Who runs the target's endpoint; undefined: it has no family but itself. */
  readonly familyOf?: (target: Target) => FamilyId | undefined;
  /** Targets of the chain. */
  readonly known?: () => readonly Target[];
  /** True while outcomes say nothing about a target: this computer is offline. */
  readonly isFrozen?: () => boolean;
};

/** How a target stands, its family included: the worse of the two. */
export type Standing = {
  readonly target: Target;
  readonly state: BreakerState;
  readonly tally: Tally;
  readonly openUntilMs: number;
  readonly cause: BreakerCause;
  readonly why: string;
  readonly error: ChatError | undefined;
  /** Whose trial is running. */
  readonly trial: 'live' | 'probe' | undefined;
};

export type Claim = {
  readonly trial?: 'live' | 'probe' | undefined;
  /** The request's own: outcomes of one request at one target count once. */
  readonly ledger?: RequestLedger;
};

export interface BreakerBook {
  of(target: Target): Standing;
  /** Open time is over. */
  isDue(target: Target): boolean;
  /** Due, and the next question may be the trial, for nobody else will be. */
  admitsTrial(target: Target): boolean;
  /** Undefined when the breaker refuses: not closed and no trial, or one is running. */
  claim(target: Target, claim?: Claim): Permit | undefined;
  reset(scope: Scope): void;
  records(): readonly BreakerRecord[];
  /** Takes over what another window has left, where nothing is known yet. */
  restore(records: readonly unknown[]): void;
  /** Takes over what another window has learned later than this one; trials here go on. */
  learn(records: readonly unknown[]): void;
}

export function createBreakerBook(deps: BreakerDeps): BreakerBook {
  const { clock } = deps;
  const cells = createCells(deps);
  const memory = createOutcomeMemory();
  let trials = 0;
  const pairOf = (target: Target): Pair => {
    const family = familyScope(deps.familyOf?.(target));
    const own = cells.of({ target });
    return family === undefined ? { own } : { own, family: cells.of(family) };
  };
  const isProbed = (target: Target): boolean => deps.isProbed?.(target) ?? false;
  const isDue = (target: Target): boolean => {
    const { state, openUntilMs } = standingOf(target, pairOf(target));
    return state === 'open' && clock.nowMs() >= openUntilMs;
  };

  return {
    of: (target) => standingOf(target, pairOf(target)),
    isDue,
    admitsTrial: (target) =>
      isDue(target) && (deps.options().rule === 'consecutive' || !isProbed(target)),
    claim(target, { trial, ledger } = {}) {
      const made = { target, ledger };
      const { state, trial: running } = standingOf(target, pairOf(target));
      if (state === 'closed')
        return permitFor({ ...deps, cells, pairOf, memory }, { ...made, trialId: 0 });
      if (trial === undefined) return undefined;
      if (state === 'half-open') {
        if (running !== 'probe' || trial !== 'live') return undefined;
        for (const cell of listOf(pairOf(target)))
          if (cell.state === 'half-open') cells.reopen(cell, { rule: 'question-first' });
      }
      trials += 1;
      const rule = isDue(target) ? 'due' : 'nobody-else';
      for (const cell of listOf(pairOf(target))) {
        if (cell.state !== 'open') continue;
        cells.move(cell, { state: 'half-open', cause: { rule }, trialId: trials, trial });
      }
      return permitFor({ ...deps, cells, pairOf, memory }, { ...made, trialId: trials });
    },
    reset(scope) {
      const listed = cells
        .all()
        .flatMap((cell) => ('target' in cell.scope ? cell.scope.target : []));
      const within = [...listed, ...(deps.known?.() ?? [])].filter((target) =>
        isWithin({ target }, scope),
      );
      for (const target of within) for (const cell of listOf(pairOf(target))) putRight(cell);
    },
    records: () => cells.all().map((cell) => recordOf(cell, deps)),
    restore(records) {
      const known = new Set(cells.all().map(({ scope }) => cellKey(scope)));
      for (const record of records) {
        const cell = cellOf(record, deps);
        if (cell !== undefined && !known.has(cellKey(cell.scope))) cells.put(cell);
      }
    },
    learn(records) {
      for (const record of records) takeOver(cells, cellOf(record, deps));
    },
  };

  function putRight(cell: Cell): void {
    if (cell.state !== 'closed')
      cells.move(cell, { ...healthy(cell.scope), state: 'closed', cause: { rule: 'by-hand' } });
    cells.remove(cell.scope);
  }
}

/** What another window has learned later than this one; a trial that runs here goes on. */
function takeOver(cells: Cells, found: Cell | undefined): void {
  if (found === undefined) return;
  const known = cells.of(found.scope);
  if (known.state === 'half-open') return;
  if (known.state === found.state) cells.put({ ...found, error: known.error });
  else cells.move(known, found);
}

export type Pair = { readonly own: Cell; readonly family?: Cell };

export function listOf({ own, family }: Pair): readonly Cell[] {
  return family === undefined ? [own] : [own, family];
}

/** Whoever holds the target back: a running trial before an open breaker, else the longer pause. */
function standingOf(target: Target, pair: Pair): Standing {
  const { tally } = pair.own;
  const ill = listOf(pair).filter(({ state }) => state !== 'closed');
  const open = ill.toSorted((a, b) => b.openUntilMs - a.openUntilMs)[0];
  const cell =
    ill.find(({ trial }) => trial === 'live') ??
    ill.find(({ state }) => state === 'half-open') ??
    open ??
    pair.own;
  const { state, error, trial, cause } = cell;
  const openUntilMs = open?.openUntilMs ?? 0;
  return { target, state, tally, openUntilMs, cause, why: causeWords(cause), error, trial };
}
