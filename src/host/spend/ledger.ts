/*
 * Of every attempt what it used, written down as it ends: for the person's own books (CSV), beside
 * what was booked for it. From the journal alone; figures and names of models, never a word.
 * What cannot be written is told to the log. Stand-ins of the trial use nothing.
 */
import { targetKey, type JournalEvent, type LedgerStore } from '../../core/index.ts';

export type LedgerDeps = {
  readonly ledger: Pick<LedgerStore, 'keepAttempt'>;
  readonly isTrial: () => boolean;
  readonly log?: (message: string) => void;
};

export function ledgerOf({ ledger, isTrial, log }: LedgerDeps): (event: JournalEvent) => void {
  return (event) => {
    if (event.type !== 'attempt-ended' || isTrial()) return;
    const { windowId, attemptId, wallMs, target, origin, outcome, usage } = event;
    const { inputTokens, cachedInputTokens: cachedTokens, outputTokens } = usage ?? {};
    const counted = Object.entries({ inputTokens, cachedTokens, outputTokens });
    const tokens = Object.fromEntries(
      // A vendor's figure is foreign: what is no count is left out.
      counted.filter(([, count]) => Number.isSafeInteger(count) && (count ?? -1) >= 0),
    );
    ledger
      .keepAttempt({
        ...{ windowId, attemptId, wallMs, origin, outcome, target: targetKey(target) },
        ...tokens,
      })
      .catch((error: unknown) => log?.(`ledger: ${String(error)}`));
  };
}
