/*
 * The shape of everything under `steadfast.*`, with its bounds. package.json says the same to the
 * settings editor; `test/host/settings` holds the two against each other.
 * Durations are seconds here, because people read them; the engine gets milliseconds.
 * Unknown fields of a provider are refused by name: a typo in `privacyTier` must not pass in silence.
 */
import * as z from 'zod';

const providerId = z
  .string()
  .regex(
    /^[a-z0-9][a-z0-9._-]{0,39}$/i,
    'must be 1 to 40 letters, digits, dots, dashes or underscores',
  );

export const PROVIDER_KINDS = ['openai', 'compatible', 'simulated'] as const;
export type ProviderKind = (typeof PROVIDER_KINDS)[number];

/** Per-provider limits; each replaces the general timeout for this provider. */
const ProviderLimits = z.strictObject({
  firstToken: z.number().min(1).max(3600).optional(),
  stall: z.number().min(1).max(3600).optional(),
});

export const ProviderSetting = z.strictObject({
  id: providerId,
  kind: z.enum(PROVIDER_KINDS),
  name: z.string().min(1).max(60).optional(),
  baseUrl: z.string().max(2048).optional(),
  models: z.array(z.string().min(1).max(200)).min(1).max(200),
  privacyTier: z.enum(['local', 'trusted', 'any']).default('any'),
  armed: z.boolean().default(false),
  enabled: z.boolean().default(true),
  limits: ProviderLimits.default({}),
});
export type ProviderSetting = z.infer<typeof ProviderSetting>;

/** Every plain setting: name under `steadfast.` → schema with its default. */
export const SETTING_SCHEMAS = {
  'routing.order': z.array(z.string().min(1).max(260)).max(200).default([]),
  'privacy.tier': z.enum(['local', 'trusted', 'any']).default('any'),
  'privacy.localOnly': z.boolean().default(false),
  'retry.policy': z.enum(['full', 'equal', 'decorrelated', 'article']).default('full'),
  'retry.maxRepeats': z.int().min(0).max(20).default(4),
  'retry.base': z.number().min(0.05).max(60).default(0.5),
  'retry.cap': z.number().min(0.05).max(600).default(8),
  'breaker.rule': z.enum(['consecutive']).default('consecutive'),
  'breaker.failures': z.int().min(1).max(100).default(5),
  'breaker.open': z.number().min(1).max(3600).default(30),
  'timeouts.headers': z.number().min(1).max(3600).default(30),
  'timeouts.firstToken': z.number().min(1).max(3600).default(60),
  'timeouts.stall': z.number().min(1).max(3600).default(30),
  'statusBar.show': z.boolean().default(true),
} as const;

export type SettingName = keyof typeof SETTING_SCHEMAS;
export type PlainSettings = { [N in SettingName]: z.infer<(typeof SETTING_SCHEMAS)[N]> };
export type Settings = PlainSettings & { readonly providers: readonly ProviderSetting[] };
