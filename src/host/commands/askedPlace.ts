/*
 * What the words for a remedy need to know of an entry: where it is asked, whether a person entered
 * that address, and the pages of its vendor on the web. Pure: it reads an entry and its preset, and
 * looks nothing up.
 */
import { checkBaseUrl } from '../../providers/index.ts';
import { presetOfKind } from '../settings/schema.ts';
import type { AskedPlace } from '../words/remedies.ts';
import { baseUrlOf, isFixed, originOf } from './providerFacts.ts';

export function placeOf(entry: Parameters<typeof baseUrlOf>[0]): AskedPlace {
  const baseUrl = baseUrlOf(entry);
  const preset = presetOfKind(entry.kind);
  if (preset === undefined || baseUrl === undefined) {
    return { takesKey: false, isEntered: false, isOnThisComputer: true };
  }
  const own = baseUrlOf({ kind: entry.kind });
  // Elsewhere than at its own address it is somebody else's, who has other pages.
  const isVendors = own === undefined || originOf(own) === originOf(baseUrl);
  const checked = checkBaseUrl(baseUrl);
  return {
    baseUrl,
    takesKey: true,
    usualUrl: preset.baseUrlExample ?? preset.baseUrl,
    isEntered: entry.baseUrl !== undefined || !isFixed(preset),
    isOnThisComputer: checked.ok && checked.isLoopback,
    ...(isVendors ? { keyPageUrl: preset.keyPageUrl, billingPageUrl: preset.billingPageUrl } : {}),
  };
}
