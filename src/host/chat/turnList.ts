/*
 * The turns of the conversation on the screen, in order. A turn is replaced by its newer version;
 * versions of turns that are not here (of a conversation that was left) are refused.
 */
import type { TurnRecord } from '../../core/index.ts';

export type TurnList = {
  readonly all: () => readonly TurnRecord[];
  readonly add: (turn: TurnRecord) => void;
  /** False: the turn is not (or no longer) in the list. */
  readonly replace: (turn: TurnRecord) => boolean;
  readonly reset: (turns: readonly TurnRecord[]) => void;
};

export function createTurnList(): TurnList {
  let turns: readonly TurnRecord[] = [];
  return {
    all: () => turns,
    add(turn) {
      turns = [...turns, turn];
    },
    replace(turn) {
      const at = turns.findIndex((other) => other.turnId === turn.turnId);
      if (at >= 0) turns = turns.with(at, turn);
      return at >= 0;
    },
    reset(next) {
      turns = next;
    },
  };
}
