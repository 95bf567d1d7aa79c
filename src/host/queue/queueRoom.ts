/*
 * What the parts of the queue share: the ports they are given, and what this window knows of the
 * questions that wait. Nothing here runs.
 * The rows are a copy of the store's, read anew before each decision.
 */
import type {
  Clock,
  Engine,
  Leases,
  QueuedQuestion,
  QueueStore,
  TurnJournal,
  TurnRecord,
  TurnStore,
  WindowId,
} from '../../core/index.ts';
import type { Talks } from '../chat/talks.ts';
import type { L10n } from '../l10n.ts';
import type { Patience } from './patience.ts';

export type QueueDeps = {
  readonly store: QueueStore & Pick<TurnStore, 'turnsOf' | 'journalsOf'>;
  readonly leases: Leases;
  readonly clock: Clock;
  readonly l10n: L10n;
  readonly windowId: WindowId;
  readonly engine: Pick<Engine, 'candidates' | 'status'>;
  readonly talks: () => Pick<Talks, 'all' | 'open' | 'hold' | 'letGo'>;
  readonly journals: {
    readonly remember: (journals: ReadonlyMap<string, TurnJournal>) => void;
  };
  /** Names of what was attached and has changed since. */
  readonly changedSince: (turn: TurnRecord) => Promise<readonly string[]>;
  /** What is shown of these questions is another thing now. */
  readonly onChange: (turnIds: ReadonlySet<string>) => void;
  /** One that went by itself has come to its end; `isSeen`: a page shows it. */
  readonly onAnswered: (turn: TurnRecord, isSeen: boolean) => unknown;
  readonly log: (message: string) => void;
};

export type QueueRoom = {
  readonly deps: QueueDeps;
  readonly patience: Patience;
  rows: readonly QueuedQuestion[];
  /** Being sent by this window. */
  readonly ours: Set<string>;
  readonly changed: Map<string, readonly string[]>;
};
