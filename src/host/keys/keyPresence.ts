/*
 * Which providers have a key on this computer for the address they have now: read ahead of time, so
 * that the chain can be decided at once and from memory. A changed address makes the key not count.
 */
import { baseUrlOf, originOf } from '../commands/providerFacts.ts';
import type { ProviderSetting } from '../settings/schema.ts';
import type { KeyRing } from './keyRing.ts';

export type KeyPresence = {
  readonly hasKey: (providerId: string) => boolean;
  /** Look again; call after settings or keys changed. */
  readonly refresh: () => Promise<void>;
};

export function createKeyPresence(
  keys: Pick<KeyRing, 'boundOrigin'>,
  entries: () => readonly ProviderSetting[],
): KeyPresence {
  let present: ReadonlySet<string> = new Set();
  return {
    hasKey: (providerId) => present.has(providerId),
    async refresh() {
      const found = await Promise.all(
        entries().map(async (entry) => {
          const baseUrl = baseUrlOf(entry);
          if (baseUrl === undefined) return undefined;
          const bound = await keys.boundOrigin(entry.id);
          return bound === originOf(baseUrl) ? entry.id : undefined;
        }),
      );
      present = new Set(found.filter((id) => id !== undefined));
    },
  };
}
