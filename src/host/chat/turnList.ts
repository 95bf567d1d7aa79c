/*
 * The turns of the conversation on the screen, in order, with the versions that are out of view.
 * A turn is replaced by its newer version; versions of turns that are not here (of a conversation
 * that was left) are refused.
 * It stores nothing on disk and tells nobody: that is the session's part.
 */
import type { TurnRecord } from '../../core/index.ts';
import { inView, versionsOf, type Version } from './branches.ts';

export type TurnList = {
  /** What is in view. */
  readonly all: () => readonly TurnRecord[];
  /** Those out of view included. */
  readonly every: () => readonly TurnRecord[];
  readonly versionOf: (turnId: string) => Version | undefined;
  readonly add: (turn: TurnRecord) => void;
  /** False: the turn is not (or no longer) in the list. */
  readonly replace: (turn: TurnRecord) => boolean;
  readonly reset: (turns: readonly TurnRecord[]) => void;
};

export function createTurnList(): TurnList {
  let turns: readonly TurnRecord[] = [];
  let shown: readonly TurnRecord[] = [];
  let versions: ReadonlyMap<string, Version> = new Map();
  const reset = (next: readonly TurnRecord[]): void => {
    turns = next;
    shown = inView(next);
    versions = versionsOf(next);
  };
  return {
    all: () => shown,
    every: () => turns,
    versionOf: (turnId) => versions.get(turnId),
    add: (turn) => reset([...turns, turn]),
    replace(turn) {
      const at = turns.findIndex((other) => other.turnId === turn.turnId);
      if (at < 0) return false;
      // Marks never change this way: many times a second only the words do.
      turns = turns.with(at, turn);
      const seen = shown.findIndex((other) => other.turnId === turn.turnId);
      if (seen >= 0) shown = shown.with(seen, turn);
      return true;
    },
    reset,
  };
}
