/*
 * The shape of everything under `steadfast.*`, with its bounds. package.json says the same to the
 * settings editor; `test/host/settings` holds the two against each other. Durations are seconds
 * here, because people read them; the engine gets milliseconds. Unknown fields of a provider are
 * refused by name: a typo in `privacyTier` must not pass in silence.
 */
import * as z from 'zod/mini';
import {
  API_VERSIONS,
  PRESET_KINDS,
  presetOf,
  type Preset,
  type PresetKind,
} from '../../providers/index.ts';

const providerId = z.string().check(
  z.regex(/^[a-z0-9][a-z0-9._-]{0,39}$/i, {
    error: 'must be 1 to 40 letters, digits, dots, dashes or underscores',
  }),
);
const text = (max: number): z.ZodMiniString => z.string().check(z.minLength(1), z.maxLength(max));
const numberIn = (min: number, max: number): z.ZodMiniNumber =>
  z.number().check(z.gte(min), z.lte(max));
const wholeIn = (min: number, max: number): z.ZodMiniNumberFormat =>
  z.int().check(z.gte(min), z.lte(max));

/** A kind for each preset, one for models of other extensions, and the stand-in without network. */
const PROVIDER_KINDS = [...PRESET_KINDS, 'vscode.lm', 'simulated'] as const;

const TIERS = ['local', 'trusted', 'any'] as const;

/** Per-provider limits; each replaces the general timeout for this provider. */
const ProviderLimits = z.strictObject({
  firstToken: z.optional(numberIn(1, 3600)),
  stall: z.optional(numberIn(1, 3600)),
  concurrency: z.optional(wholeIn(1, 1000)),
  requestsPerMinute: z.optional(wholeIn(1, 1_000_000)),
  tokensPerMinute: z.optional(wholeIn(1, 1_000_000_000)),
});

export const ProviderSetting = z.strictObject({
  id: providerId,
  kind: z.enum(PROVIDER_KINDS),
  name: z.optional(text(60)),
  baseUrl: z.optional(z.string().check(z.maxLength(2048))),
  models: z.array(text(200)).check(z.minLength(1), z.maxLength(200)),
  apiVersion: z.optional(z.enum(API_VERSIONS)),
  privacyTier: z._default(z.enum(TIERS), 'any'),
  armed: z._default(z.boolean(), false),
  enabled: z._default(z.boolean(), true),
  limits: z._default(ProviderLimits, {}),
});
export type ProviderSetting = z.infer<typeof ProviderSetting>;

/** Undefined for kinds that are no preset: they have no address and no key of their own. */
export function presetKind(kind: ProviderSetting['kind']): PresetKind | undefined {
  return kind === 'simulated' || kind === 'vscode.lm' ? undefined : kind;
}

export function presetOfKind(kind: ProviderSetting['kind']): Preset | undefined {
  const own = presetKind(kind);
  return own === undefined ? undefined : presetOf(own);
}

/** An amount of US dollars; 0 is no limit. */
const usdMax = numberIn(0, 1_000_000);

const tokens = z.optional(wholeIn(1, 100_000_000));
/** US dollars per million tokens. */
const rate = numberIn(0, 100_000);

/** What the person knows better of one model than vendor and tables; each field wins by itself. */
export const ModelOverride = z.strictObject({
  contextTokens: tokens,
  outputTokens: tokens,
  vision: z.optional(z.boolean()),
  tools: z.optional(z.boolean()),
  reasoning: z.optional(z.boolean()),
  prefill: z.optional(z.boolean()),
  /** How large it is taken to be; otherwise its price tells. */
  class: z.optional(z.enum(['small', 'standard', 'large'])),
  /** Its price is not known and not asked for. */
  uncounted: z.optional(z.boolean()),
  /** Most US dollars a day; 0 is no limit. */
  dayBudget: z.optional(usdMax),
  price: z.optional(
    z.strictObject({
      input: rate,
      output: rate,
      cachedInput: z.optional(rate),
      cacheWrite: z.optional(rate),
    }),
  ),
});
export type ModelOverride = z.infer<typeof ModelOverride>;

