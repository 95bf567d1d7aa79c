/*
 * Changing what was said: another version, delete with Undo. States: nothing deleted, or the last
 * deletion waiting to be taken back (until the next question, another deletion or a new chat).
 * Promise: what becomes visible is stored before what goes out of view, so a crash in between shows
 * too much, never too little; a deleted turn is gone from the file at once and comes back whole.
 */
import type { TurnRecord } from '../../core/index.ts';
import { familyOf, withVersion } from './branches.ts';
import type { TurnList } from './turnList.ts';

export type ReworkDeps = {
  readonly list: TurnList;
  /** For good, from the file. */
  readonly drop: (turnIds: readonly string[]) => Promise<void>;
  readonly keep: (turn: TurnRecord) => Promise<void>;
  readonly onTurns: () => void;
  readonly onStoreError: (error: unknown) => void;
};

export type Rework = {
  readonly showVersion: (turnId: string, step: 1 | -1) => Promise<void>;
  readonly remove: (turnId: string) => Promise<void>;
  readonly undoRemove: () => Promise<void>;
  /** How many turns the last deletion took, while it can be taken back. */
  readonly removedCount: () => number;
  readonly forgetRemoved: () => void;
  /** Take these turns as they are now and keep what differs. */
  readonly exchange: (turns: readonly TurnRecord[]) => Promise<void>;
};

type Removed = { readonly before: readonly TurnRecord[]; readonly gone: readonly TurnRecord[] };

export function createRework({ list, drop, keep, onTurns, onStoreError }: ReworkDeps): Rework {
  let removed: Removed | undefined;

  const exchange = async (turns: readonly TurnRecord[]): Promise<void> => {
    const old = new Set(list.every());
    list.reset(turns);
    onTurns();
    const changed = turns.filter((turn) => !old.has(turn));
    const isHidden = (turn: TurnRecord): number => (turn.aside === undefined ? 0 : 1);
    for (const turn of changed.toSorted((a, b) => isHidden(a) - isHidden(b))) await keep(turn);
  };

  return {
    exchange,
    async showVersion(turnId, step) {
      const turns = withVersion(list.every(), turnId, step);
      if (turns !== undefined) await exchange(turns);
    },
    async remove(turnId) {
      const before = list.every();
      if (!list.all().some((turn) => turn.turnId === turnId)) return;
      const family = familyOf(before, turnId);
      removed = { before, gone: before.filter((turn) => family.has(turn.turnId)) };
      list.reset(before.filter((turn) => !family.has(turn.turnId)));
      onTurns();
      await drop([...family]).catch(onStoreError);
    },
    async undoRemove() {
      if (removed === undefined) return;
      const { before, gone } = removed;
      removed = undefined;
      const now = new Map(list.every().map((turn) => [turn.turnId, turn]));
      list.reset(before.map((turn) => now.get(turn.turnId) ?? turn));
      onTurns();
      for (const turn of gone) await keep(turn);
    },
    removedCount: () => removed?.gone.length ?? 0,
    forgetRemoved() {
      removed = undefined;
    },
  };
}
