/*
 * What windows tell each other of targets: breakers and pauses as plain records, out of the books
 * and into them. Nothing else is told; locks are each window's own.
 * A record that cannot be read is left out by the book it is for.
 */
import type { Engine } from '../core/index.ts';
import type { BreakerBook } from './breakerBook.ts';
import type { PauseBook } from './pauseBook.ts';

type Books = {
  readonly breakers: Pick<BreakerBook, 'records' | 'restore' | 'learn'>;
  readonly pauses: Pick<PauseBook, 'records' | 'learn'>;
};

type Learning = Pick<Engine, 'breakerRecords' | 'restoreBreakers' | 'pauseRecords' | 'learn'>;

export function learning({ breakers, pauses }: Books): Learning {
  return {
    breakerRecords: () => breakers.records(),
    restoreBreakers: (records) => breakers.restore(records),
    pauseRecords: () => pauses.records(),
    learn(found) {
      breakers.learn(found.breakers);
      pauses.learn(found.pauses);
    },
  };
}
