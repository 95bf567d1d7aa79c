/*
 * Who may be asked at all: consent first (law 9), then switches, keys and privacy.
 * A target picked for this request goes first and counts as armed for it, and for nothing else;
 * *only this one* shuts all others out. Health is not looked at here.
 * Read afresh at each decision, so that a change of settings acts on the next attempt.
 */
import { outOfBounds, sameTarget } from '../core/index.ts';
import type {
  AskedRung,
  BreakerCause,
  Chain,
  ChainEntry,
  Provider,
  ProviderId,
  RequestLimits,
  SkipReason,
  Target,
} from '../core/index.ts';

export type CandidateDeps = {
  readonly chain: Chain;
  /** A model that is no rung of the chain, judged by itself; undefined: nobody knows it. */
  readonly rungOf: (target: Target) => ChainEntry | undefined;
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
  /** For `open`: what opened it. */
  readonly cause?: BreakerCause;
};

export type Candidates = {
  readonly eligible: readonly Candidate[];
  readonly refused: readonly Skip[];
  /** Both in the order of asking. A picked one counts as armed. */
  readonly all: readonly AskedRung[];
};

export function candidatesOf(deps: CandidateDeps, limits: RequestLimits): Candidates {
  const eligible: Candidate[] = [];
  const refused: Skip[] = [];
  const all: AskedRung[] = [];
  const picked = limits.only ?? limits.first;
  for (const rung of inOrder(deps, picked)) {
    const { target, isLocal } = rung;
    const isPicked = picked !== undefined && sameTarget(target, picked);
    const entry = isPicked ? { ...rung, armed: true } : rung;
    const reason = refusal(deps, limits, { entry, isPicked });
    if (reason === undefined) eligible.push({ target, isLocal, isPicked });
    else refused.push({ target, reason });
    all.push(reason === undefined ? { entry } : { entry, refused: reason });
  }
  return { eligible, refused, all };
}

export function isEligible(deps: CandidateDeps, limits: RequestLimits, target: Target): boolean {
  return candidatesOf(deps, limits).eligible.some((other) => sameTarget(other.target, target));
}

/** The picked one first. What it is allowed is its own standing, not that of a sister model. */
function inOrder({ chain, rungOf }: CandidateDeps, picked?: Target): readonly ChainEntry[] {
  const rungs = chain();
  if (picked === undefined) return rungs;
  const isPicked = ({ target }: ChainEntry): boolean => sameTarget(target, picked);
  const entry = rungs.find(isPicked) ?? rungOf(picked) ?? gone(picked);
  return [entry, ...rungs.filter((other) => !isPicked(other))];
}

/** Nobody knows it any more: it is refused by name, never passed over in silence. */
function gone(target: Target): ChainEntry {
  const off = { armed: false, enabled: false, hasKey: false };
  return { target, ...off, tier: 'any', isLocal: false };
}

type Asked = { readonly entry: ChainEntry; readonly isPicked: boolean };

function refusal(
  { providerOf }: CandidateDeps,
  limits: RequestLimits,
  { entry, isPicked }: Asked,
): SkipReason | undefined {
  if (limits.only !== undefined && !isPicked) return 'not-picked';
  if (!entry.enabled || providerOf(entry.target.providerId) === undefined) return 'off';
  if (!entry.armed) return 'not-armed';
  if (!entry.hasKey) return 'needs-key';
  return outOfBounds(entry, limits);
}
