/*
 * Settings → the person's chain, in order, and what its members are called. Order: what
 * `steadfast.routing.order` names (`provider` or `provider/model`), then the first model of every
 * provider that it does not name. As soon as one real provider is there, simulated ones are left
 * out.
 */
import type { ChainEntry, Target } from '../core/index.ts';
import { sameTarget, targetKey } from '../core/index.ts';
import { presetOfKind, type ProviderSetting } from './settings/schema.ts';
import type { Names } from './words/names.ts';

export type ChainInput = {
  readonly entries: readonly ProviderSetting[];
  readonly order: readonly string[];
  readonly hasKey: (providerId: string) => boolean;
  /** Whether a question to this model stays on this computer. */
  readonly isLocal: (entry: ProviderSetting, modelId: string) => boolean;
  /** Whether its server is on this computer, wherever that passes questions on to. */
  readonly isHere: (entry: ProviderSetting) => boolean;
};

export function chainOf(input: ChainInput): readonly ChainEntry[] {
  return orderedTargets(members(input.entries), input.order).map((member) => rung(input, member));
}

/** Any model of an entry as a rung of its own; undefined: its provider may not be asked here. */
export function rungOf(input: ChainInput, target: Target): ChainEntry | undefined {
  const entry = members(input.entries).find(({ id }) => id === target.providerId);
  return entry && rung(input, { entry, modelId: target.modelId });
}

/** As soon as one real provider is there, simulated ones are left out. */
export function members(entries: readonly ProviderSetting[]): readonly ProviderSetting[] {
  const hasReal = entries.some((entry) => entry.kind !== 'simulated' && entry.enabled);
  return entries.filter((entry) => !hasReal || entry.kind !== 'simulated');
}

function rung(input: ChainInput, { entry, modelId }: Member): ChainEntry {
  const isLocal = input.isLocal(entry, modelId);
  // The tier of a server on this computer was given to this computer, not to where it passes on.
  const isPassedOn = !isLocal && input.isHere(entry);
  return {
    target: { providerId: entry.id, modelId },
    armed: entry.armed,
    enabled: entry.enabled,
    hasKey: !needsKey(entry) || input.hasKey(entry.id),
    tier: isPassedOn && entry.privacyTier === 'local' ? 'any' : entry.privacyTier,
    isLocal,
    ...(entry.limits.firstToken === undefined
      ? {}
      : { firstTokenMs: entry.limits.firstToken * 1000 }),
    ...rateLimitsOf(entry.limits),
    ...(entry.limits.concurrency === undefined ? {} : { concurrency: entry.limits.concurrency }),
    ...(entry.limits.stall === undefined ? {} : { stallMs: entry.limits.stall * 1000 }),
  };
}

function rateLimitsOf({ requestsPerMinute, tokensPerMinute }: ProviderSetting['limits']) {
  return {
    ...(requestsPerMinute === undefined ? {} : { requestsPerMinute }),
    ...(tokensPerMinute === undefined ? {} : { tokensPerMinute }),
  };
}

/** Whether an entry cannot be asked without a key. */
export function needsKey(entry: ProviderSetting): boolean {
  return presetOfKind(entry.kind)?.needsKey === true;
}

type Member = { readonly entry: ProviderSetting; readonly modelId: string };

function orderedTargets(
  entries: readonly ProviderSetting[],
  order: readonly string[],
): readonly Member[] {
  const named = order.flatMap((name): Member[] => {
    const cut = name.indexOf('/');
    const id = cut < 0 ? name : name.slice(0, cut);
    const entry = entries.find((other) => other.id === id);
    const modelId = cut < 0 ? entry?.models[0] : name.slice(cut + 1);
    return entry === undefined || modelId === undefined ? [] : [{ entry, modelId }];
  });
  const rest = entries
    .filter((entry) => !named.some((member) => member.entry === entry))
    .map((entry) => ({ entry, modelId: entry.models[0] ?? '' }));
  const seen = new Set<string>();
  return [...named, ...rest].filter(({ entry, modelId }) => {
    const key = targetKey({ providerId: entry.id, modelId });
    return seen.has(key) ? false : seen.add(key);
  });
}

export function namesOf(
  entries: () => readonly ProviderSetting[],
  chain: () => readonly ChainEntry[],
): Names {
  const provider = (id: string): string => {
    const entry = entries().find((other) => other.id === id);
    if (entry === undefined) return id;
    if (entry.name !== undefined) return entry.name;
    const preset = presetOfKind(entry.kind);
    return preset === undefined || preset.baseUrl === 'ask' ? entry.id : preset.label;
  };
  return {
    provider,
    target(target: Target) {
      const siblings = chain().filter((entry) => entry.target.providerId === target.providerId);
      const name = provider(target.providerId);
      const isAlone = siblings.every((entry) => sameTarget(entry.target, target));
      return isAlone || target.modelId === '' ? name : `${name} ${target.modelId}`;
    },
    isSimulated: (id) => entries().some((entry) => entry.id === id && entry.kind === 'simulated'),
  };
}
