/*
 * Which models may be asked by the beginning of their turn: what the catalog says, and not those
 * that have refused it since this window opened. What is not known counts as no.
 * It asks nobody and tries nothing.
 */
import { targetKey } from '../core/index.ts';
import type { Catalog, Target } from '../core/index.ts';

export interface PrefillBook {
  isTaken(target: Target): boolean;
  refused(target: Target): void;
}

export function createPrefillBook(catalog: Catalog | undefined): PrefillBook {
  const refusers = new Set<string>();
  return {
    isTaken: (target) => catalog?.get(target).prefill === 'yes' && !refusers.has(targetKey(target)),
    refused: (target) => void refusers.add(targetKey(target)),
  };
}
