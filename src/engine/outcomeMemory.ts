/*
 * What each request has brought against each target, so that it counts once (engine page, A1), and
 * what its refusals said, so that the same words under a second key blame the request (part B).
 * A request is known by its ledger; what is known of it goes when the ledger goes.
 */
import { isRefusal, targetKey } from '../core/index.ts';
import type { ChatError, FamilyId, RequestLedger, Target } from '../core/index.ts';

export type Brought = {
  readonly ledger: RequestLedger | undefined;
  readonly target: Target;
};

export interface OutcomeMemory {
  /** The heaviest outcome so far; undefined: none. */
  worstOf(of: Brought): number | undefined;
  remember(of: Brought, weight: number): void;
  /** Another account of the family has refused this request in the same words. */
  isSameRefusal(of: Brought, family: FamilyId | undefined, error: ChatError): boolean;
}

type OfRequest = { readonly worst: Map<string, number>; readonly said: Map<string, string> };

export function createOutcomeMemory(): OutcomeMemory {
  const requests = new WeakMap<RequestLedger, OfRequest>();
  const of = (ledger: RequestLedger): OfRequest => {
    const known = requests.get(ledger) ?? { worst: new Map(), said: new Map() };
    requests.set(ledger, known);
    return known;
  };
  return {
    worstOf: ({ ledger, target }) =>
      ledger === undefined ? undefined : requests.get(ledger)?.worst.get(targetKey(target)),
    remember({ ledger, target }, weight) {
      if (ledger !== undefined) of(ledger).worst.set(targetKey(target), weight);
    },
    isSameRefusal({ ledger, target }, family, error) {
      const { kind, vendorCode, vendorMessage } = error;
      if (ledger === undefined || family === undefined) return false;
      if (!isRefusal(error) || vendorMessage === undefined) return false;
      const { said } = of(ledger);
      const words = JSON.stringify([family, kind, vendorCode, vendorMessage]);
      const by = said.get(words);
      if (by === undefined) said.set(words, target.providerId);
      return by !== undefined && by !== target.providerId;
    },
  };
}
