/*
 * What a store holds, whatever it keeps it in: one file, or the memory of a window. Ports of core
 * and nothing else: a second implementation changes nothing above it.
 * Closing the turns closes all of it.
 */
import type {
  AnswerShelf,
  FactStore,
  Leases,
  LedgerStore,
  QueueStore,
  RetentionStore,
  SpendStore,
  TurnStore,
} from '../core/index.ts';

/** Both are whole sentences. `isMemoryOnly`: what is said now is gone with the window. */
export type StoreProblem = {
  readonly what: string;
  readonly remedy: string;
  readonly isMemoryOnly: boolean;
};

export type Store = TurnStore &
  FactStore &
  SpendStore &
  QueueStore &
  LedgerStore &
  RetentionStore &
  AnswerShelf & { readonly leases: Leases };
