/*
 * Who may be asked at all: consent first (law 9), then switches, keys and privacy, then what the
 * models can take. On the last rung of the ladder a request is made smaller for those who cannot
 * take the whole; the first of all is then asked as it is rather than nobody.
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
  ChatRequest,
  Dropped,
  Provider,
  ProviderId,
  RateFacts,
  RequestLimits,
  SkipReason,
  Target,
} from '../core/index.ts';
import { factsOf, misfitOf, type ModelKnowledge } from './fitness.ts';
import type { Rung } from './ladder.ts';
import { shownBy, withShown, type Experience, type Narrowed } from './narrowing.ts';
import { isBelow, modelClassOf } from './modelClass.ts';
import { reducedFor } from './reduction.ts';

export type CandidateDeps = {
  readonly chain: Chain;
  /** A model that is no rung of the chain, judged by itself; undefined: nobody knows it. */
  readonly rungOf: (target: Target) => ChainEntry | undefined;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
  /** What is known of models; undefined: nothing, and everybody is taken to fit. */
  readonly models?: ModelKnowledge | undefined;
  /** What models have refused. */
  readonly refusals?: Experience['refusals'];
};

/** For whom candidates are wanted; without a request nobody is judged by what it needs. */
export type Wanted = {
  readonly limits: RequestLimits;
  readonly request?: ChatRequest;
  readonly rung?: Rung;
  /** For whom it has proved to be too long. */
  readonly narrowed?: Narrowed | undefined;
};

export type Candidate = {
  readonly target: Target;
  readonly isLocal: boolean;
  readonly isPicked: boolean;
  /** The request as it can take it, where that is less than the whole. */
  readonly reduced?: { readonly request: ChatRequest; readonly left: readonly Dropped[] };
};

export type Skip = {
  readonly target: Target;
  readonly reason: SkipReason;
  readonly untilMs?: number;
  /** For `open`: what opened it. */
  readonly cause?: BreakerCause;
  readonly rate?: RateFacts;
  readonly headroom?: number;
};

export type Candidates = {
  readonly eligible: readonly Candidate[];
  readonly refused: readonly Skip[];
  /** Both in the order of asking. A picked one counts as armed. */
  readonly all: readonly AskedRung[];
};

export function candidatesOf(deps: CandidateDeps, wanted: Wanted): Candidates {
  const { limits } = wanted;
  const eligible: Candidate[] = [];
  const refused: Skip[] = [];
  const all: AskedRung[] = [];
  const picked = limits.only ?? limits.first;
  for (const rung of inOrder(deps, picked)) {
    const { target, isLocal } = rung;
    const isPicked = picked !== undefined && sameTarget(target, picked);
    const entry = isPicked ? { ...rung, armed: true } : rung;
    const reason = refusal(deps, limits, { entry, isPicked });
    all.push(reason === undefined ? { entry } : { entry, refused: reason });
    if (reason !== undefined) {
      refused.push({ target, reason });
      continue;
    }
    const isFirst =
      isPicked || all.every(({ refused: why }, at) => why !== undefined || at === all.length - 1);
    const fitting = fitted(deps, wanted, { candidate: { target, isLocal, isPicked }, isFirst });
    if (typeof fitting !== 'string') eligible.push(fitting);
    else if (fitting !== 'later') refused.push({ target, reason: fitting });
  }
  return { eligible, refused, all };
}

/** Whether it may still be asked: what it can take was looked at when it was chosen. */
export function isEligible(deps: CandidateDeps, limits: RequestLimits, target: Target): boolean {
  return candidatesOf(deps, { limits }).eligible.some((other) => sameTarget(other.target, target));
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

type Fitting = { readonly candidate: Candidate; readonly isFirst: boolean };

/** The candidate as it can be asked, or why not; `later`: on a lower rung. */
function fitted(
  { models: known, refusals }: CandidateDeps,
  { limits, request, rung, narrowed }: Wanted,
  { candidate, isFirst }: Fitting,
): Candidate | SkipReason | 'later' {
  const { target, isLocal, isPicked } = candidate;
  const shown = shownBy({ refusals, narrowed }, target);
  // Whom the person picked is asked whatever is known of it, but not against its own word.
  if (isPicked && shown === undefined) return candidate;
  const models = withShown(known, target, shown);
  const modelClass = modelClassOf(factsOf(models, target), isLocal);
  if (limits.classMin !== undefined && isBelow(modelClass, limits.classMin)) return 'class';
  if (rung?.classMin !== undefined && isBelow(modelClass, rung.classMin)) return 'later';
  if (request === undefined) return candidate;
  const misfit = misfitOf(models, request, target);
  if (misfit === undefined) return candidate;
  if (rung?.reduces === false) return misfit;
  const reduced = rung === undefined ? undefined : reducedFor(models, request, target);
  if (reduced === undefined) return isFirst ? candidate : misfit;
  return { ...candidate, reduced: { request: reduced.request, left: reduced.dropped } };
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
