/*
 * All presets by kind: the one list that the rest of the product reads.
 * A new preset is one line here.
 * Its order is the order in which kinds are offered.
 */
import { compatible } from './compatible.ts';
import { openai } from './openai.ts';
import type { Preset } from './preset.ts';

const PRESETS_BY_KIND = { openai, compatible } as const;

export type PresetKind = keyof typeof PRESETS_BY_KIND;

/** In the order in which they are offered. */
export const PRESETS: readonly Preset[] = Object.values(PRESETS_BY_KIND);

/** Throws `RangeError` for a kind that there is not. */
export function presetOf<K extends PresetKind>(kind: K): (typeof PRESETS_BY_KIND)[K] {
  if (!Object.hasOwn(PRESETS_BY_KIND, kind)) {
    throw new RangeError(`kind is "${kind}", which is no preset`);
  }
  return PRESETS_BY_KIND[kind];
}
