/*
 * Which providers have a key on this computer for the address they have now: read ahead of time, so
 * that the chain can be decided at once and from memory. A changed address makes the key not count.
 * Of two looks at once the later one counts. It never holds a key itself.
 */
import { needsKey } from '../chain.ts';
import { baseUrlOf, originOf } from '../commands/providerFacts.ts';
import type { ProviderSetting } from '../settings/schema.ts';
import type { KeyRing } from './keyRing.ts';

export type KeyPresence = {
  readonly hasKey: (providerId: string) => boolean;
  /** Entries that are on, need a key and have none here; none before the first look is done. */
  readonly lacking: () => readonly ProviderSetting[];
  /** Look again; call after settings or keys changed. */
  readonly refresh: () => Promise<void>;
};

export function createKeyPresence(
  keys: Pick<KeyRing, 'boundOrigin'>,
  entries: () => readonly ProviderSetting[],
): KeyPresence {
  let present: ReadonlySet<string> = new Set();
  let looks = 0;
  let isKnown = false;
  return {
    hasKey: (providerId) => present.has(providerId),
    lacking: () =>
      isKnown
        ? entries().filter((entry) => entry.enabled && needsKey(entry) && !present.has(entry.id))
        : [],
    async refresh() {
      looks += 1;
      const mine = looks;
      const found = await Promise.all(
        entries().map(async (entry) => {
          const baseUrl = baseUrlOf(entry);
          if (baseUrl === undefined) return undefined;
          const bound = await keys.boundOrigin(entry.id);
          return bound === originOf(baseUrl) ? entry.id : undefined;
        }),
      );
      // One that began later has seen what is true now.
      if (mine !== looks) return;
      present = new Set(found.filter((id) => id !== undefined));
      isKnown = true;
    },
  };
}
