/*
 * What is learned of targets beyond one window: after a restart nobody asks a dead provider as if
 * nothing had been, and what one window learns the others know within half a second. Each breaker
 * and each pause is one small fact in the store, written when it moved or when its tally changed;
 * the last window to write wins, and whoever reads a fact that another wrote takes it over.
 * Worth keeping, no harm if lost: what cannot be read or written is told to the log and otherwise
 * ignored. The trial's stand-ins are never kept.
 */
import { targetKey } from '../core/index.ts';
import type {
  BreakerRecord,
  Clock,
  Disposable,
  Engine,
  Fact,
  FactStore,
  JournalEvent,
  PauseRecord,
} from '../core/index.ts';

const BREAKER = 'breaker';
const PAUSE = 'pause';
const POLL_MS = 500;

type PauseChanged = Extract<JournalEvent, { readonly type: 'pause-changed' }>;

export type KeepDeps = {
  readonly engine: Pick<Engine, 'breakerRecords' | 'restoreBreakers' | 'pauseRecords' | 'learn'>;
  readonly facts: FactStore;
  readonly clock: Clock;
  readonly isTrial: () => boolean;
  readonly log?: (message: string) => void;
};

export type KeptHealth = {
  readonly note: (event: JournalEvent) => void;
  /** Never rejects. */
  readonly restore: () => Promise<void>;
  /** Looks for what other windows have written, twice a second, until it is disposed. */
  readonly follow: () => Disposable;
};

export function keepHealth({ engine, facts, clock, isTrial, log }: KeepDeps): KeptHealth {
  const told = new Set<string>();
  let isLearning = false;
  const tell = (error: unknown): void => {
    const message = `health: ${String(error)}`;
    if (!told.has(message)) log?.(message);
    told.add(message);
  };
  const words = createWriter(({ kind, key, text }) => {
    facts.keepFact({ kind, key, wallMs: clock.wallMs(), text }).catch(tell);
  });
  const look = async (take: (breakers: readonly unknown[], pauses: readonly unknown[]) => void) => {
    try {
      const before = words.seen();
      const [breakers, pauses] = [await facts.factsOf(BREAKER), await facts.factsOf(PAUSE)];
      isLearning = true;
      take(words.news(breakers, before), words.news(pauses, before));
    } catch (error) {
      tell(error);
    } finally {
      isLearning = false;
    }
  };

  return {
    note(event) {
      if (isLearning || isTrial()) return;
      if (event.type === 'pause-changed') words.keepPause(event, engine.pauseRecords());
      if (event.type !== 'breaker-changed' && event.type !== 'attempt-ended') return;
      for (const record of engine.breakerRecords()) words.keepBreaker(record);
    },
    restore: () =>
      look((breakers, pauses) => {
        engine.restoreBreakers(breakers);
        engine.learn({ breakers: [], pauses });
      }),
    follow: () =>
      every(clock, POLL_MS, async (isOver) => {
        if (isTrial()) return;
        await look((breakers, pauses) => {
          if (!isOver() && breakers.length + pauses.length > 0) engine.learn({ breakers, pauses });
        });
      }),
  };
}

type Seen = ReadonlyMap<string, string>;

/** What is worth writing, and what of what is read comes from another window. */
function createWriter(write: (fact: Omit<Fact, 'wallMs'>) => void) {
  /** The text of each fact as it was written or read last: what differs is another window's. */
  const seen = new Map<string, string>();
  /** What breakers were written last, without what only time changes. */
  const written = new Map<string, string>();
  const put = (kind: string, key: string, record: BreakerRecord | PauseRecord): void => {
    const text = JSON.stringify(record);
    seen.set(`${kind} ${key}`, text);
    write({ kind, key, text });
  };
  return {
    seen: (): Seen => new Map(seen),
    keepBreaker(record: BreakerRecord): void {
      const key = breakerKey(record);
      const substance = substanceOf(record);
      const isClean = !record.isOpen && record.failures === 0 && record.score === 0;
      const last = written.get(key);
      if (last === substance || (isClean && last === undefined)) return;
      written.set(key, substance);
      put(BREAKER, key, record);
    },
    keepPause({ scope, why }: PauseChanged, inForce: readonly PauseRecord[]): void {
      const key = pauseKey(scope);
      const record = inForce.find((one) => pauseKey(one.scope) === key);
      if (record !== undefined) return put(PAUSE, key, record);
      const before = parse(seen.get(`${PAUSE} ${key}`) ?? '') as PauseRecord | undefined;
      if (before !== undefined) put(PAUSE, key, { ...before, untilWallMs: 0, why });
    },
    /** The records that this window has not seen yet; they count as seen from now on. */
    news: (found: readonly Fact[], before: Seen): readonly unknown[] =>
      found.flatMap(({ kind, key, text }) => {
        const last = seen.get(`${kind} ${key}`);
        // What this window has written while it was reading is newer than what it has read.
        if (last === text || last !== before.get(`${kind} ${key}`)) return [];
        seen.set(`${kind} ${key}`, text);
        const record = parse(text);
        // What is there already need not be written again.
        if (kind === BREAKER) written.set(key, substanceOf(record as Partial<BreakerRecord>));
        return record === undefined ? [] : [record];
      }),
  };
}

/** Again and again, each time so long after the last has ended. */
function every(
  clock: Clock,
  restMs: number,
  work: (isOver: () => boolean) => Promise<void>,
): Disposable {
  let timer: Disposable | undefined;
  let isOver = false;
  const next = (): void => {
    timer = clock.after(restMs, () => void turn());
  };
  const turn = async (): Promise<void> => {
    await work(() => isOver);
    if (!isOver) next();
  };
  next();
  return {
    dispose() {
      isOver = true;
      timer?.dispose();
    },
  };
}

function breakerKey({ scope }: BreakerRecord): string {
  return 'target' in scope ? targetKey(scope.target) : `family ${scope.family}`;
}

function pauseKey(scope: PauseRecord['scope']): string {
  return 'target' in scope ? targetKey(scope.target) : `account ${scope.providerId}`;
}

function substanceOf(record: Partial<BreakerRecord> | undefined): string {
  const { isOpen, opens, openForMs, failures, score } = record ?? {};
  return JSON.stringify([isOpen, opens, openForMs, failures, Number(score).toFixed(1)]);
}

function parse(text: string): unknown {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}
