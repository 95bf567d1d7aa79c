/*
 * Breakers beyond one window: after a restart nobody asks a dead provider as if nothing had been.
 * Each breaker is one small fact in the store, written when it moved or when its tally changed; the
 * last window to write wins. Worth keeping, no harm if lost: what cannot be read or written is
 * told to the log and otherwise ignored. The trial's stand-ins are never kept.
 */
import { targetKey } from '../core/index.ts';
import type { BreakerRecord, Clock, Engine, FactStore, JournalEvent } from '../core/index.ts';

const KIND = 'breaker';

export type KeepDeps = {
  readonly engine: Pick<Engine, 'breakerRecords' | 'restoreBreakers'>;
  readonly facts: FactStore;
  readonly clock: Clock;
  readonly isTrial: () => boolean;
  readonly log?: (message: string) => void;
};

export type KeptBreakers = {
  readonly note: (event: JournalEvent) => void;
  /** Never rejects. */
  readonly restore: () => Promise<void>;
};

export function keepBreakers({ engine, facts, clock, isTrial, log }: KeepDeps): KeptBreakers {
  /** What was written last, without what only time changes. */
  const written = new Map<string, string>();
  const tell = (error: unknown): void => log?.(`breakers: ${String(error)}`);

  const keep = (record: BreakerRecord): void => {
    const { scope, isOpen, opens, openForMs, failures, score } = record;
    const key = 'target' in scope ? targetKey(scope.target) : `family ${scope.family}`;
    const substance = JSON.stringify([isOpen, opens, openForMs, failures, score.toFixed(1)]);
    const isClean = !isOpen && failures === 0 && score === 0;
    const last = written.get(key);
    if (last === substance || (isClean && last === undefined)) return;
    written.set(key, substance);
    const fact = { kind: KIND, key, wallMs: clock.wallMs(), text: JSON.stringify(record) };
    facts.keepFact(fact).catch(tell);
  };

  return {
    note({ type }) {
      if (isTrial() || (type !== 'breaker-changed' && type !== 'attempt-ended')) return;
      for (const record of engine.breakerRecords()) keep(record);
    },
    async restore() {
      try {
        const found = await facts.factsOf(KIND);
        engine.restoreBreakers(found.flatMap(({ text }) => parse(text) ?? []));
        // What is there already need not be written again.
        for (const { key } of found) written.set(key, written.get(key) ?? '');
      } catch (error) {
        tell(error);
      }
    },
  };
}

function parse(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}
