/*
 * The breakers themselves, one cell per target and per family: closed → open → half-open → closed
 * or open again. It only moves cells and notes each move with its reason; who may ask, and what an
 * outcome means, is decided by the book above it. Cells are plain data, replaced, never changed.
 */
import { targetKey } from '../core/index.ts';
import type {
  BreakerCause,
  BreakerScope,
  BreakerState,
  ChatError,
  Clock,
  FamilyId,
  Journal,
  Random,
  Target,
} from '../core/index.ts';
import { causeWords } from './breakerWords.ts';
import type { Changes } from './changes.ts';
import type { BreakerOptions } from './options/breaker.ts';
import { afterTrial, CLEAN, ruleOf, type Tally } from './tripRule.ts';

export type Cell = {
  readonly scope: BreakerScope;
  readonly state: BreakerState;
  readonly tally: Tally;
  /** Monotonic end of the open time, and how long that was; kept while half-open. */
  readonly openUntilMs: number;
  readonly openForMs: number;
  /** How often it was opened without an answer in between. */
  readonly opens: number;
  readonly cause: BreakerCause;
  readonly error: ChatError | undefined;
  /** Which trial runs while half-open, and whose it is. */
  readonly trialId: number;
  readonly trial: 'live' | 'probe' | undefined;
};

export type CellDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly changes: Changes;
  readonly options: () => BreakerOptions;
  /** Whether somebody but the person asks this target when it is ill. Default: nobody does. */
  readonly isProbed?: (target: Target) => boolean;
};

export interface Cells {
  of(scope: BreakerScope): Cell;
  all(): readonly Cell[];
  /** Replace without a word: the state stays. */
  put(cell: Cell): void;
  remove(scope: BreakerScope): void;
  move(cell: Cell, change: Pick<Cell, 'state' | 'cause'> & Partial<Cell>): void;
  open(cell: Cell, how: Opening): void;
  /** As open as it was before the trial. */
  reopen(cell: Cell, cause: BreakerCause): void;
  close(cell: Cell): void;
}

type Opening = {
  readonly cause: BreakerCause;
  readonly error: ChatError | undefined;
  /** Where another breaker has drawn the length already. */
  readonly like?: Pick<Cell, 'openUntilMs' | 'openForMs'>;
};

/** Where a delay that a server names is longer, it counts; a day at most (engine page, A3). */
const SERVER_DELAY_MAX_MS = 86_400_000;

export function createCells(deps: CellDeps): Cells {
  const { clock, random, journal, changes, options } = deps;
  const cells = new Map<string, Cell>();
  const of = (scope: BreakerScope): Cell => cells.get(cellKey(scope)) ?? healthy(scope);
  const put = (cell: Cell): void => void cells.set(cellKey(cell.scope), cell);

  const move: Cells['move'] = (cell, change) => {
    const after = { ...cell, ...change };
    put(after);
    journal.note({
      type: 'breaker-changed',
      scope: after.scope,
      from: cell.state,
      to: after.state,
      cause: after.cause,
      why: causeWords(after.cause),
      ...(after.state === 'open' ? { untilMs: after.openUntilMs } : {}),
    });
    changes.ring();
  };
  const lengthOf = (opens: number, error: ChatError | undefined): number => {
    const live = options();
    const ownMs = ruleOf(live).openForMs({ options: live, opens, random });
    const askedMs = error?.origin === 'remote' ? (error.retryAfterMs ?? 0) : 0;
    return Math.max(ownMs, Math.min(askedMs, SERVER_DELAY_MAX_MS));
  };

  return {
    of,
    all: () => [...cells.values()],
    put,
    remove: (scope) => void cells.delete(cellKey(scope)),
    move,
    open(cell, { cause, error, like }) {
      const openForMs = like?.openForMs ?? lengthOf(cell.opens, error);
      const openUntilMs = like?.openUntilMs ?? clock.nowMs() + openForMs;
      const opens = cell.opens + 1;
      move(cell, { ...NO_TRIAL, state: 'open', cause, error, openForMs, openUntilMs, opens });
    },
    reopen: (cell, cause) => move(cell, { ...NO_TRIAL, state: 'open', cause }),
    close(cell) {
      const isProbed = 'target' in cell.scope && (deps.isProbed?.(cell.scope.target) ?? false);
      const tally = afterTrial(isProbed, { nowMs: clock.nowMs(), options: options() });
      move(cell, { ...NO_TRIAL, state: 'closed', cause: { rule: 'answered' }, tally, opens: 0 });
    },
  };
}

const NO_TRIAL = { trialId: 0, trial: undefined } as const;

export function healthy(scope: BreakerScope): Cell {
  return {
    scope,
    state: 'closed',
    tally: CLEAN,
    openUntilMs: 0,
    openForMs: 0,
    opens: 0,
    cause: { rule: 'answered' },
    error: undefined,
    ...NO_TRIAL,
  };
}

/** A provider id holds no space, so a family never meets a target. */
export function cellKey(scope: BreakerScope): string {
  return 'target' in scope ? targetKey(scope.target) : `family ${scope.family}`;
}

export function familyScope(family: FamilyId | undefined): BreakerScope | undefined {
  return family === undefined ? undefined : { family };
}
