/*
 * A turn store that may be used before it is open: every call waits for the opening, which begins
 * at once and is not awaited by activation. A store that cannot be opened becomes one in memory,
 * and `onProblem` says so.
 */
import type { TurnStore } from '../core/index.ts';
import { openTurnStore, type StoreProblem } from '../store/index.ts';

export function openLater(folder: string, onProblem: (problem: StoreProblem) => void): TurnStore {
  const opening = openTurnStore({ folder, onProblem });
  return {
    save: async (turn) => (await opening).save(turn),
    turnsOf: async (id) => (await opening).turnsOf(id),
    latestConversation: async () => (await opening).latestConversation(),
    conversations: async (search) => (await opening).conversations(search),
    rename: async (id, title) => (await opening).rename(id, title),
    remove: async (id) => (await opening).remove(id),
    close: async () => (await opening).close(),
  };
}
