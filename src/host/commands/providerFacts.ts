/*
 * Small facts of provider entries that several commands need: where it sends to, a free id.
 * Pure: it reads an entry and its preset. It knows no key, no state, and decides nothing about
 * who may be asked.
 */
import { presetOf } from '../../providers/index.ts';
import type { ProviderSetting } from '../settings/schema.ts';

/** Scheme, host and port: what a key is bound to. */
export function originOf(baseUrl: string): string {
  return new URL(baseUrl).origin;
}

export function hostOf(baseUrl: string): string {
  return new URL(baseUrl).host;
}

/** Undefined for kinds that send nothing anywhere. */
export function baseUrlOf(
  entry: Pick<ProviderSetting, 'kind'> & { readonly baseUrl?: string | undefined },
): string | undefined {
  if (entry.kind === 'simulated') return undefined;
  const own = presetOf(entry.kind).baseUrl;
  return entry.baseUrl ?? (own === 'ask' ? undefined : own);
}

/** An id made of `name` that no entry has yet. */
export function freeId(name: string, taken: readonly string[]): string {
  const base =
    name
      .toLowerCase()
      .replace(/[^a-z0-9]+/g, '-')
      .replace(/^-+|-+$/g, '')
      .slice(0, 30) || 'provider';
  let id = base;
  for (let n = 2; taken.includes(id); n += 1) id = `${base}-${n}`;
  return id;
}
