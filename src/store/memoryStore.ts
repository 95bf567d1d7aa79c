/*
 * The store of last resort, whole: everything in it is gone when the window closes, and whoever
 * opens it instead of the file tells the person so. What belongs together goes together, as in the
 * file: a waiting question with its turn.
 */
import { createMemoryLeases, type AnswerCache } from '../core/index.ts';
import { createMemoryAnswerCache } from './memoryAnswerCache.ts';
import { createMemoryFactStore } from './memoryFactStore.ts';
import { createMemoryLedger } from './memoryLedger.ts';
import { createMemoryQueue } from './memoryQueue.ts';
import { createMemorySpendStore } from './memorySpendStore.ts';
import { createMemoryTurnStore } from './memoryTurnStore.ts';
import type { Store } from './store.ts';

export function createMemoryStore(): Store {
  const turns = createMemoryTurnStore();
  const answers = new Map<string, AnswerCache>();
  const { forget, ...queue } = createMemoryQueue();
  return {
    ...turns,
    ...createMemoryFactStore(),
    ...createMemorySpendStore(),
    ...queue,
    ...createMemoryLedger(),
    answersOf(workspace) {
      const known = answers.get(workspace) ?? createMemoryAnswerCache();
      answers.set(workspace, known);
      return known;
    },
    forgetAnswers() {
      const count = answers.size;
      answers.clear();
      return Promise.resolve(count);
    },
    leases: createMemoryLeases({ nowMs: () => performance.now() }),
    async removeTurns(turnIds) {
      await turns.removeTurns(turnIds);
      forget(({ turnId }) => turnIds.includes(turnId));
    },
    async remove(conversationId) {
      await turns.remove(conversationId);
      forget((question) => question.conversationId === conversationId);
    },
    // No window lives so long that anything in it grows old.
    forgetOlder: () => Promise.resolve({ conversations: 0, turns: 0 }),
    async forgetAll() {
      const all = await turns.conversations({ limit: Infinity });
      for (const { conversationId } of all) await turns.remove(conversationId);
      forget(() => true);
      answers.clear();
      return {
        conversations: all.length,
        turns: all.reduce((sum, { turnCount }) => sum + turnCount, 0),
      };
    },
  };
}
