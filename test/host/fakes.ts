/*
 * Stand-ins shared by the host's unit tests: names, contexts, a store in memory. Plain data, no logic
 * of the product.
 */
import { setImmediate } from 'node:timers/promises';
import type {
  ConversationChoice,
  ErrorRecord,
  TurnJournal,
  TurnRecord,
  TurnStore,
} from '../../src/core/index.ts';
import { plainEnglish } from '../../src/host/l10n.ts';
import type { ViewContext } from '../../src/host/chat/answerView.ts';
import type { Names } from '../../src/host/words/names.ts';
import { createVirtualClock, type VirtualClock } from '../../src/sim/virtualClock.ts';

export const names: Names = {
  provider: (id) => id.toUpperCase(),
  target: (target) => target.providerId.toUpperCase(),
  isSimulated: (id) => id === 'sim',
};

export const context: ViewContext = {
  l10n: plainEnglish,
  names,
  wallMs: new Date(2026, 0, 2, 14, 5, 0).getTime(),
  whyOf: () => ['A was asked.', 'B was asked next.'],
  versionOf: () => undefined,
  sentBefore: () => 0,
  nextFor: () => undefined,
  queuedOf: () => undefined,
  canQueue: false,
};

export const a = { providerId: 'a', modelId: 'm' };
export const b = { providerId: 'b', modelId: 'm' };

export const record = (fields: Partial<ErrorRecord> & Pick<ErrorRecord, 'kind'>): ErrorRecord => ({
  message: 'it happened',
  origin: 'remote',
  ...fields,
});

export const turn = (question = 'why?'): TurnRecord => ({
  turnId: 't1',
  conversationId: 'c1',
  askedWallMs: 1,
  question,
  answers: [],
});

/** Keeps every version that was saved, in order. */
export type ListStore = TurnStore & {
  readonly saved: TurnRecord[];
  readonly journals: Map<string, TurnJournal>;
  readonly choices: Map<string, ConversationChoice>;
};

export function listStore(): ListStore {
  const saved: TurnRecord[] = [];
  const removed = new Set<string>();
  const journals = new Map<string, TurnJournal>();
  const choices = new Map<string, ConversationChoice>();
  const latest = (): TurnRecord[] =>
    [...new Map(saved.map((one) => [one.turnId, one])).values()].filter(
      ({ turnId }) => !removed.has(turnId),
    );
  return {
    saved,
    journals,
    journalsOf: (turnIds) =>
      Promise.resolve(new Map([...journals].filter(([id]) => turnIds.includes(id)))),
    journalsSince: () => Promise.resolve(new Map(journals)),
    titleOf: () => Promise.resolve(undefined),
    save: (one, journal) => {
      saved.push(one);
      if (journal !== undefined) journals.set(one.turnId, journal);
      removed.delete(one.turnId);
      return Promise.resolve();
    },
    removeTurns: (turnIds) => {
      for (const id of turnIds) {
        removed.add(id);
        journals.delete(id);
      }
      return Promise.resolve();
    },
    turnsOf: (id) => Promise.resolve(latest().filter((one) => one.conversationId === id)),
    choices,
    choiceOf: (id) => Promise.resolve(choices.get(id)),
    keepChoice: (id, choice) => Promise.resolve(void choices.set(id, choice)),
    conversations: () => Promise.resolve([]),
    rename: () => Promise.resolve(),
    remove: () => Promise.resolve(),
    latestConversation: () => Promise.resolve(saved.at(-1)?.conversationId),
    close: () => Promise.resolve(),
  };
}

/** Time that stands still until a test moves it. */
export function virtualClock(): VirtualClock {
  return createVirtualClock({ drain: () => setImmediate() });
}
