/*
 * What VS Code's own chat and other extensions are offered: *Auto* (the person's chain), *Fast*
 * (its simplest and quickest first), *Local only* (nothing leaves this computer). Each is the chain
 * with its consent, limits and failover; none names a vendor's model, since another may answer.
 * Pure: who may be asked is the engine's to say, what is known of models the catalog's.
 */
import type {
  ChainEntry,
  Known,
  ModelClass,
  ModelFacts,
  PrivacyTier,
  RequestLimits,
  Target,
} from '../../core/index.ts';

export const EXPOSED_IDS = ['auto', 'fast', 'local'] as const;
export type ExposedId = (typeof EXPOSED_IDS)[number];

export type ExposedModel = {
  readonly id: ExposedId;
  readonly maxInputTokens: number;
  readonly maxOutputTokens: number;
  readonly canTools: boolean;
  readonly canImages: boolean;
};

/** Where nobody knows the window: what nearly every model takes. */
const UNKNOWN_INPUT = 32_000;
const UNKNOWN_OUTPUT = 4_096;

const CLASS_RANK: Readonly<Record<ModelClass, number>> = { small: 0, standard: 1, large: 2 };

type Facts = Pick<ModelFacts, 'contextTokensMax' | 'outputTokensMax' | 'tools' | 'vision'>;

export type ExposedDeps = {
  /** Who would be asked within these limits, in order. */
  readonly rungs: (limits: RequestLimits) => readonly ChainEntry[];
  readonly factsOf: (target: Target) => Facts;
  readonly classOf: (target: Target) => ModelClass | undefined;
  /** Until the first word, as it usually is; undefined where nobody knows. */
  readonly usualMs: (target: Target) => number | undefined;
  readonly tier: () => PrivacyTier;
  readonly localOnly: () => boolean;
};

/** Undefined where nobody could answer as this model. */
export function limitsFor(deps: ExposedDeps, id: ExposedId): RequestLimits | undefined {
  const base = {
    tier: deps.tier(),
    localOnly: deps.localOnly() || id === 'local',
    // A caller is given one stream of words and cannot show two answers.
    midStream: 'auto',
    canFold: false,
  } as const;
  const rungs = deps.rungs(base).filter(({ hasKey }) => hasKey);
  if (rungs.length === 0) return undefined;
  const first = id === 'fast' ? quickest(deps, rungs) : undefined;
  return first === undefined ? base : { ...base, first };
}

/** The simplest class that is armed; among equals who is quick, then the person's own order. */
function quickest(deps: ExposedDeps, rungs: readonly ChainEntry[]): Target | undefined {
  const rank = (target: Target): number => CLASS_RANK[deps.classOf(target) ?? 'standard'];
  const wait = (target: Target): number => deps.usualMs(target) ?? Number.MAX_SAFE_INTEGER;
  return rungs
    .filter(({ armed }) => armed)
    .toSorted((a, b) => rank(a.target) - rank(b.target) || wait(a.target) - wait(b.target))[0]
    ?.target;
}

/** What can be offered now. What is promised is what whoever is asked first can do. */
export function exposedModels(deps: ExposedDeps): readonly ExposedModel[] {
  return EXPOSED_IDS.flatMap((id) => {
    const limits = limitsFor(deps, id);
    if (limits === undefined) return [];
    const all = deps.rungs(limits).filter(({ hasKey }) => hasKey);
    const [first] = all;
    if (first === undefined) return [];
    const facts = deps.factsOf(limits.first ?? first.target);
    const canSome = (of: (facts: Facts) => Known): boolean =>
      all.some(({ target }) => of(deps.factsOf(target)) !== 'no');
    const output = numberOr(facts.outputTokensMax, UNKNOWN_OUTPUT);
    const window = numberOr(facts.contextTokensMax, UNKNOWN_INPUT + UNKNOWN_OUTPUT);
    const answer = Math.min(output, UNKNOWN_OUTPUT, Math.floor(window / 4));
    return [
      {
        id,
        maxInputTokens: window - answer,
        maxOutputTokens: output,
        canTools: canSome(({ tools }) => tools),
        canImages: canSome(({ vision }) => vision),
      },
    ];
  });
}

const numberOr = (value: number | 'unknown', otherwise: number): number =>
  value === 'unknown' ? otherwise : value;