/** Every plain setting: name under `steadfast.` → schema with its default. */
export const SETTING_SCHEMAS = {
  'routing.order': z._default(z.array(text(260)).check(z.maxLength(200)), []),
  'routing.strategy': z._default(z.enum(['failover', 'hedged', 'balanced', 'race']), 'failover'),
  'routing.hedgeCostMax': z._default(numberIn(0, 100), 0.05),
  'routing.midStream': z._default(z.enum(['auto', 'continue', 'restart', 'ask']), 'auto'),
  'privacy.tier': z._default(z.enum(TIERS), 'any'),
  'privacy.localOnly': z._default(z.boolean(), false),
  'budget.day': z._default(usdMax, 5),
  'budget.month': z._default(usdMax, 0),
  'budget.turn': z._default(usdMax, 0),
  'budget.otherExtensions': z._default(usdMax, 1),
  'budget.onExceed': z._default(z.enum(['ask', 'block']), 'ask'),
  'budget.unknownPrice': z._default(z.enum(['ask', 'allow', 'block']), 'ask'),
  'context.instructions': z._default(z.boolean(), true),
  'context.exclude': z._default(z.array(text(200)).check(z.maxLength(200)), []),
  'retry.policy': z._default(z.enum(['full', 'equal', 'decorrelated', 'article']), 'full'),
  'retry.maxRepeats': z._default(wholeIn(0, 20), 4),
  'retry.base': z._default(numberIn(0.05, 60), 0.5),
  'retry.cap': z._default(numberIn(0.05, 600), 8),
  'retry.capBestEffort': z._default(numberIn(0.05, 600), 60),
  'retry.patience': z._default(numberIn(0, 600), 5),
  'retry.budget': z._default(wholeIn(0, 1000), 10),
  'retry.throttle': z._default(wholeIn(0, 100), 2),
  'breaker.rule': z._default(z.enum(['sequential', 'consecutive']), 'sequential'),
  'breaker.evidence': z._default(numberIn(1, 100), 8.5),
  'breaker.evidenceUnprobed': z._default(numberIn(1, 100), 5.5),
  'breaker.halfLife': z._default(numberIn(1, 86_400), 1800),
  'breaker.failures': z._default(wholeIn(1, 100), 5),
  'breaker.open': z._default(numberIn(1, 3600), 30),
  'breaker.maxOpen': z._default(numberIn(1, 86_400), 900),
  'probes.mode': z._default(z.enum(['off', 'free', 'recovery', 'full']), 'recovery'),
  'answers.stopLoops': z._default(z.boolean(), true),
  'cache.mode': z._default(z.enum(['outage', 'off']), 'outage'),
  'timeouts.mode': z._default(z.enum(['learned', 'fixed']), 'learned'),
  'timeouts.headers': z._default(numberIn(1, 3600), 10),
  'timeouts.firstToken': z._default(numberIn(1, 3600), 60),
  'timeouts.stall': z._default(numberIn(1, 3600), 30),
  'timeouts.total': z._default(numberIn(0, 86_400), 0),
  'lanes.slots': z._default(wholeIn(0, 64), 8),
  'lanes.slotsLocal': z._default(wholeIn(0, 64), 1),
  'lanes.queueMax': z._default(wholeIn(0, 1000), 100),
  'lanes.rank': z._default(numberIn(0, 600), 30),
  'history.retention': z._default(wholeIn(0, 3650), 0),
  'chat.tools': z._default(z.array(text(200)).check(z.maxLength(500)), []),
  'statusBar.show': z._default(z.boolean(), true),
  exposeToVSCode: z._default(z.boolean(), false),
} as const;

export type SettingName = keyof typeof SETTING_SCHEMAS;
export type PlainSettings = { [N in SettingName]: z.infer<(typeof SETTING_SCHEMAS)[N]> };
export type Settings = PlainSettings & {
  readonly providers: readonly ProviderSetting[];
  /** By `provider/model`. */
  readonly models: { readonly [target: string]: ModelOverride };
};
