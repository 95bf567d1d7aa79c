/*
 * The questions that the dashboard counts, while somebody looks at it: read once from the store,
 * then kept up turn by turn as the journal goes on, at most once a second. What is counted is what
 * is stored, so a private chat leaves no trace here either.
 * It holds nothing and waits for nothing once it is disposed of.
 */
import type { Clock, Disposable, JournalEvent, TurnJournal, TurnStore } from '../../core/index.ts';
import { askedTurn, type AskedTurn } from './askedTurn.ts';

export type LiveTurns = Disposable & {
  /** Reads the span anew, then draws. */
  readonly load: (sinceWallMs: number) => Promise<void>;
  readonly note: (event: JournalEvent) => void;
  /** Draws within a second. */
  readonly soon: () => void;
};

export const DRAW_EVERY_MS = 1_000;
/** A turn that has ended is stored a moment later; one of a private chat never is. */
const LOOKS_MAX = 5;
const NONE: ReadonlyMap<string, TurnJournal> = new Map();

export function createLiveTurns(
  deps: { readonly store: Pick<TurnStore, 'journalsSince' | 'journalsOf'>; readonly clock: Clock },
  draw: (turns: readonly AskedTurn[]) => void,
): LiveTurns {
  const { store, clock } = deps;
  const known = new Map<string, AskedTurn>();
  /** Turns that went on since they were read, and how often they will be looked for. */
  const stale = new Map<string, number>();
  let timer: Disposable | undefined;
  let isOver = false;

  const keep = (journals: ReadonlyMap<string, TurnJournal>): void => {
    for (const [turnId, journal] of journals) {
      const turn = askedTurn(journal);
      if (turn !== undefined) known.set(turnId, turn);
    }
  };
  const soon = (): void => {
    if (!isOver) timer ??= clock.after(DRAW_EVERY_MS, () => void update());
  };
  const update = async (): Promise<void> => {
    timer = undefined;
    const journals = await store.journalsOf([...stale.keys()]).catch(() => NONE);
    if (isOver) return;
    keep(journals);
    for (const [turnId, looks] of stale) {
      if (looks <= 1 || hasEnded(journals.get(turnId))) stale.delete(turnId);
      else stale.set(turnId, looks - 1);
    }
    draw([...known.values()]);
    if (stale.size > 0) soon();
  };
  return {
    async load(sinceWallMs) {
      const journals = await store.journalsSince(sinceWallMs);
      if (isOver) return;
      known.clear();
      keep(journals);
      draw([...known.values()]);
    },
    note(event) {
      if ('turnId' in event && isFigure(event)) stale.set(event.turnId, LOOKS_MAX);
      soon();
    },
    soon,
    dispose() {
      isOver = true;
      timer?.dispose();
      known.clear();
    },
  };
}

/** Only an end changes what is counted of a turn. */
const isFigure = ({ type }: JournalEvent): boolean =>
  type === 'request-ended' || type === 'attempt-ended' || type === 'spend-settled';

const hasEnded = (journal: TurnJournal | undefined): boolean =>
  journal?.events.some(({ type }) => type === 'request-ended') ?? false;
