/*
 * The turn store of last resort: everything is gone when the window closes, and the person is told
 * so by whoever opened it instead of the file.
 * Keeps the same contract as the file, the order and the failures after `close` included.
 */
import type { TurnStore } from '../core/index.ts';
import { textToTurn, turnToText } from './turnText.ts';

type Kept = {
  readonly conversationId: string;
  readonly askedWallMs: number;
  readonly order: number;
  /** As the file would hold it: nobody can change what was saved from outside. */
  readonly text: string;
};

export function createMemoryTurnStore(): TurnStore {
  const kept = new Map<string, Kept>();
  let order = 0;
  let isClosed = false;
  const inOrder = (): readonly Kept[] =>
    [...kept.values()].toSorted((a, b) => a.askedWallMs - b.askedWallMs || a.order - b.order);
  const whileOpen = <T>(work: () => T): Promise<T> =>
    isClosed ? Promise.reject(new Error('The store is closed.')) : Promise.resolve(work());

  return {
    save: (turn) =>
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
      }),
    remove: (turnIds) =>
      whileOpen(() => {
        for (const turnId of turnIds) kept.delete(turnId);
      }),
    turnsOf: (conversationId) =>
      whileOpen(() =>
        inOrder()
          .filter((turn) => turn.conversationId === conversationId)
          .flatMap(({ text }) => textToTurn(text) ?? []),
      ),
    latestConversation: () => whileOpen(() => inOrder().at(-1)?.conversationId),
    close() {
      isClosed = true;
      return Promise.resolve();
    },
  };
}
