/*
 * The turn store of last resort: everything is gone when the window closes, and the person is told
 * so by whoever opened it instead of the file.
 * Keeps the same contract as the file, the order and the failures after `close` included.
 */
import type { ConversationSummary, TurnJournal, TurnRecord, TurnStore } from '../core/index.ts';
import { choiceToText, textToChoice } from './choiceText.ts';
import { journalToText, textToJournal } from './journalText.ts';
import { textToTurn, turnToText } from './turnText.ts';
import { excerptOf, searchForm } from './turnWords.ts';

type Kept = {
  readonly conversationId: string;
  readonly askedWallMs: number;
  readonly order: number;
  /** As the file would hold it: nobody can change what was saved from outside. */
  readonly text: string;
};

export function createMemoryTurnStore(): TurnStore {
  const kept = new Map<string, Kept>();
  const titles = new Map<string, string>();
  const choices = new Map<string, string>();
  const journals = new Map<string, string>();
  let order = 0;
  let isClosed = false;
  const inOrder = (): readonly Kept[] =>
    [...kept.values()].toSorted((a, b) => a.askedWallMs - b.askedWallMs || a.order - b.order);
  const drop = (turnId: string): void => {
    kept.delete(turnId);
    journals.delete(turnId);
  };
  const whileOpen = <T>(work: () => T): Promise<T> =>
    isClosed ? Promise.reject(new Error('The store is closed.')) : Promise.resolve(work());

  return {
    save: (turn, journal) =>
      whileOpen(() => {
        const { turnId, conversationId, askedWallMs } = turn;
        const known = kept.get(turnId);
        order += 1;
        kept.set(turnId, {
          conversationId,
          askedWallMs,
          order: known?.order ?? order,
          text: turnToText(turn),
        });
        if (journal !== undefined) journals.set(turnId, journalToText(journal));
      }),
    journalsOf: (turnIds) => whileOpen(() => readableJournals(journals, turnIds)),
    journalsSince: (wallMs) =>
      whileOpen(() => readableJournals(journals, askedSince(kept, wallMs))),
    titleOf: (conversationId) => whileOpen(() => titles.get(conversationId)),
    removeTurns: (turnIds) => whileOpen(() => turnIds.forEach(drop)),
    turnsOf: (conversationId) =>
      whileOpen(() =>
        inOrder()
          .filter((turn) => turn.conversationId === conversationId)
          .flatMap(({ text }) => textToTurn(text) ?? []),
      ),
    latestConversation: () => whileOpen(() => inOrder().at(-1)?.conversationId),
    conversations: ({ words = '', limit = 500 } = {}) =>
      whileOpen(() =>
        byConversation(inOrder())
          .flatMap(({ id, turns }) =>
            match(summary(id, turns, titles.get(id)), turns, words.trim()),
          )
          .slice(0, limit),
      ),
    ...keepingChoices(choices, whileOpen),
    rename: (conversationId, title) =>
      whileOpen(() => {
        if (title.trim() === '') titles.delete(conversationId);
        else titles.set(conversationId, title.trim());
      }),
    remove: (conversationId) =>
      whileOpen(() => {
        titles.delete(conversationId);
        choices.delete(conversationId);
        for (const [turnId, turn] of kept) {
          if (turn.conversationId === conversationId) drop(turnId);
        }
      }),
    close() {
      isClosed = true;
      return Promise.resolve();
    },
  };
}

function keepingChoices(
  choices: Map<string, string>,
  whileOpen: <T>(work: () => T) => Promise<T>,
): Pick<TurnStore, 'choiceOf' | 'keepChoice'> {
  return {
    choiceOf: (conversationId) =>
      whileOpen(() => {
        const text = choices.get(conversationId);
        return text === undefined ? undefined : textToChoice(text);
      }),
    keepChoice: (conversationId, choice) =>
      whileOpen(() => void choices.set(conversationId, choiceToText(choice))),
  };
}

type Talk = { readonly id: string; readonly turns: readonly Kept[]; readonly last: Kept };

/** The one asked in last first. */
function byConversation(inOrder: readonly Kept[]): readonly Talk[] {
  const talks = new Map<string, Kept[]>();
  for (const turn of inOrder) {
    const { conversationId: id } = turn;
    talks.set(id, [...(talks.get(id) ?? []), turn]);
  }
  return [...talks]
    .map(([id, turns]) => ({ id, turns, last: turns.at(-1) as Kept }))
    .toSorted((a, b) => b.last.askedWallMs - a.last.askedWallMs || b.last.order - a.last.order);
}

/** In the order they were asked. */
function askedSince(kept: ReadonlyMap<string, Kept>, wallMs: number): readonly string[] {
  return [...kept]
    .filter(([, { askedWallMs }]) => askedWallMs >= wallMs)
    .toSorted(([, a], [, b]) => a.askedWallMs - b.askedWallMs || a.order - b.order)
    .map(([turnId]) => turnId);
}

function readableJournals(
  kept: ReadonlyMap<string, string>,
  turnIds: readonly string[],
): ReadonlyMap<string, TurnJournal> {
  const found = turnIds.flatMap((turnId) => {
    const journal = textToJournal(kept.get(turnId) ?? '');
    return journal === undefined ? [] : [[turnId, journal] as const];
  });
  return new Map(found);
}

function summary(
  conversationId: string,
  turns: readonly Kept[],
  title: string | undefined,
): ConversationSummary {
  const [question] = turns.slice(0, 1).flatMap(readable);
  return {
    conversationId,
    title: title ?? question?.question ?? '',
    titledBy: title === undefined ? 'question' : 'person',
    turnCount: turns.length,
    lastAskedWallMs: turns.at(-1)?.askedWallMs ?? 0,
  };
}

function match(
  one: ConversationSummary,
  turns: readonly Kept[],
  words: string,
): readonly ConversationSummary[] {
  if (searchForm(one.title).includes(searchForm(words))) return [one];
  for (const turn of turns.flatMap(readable)) {
    const excerpt = excerptOf(turn, words);
    if (excerpt !== undefined) return [{ ...one, excerpt }];
  }
  return [];
}

function readable({ text }: Kept): readonly TurnRecord[] {
  const turn = textToTurn(text);
  return turn === undefined ? [] : [turn];
}
