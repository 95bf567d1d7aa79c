/*
 * A provider that was found somewhere and could be added, and one that was found and cannot be.
 * A key stands behind a function, so that no row, log or error that prints an offer can print it.
 * An offer changes nothing: only what a person picks is read, stored and tested.
 */
import { checkBaseUrl, type PresetKind } from '../../providers/index.ts';
import { baseUrlOf } from '../commands/providerFacts.ts';
import type { ProviderSetting } from '../settings/schema.ts';

export type Offer = {
  readonly kind: PresetKind;
  /** What a person calls it: the service's name, or the host. */
  readonly label: string;
  /** Where it will be asked, checked. */
  readonly baseUrl: string;
  /** In the order they were found; empty where none is named. */
  readonly models: readonly string[];
  /** Absent where no key was found. */
  readonly key?: () => string;
  /** The variable, or the name that the other program has for it. */
  readonly source: string;
  /** What should be known before it is picked. */
  readonly note?: string;
  readonly standing: Standing;
  /** Whether it is picked until the person says otherwise. */
  readonly isSuggested: boolean;
};

export type Refusal = { readonly label: string; readonly source: string; readonly why: string };

export type Findings = {
  readonly offers: readonly Offer[];
  readonly refusals: readonly Refusal[];
};

/** `fills`: an entry is there whose key is missing on this computer, and this one fits. */
export type Standing =
  | { readonly is: 'new' }
  | { readonly is: 'there' }
  | { readonly is: 'fills'; readonly providerId: string };

/** An entry of the settings, and whether its key is on this computer (or none is needed). */
export type PresentEntry = {
  readonly entry: ProviderSetting;
  readonly isComplete: boolean;
};

/** By where it is asked: a key belongs to an origin, whatever the entry is called. */
export function standingOf(
  { baseUrl, hasKey }: { readonly baseUrl: string; readonly hasKey: boolean },
  present: readonly PresentEntry[],
): Standing {
  const origin = plainOrigin(baseUrl);
  const same = present.filter(({ entry }) => {
    const other = baseUrlOf(entry);
    return other !== undefined && plainOrigin(other) === origin;
  });
  const open = same.find(({ isComplete }) => !isComplete);
  if (hasKey && open !== undefined) return { is: 'fills', providerId: open.entry.id };
  return { is: same.length > 0 ? 'there' : 'new' };
}

/** The origin, with one name for this computer. */
function plainOrigin(baseUrl: string): string {
  const checked = checkBaseUrl(baseUrl);
  if (!checked.ok) return baseUrl;
  if (!checked.isLoopback) return checked.origin;
  const { protocol, port } = new URL(checked.url);
  return `${protocol}//127.0.0.1:${port}`;
}

/** A text that could be a key; undefined for what stands in its place until there is one. */
export function keyIn(text: string | undefined): string | undefined {
  const key = text?.trim() ?? '';
  if (!/^[\x21-\x7e]{8,4096}$/.test(key)) return undefined;
  return /^<.*>$|^\$\{|your[-_ ]?(?:\w+[-_ ])?(?:api[-_ ]?)?key|\.\.\.|^x+$/i.test(key)
    ? undefined
    : key;
}
