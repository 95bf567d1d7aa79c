/*
 * What a workspace may say of the settings: less. It can keep its questions on this computer, name
 * the providers that may have them, and set a lower limit of the day; it can take nothing of that
 * back from the person, so it is heard before it is trusted. Of several folders the strictest
 * holds. Pure; what fits no schema says nothing.
 */
import type { Settings } from './schema.ts';

/** The values of one folder and one level, as they are written there. */
export type WorkspaceWord = {
  readonly localOnly?: unknown;
  readonly allowedProviders?: unknown;
  readonly dayLimit?: unknown;
};

export function tightened(settings: Settings, words: readonly WorkspaceWord[]): Settings {
  const localOnly = words.some((word) => word.localOnly === true);
  const lists = words.flatMap(({ allowedProviders }) =>
    Array.isArray(allowedProviders) ? [allowedProviders as readonly unknown[]] : [],
  );
  const limits = words.flatMap(({ dayLimit }) =>
    typeof dayLimit === 'number' && dayLimit > 0 ? [dayLimit] : [],
  );
  if (!localOnly && lists.length === 0 && limits.length === 0) return settings;
  const own = settings['budget.day'];
  const day = Math.min(own === 0 ? Number.POSITIVE_INFINITY : own, ...limits);
  return {
    ...settings,
    'privacy.localOnly': settings['privacy.localOnly'] || localOnly,
    'budget.day': Number.isFinite(day) ? day : own,
    providers: settings.providers.map((entry) =>
      lists.every((list) => list.includes(entry.id)) ? entry : { ...entry, enabled: false },
    ),
  };
}
