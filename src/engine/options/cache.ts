/*
 * What a person may set about stored answers, with its default.
 * It is read when nobody could answer, and when an answer is whole; a change acts at once.
 * What is kept already is the store's business, not an option's.
 */
import { oneOf } from './bounds.ts';

export interface CacheOptions {
  /**
   * `outage`: whole answers are kept, and read only when nobody can answer. `off`: nothing is kept
   * and nothing is read. Default `outage`.
   */
  readonly mode: 'outage' | 'off';
}

const MODES: readonly string[] = ['outage', 'off'];

export const DEFAULT_CACHE_OPTIONS: CacheOptions = { mode: 'outage' };

export function validateCacheOptions(input: Partial<CacheOptions> = {}): CacheOptions {
  const cache = { ...DEFAULT_CACHE_OPTIONS, ...input };
  oneOf('cache.mode', cache.mode, MODES);
  return cache;
}
