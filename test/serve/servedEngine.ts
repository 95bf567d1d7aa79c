/*
 * What the headless endpoint asks of the product: to run a request, to name who could answer, and to
 * hear the journal. `compose.ts` fits it, and so does a script in a test.
 */
import type {
  Disposable,
  EngineEvent,
  JournalEvent,
  RequestCall,
  RequestLimits,
  Target,
} from '../../src/core/index.ts';

export interface ServedEngine {
  run(call: RequestCall): AsyncIterable<EngineEvent>;
  /** Every provider's every model, for the list and for pins. */
  targets(): readonly Target[];
  /** What the settings say of every request. */
  limits(): Pick<RequestLimits, 'tier' | 'localOnly'>;
  onJournal(fn: (event: JournalEvent) => void): Disposable;
}
