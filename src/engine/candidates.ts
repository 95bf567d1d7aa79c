/*
 * Who may be asked at all: consent first (law 9), then switches, keys and privacy.
 * A target picked for this request goes first and counts as armed for it, and for nothing else;
 * *only this one* shuts all others out. Health is not looked at here.
 * Read afresh at each decision, so that a change of settings acts on the next attempt.
 */
import { sameTarget } from '../core/index.ts';
import type {
  Chain,
  ChainEntry,
  PrivacyTier,
  Provider,
  ProviderId,
  RequestLimits,
  SkipReason,
  Target,
} from '../core/index.ts';

export type CandidateDeps = {
  readonly chain: Chain;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
};

export type Candidate = {
  readonly target: Target;
  readonly isLocal: boolean;
  readonly isPicked: boolean;
};

export type Skip = {
  readonly target: Target;
  readonly reason: SkipReason;
  readonly untilMs?: number;
};

export type Candidates = {
  readonly eligible: readonly Candidate[];
  readonly refused: readonly Skip[];
};

const RANK: Record<PrivacyTier, number> = { local: 0, trusted: 1, any: 2 };

export function candidatesOf(deps: CandidateDeps, limits: RequestLimits): Candidates {
  const eligible: Candidate[] = [];
  const refused: Skip[] = [];
  const picked = limits.only ?? limits.first;
  for (const entry of inOrder(deps.chain(), picked)) {
    const { target, isLocal } = entry;
    const isPicked = picked !== undefined && sameTarget(target, picked);
    const reason = refusal(deps, limits, { entry, isPicked });
    if (reason === undefined) eligible.push({ target, isLocal, isPicked });
    else refused.push({ target, reason });
  }
  return { eligible, refused };
}

export function isEligible(deps: CandidateDeps, limits: RequestLimits, target: Target): boolean {
  return candidatesOf(deps, limits).eligible.some((other) => sameTarget(other.target, target));
}

/** A picked model that is no rung of the chain borrows the standing of its provider's entry. */
function inOrder(chain: readonly ChainEntry[], picked: Target | undefined): readonly ChainEntry[] {
  if (picked === undefined) return chain;
  const entry =
    chain.find(({ target }) => sameTarget(target, picked)) ??
    chain.find(({ target }) => target.providerId === picked.providerId);
  if (entry === undefined) return chain;
  const others = chain.filter(({ target }) => !sameTarget(target, picked));
  return [{ ...entry, target: picked }, ...others];
}

type Asked = { readonly entry: ChainEntry; readonly isPicked: boolean };

function refusal(
  { providerOf }: CandidateDeps,
  limits: RequestLimits,
  { entry, isPicked }: Asked,
): SkipReason | undefined {
  if (limits.only !== undefined && !isPicked) return 'not-picked';
  if (!entry.enabled || providerOf(entry.target.providerId) === undefined) return 'off';
  if (!entry.armed && !isPicked) return 'not-armed';
  if (!entry.hasKey) return 'needs-key';
  if (RANK[entry.tier] > RANK[limits.tier]) return 'tier';
  return limits.localOnly && !entry.isLocal ? 'not-local' : undefined;
}
