/*
 * A store that may be used before it is open: every call waits for the opening, which begins at
 * once, the loading of its code included, and is not awaited by activation. A store that cannot be
 * opened becomes one in memory, and `onProblem` says so.
 */
import type { Store, StoreProblem } from '../store/index.ts';

export function openLater(folder: string, onProblem: (problem: StoreProblem) => void): Store {
  const opening = import('../store/index.ts').then(({ openStore }) =>
    openStore({ folder, onProblem }),
  );
  return {
    save: async (turn, journal) => (await opening).save(turn, journal),
    journalsOf: async (turnIds) => (await opening).journalsOf(turnIds),
    journalsSince: async (wallMs) => (await opening).journalsSince(wallMs),
    titleOf: async (id) => (await opening).titleOf(id),
    removeTurns: async (turnIds) => (await opening).removeTurns(turnIds),
    turnsOf: async (id) => (await opening).turnsOf(id),
    latestConversation: async () => (await opening).latestConversation(),
    conversations: async (search) => (await opening).conversations(search),
    choiceOf: async (id) => (await opening).choiceOf(id),
    keepChoice: async (id, choice) => (await opening).keepChoice(id, choice),
    reserveSpend: async (entry, caps) => (await opening).reserveSpend(entry, caps),
    keepSpend: async (entry) => (await opening).keepSpend(entry),
    spendOf: async (month, except) => (await opening).spendOf(month, except),
    enqueue: async (question) => (await opening).enqueue(question),
    queued: async () => (await opening).queued(),
    moveQueued: async (step) => (await opening).moveQueued(step),
    keepAttempt: async (attempt) => (await opening).keepAttempt(attempt),
    attemptsSince: async (wallMs) => (await opening).attemptsSince(wallMs),
    forgetAnswers: async () => (await opening).forgetAnswers(),
    answersOf: (workspace) => ({
      keep: async (key, answer) => (await opening).answersOf(workspace).keep(key, answer),
      exact: async (key) => (await opening).answersOf(workspace).exact(key),
      similar: async (question, max) => (await opening).answersOf(workspace).similar(question, max),
    }),
    forgetOlder: async (since) => (await opening).forgetOlder(since),
    forgetAll: async () => (await opening).forgetAll(),
    rename: async (id, title) => (await opening).rename(id, title),
    remove: async (id) => (await opening).remove(id),
    keepFact: async (fact) => (await opening).keepFact(fact),
    factsOf: async (kind) => (await opening).factsOf(kind),
    leases: {
      take: async (key, forMs, how) => (await opening).leases.take(key, forMs, how),
      giveBack: async (key) => (await opening).leases.giveBack(key),
    },
    close: async () => (await opening).close(),
  };
}
