/*
 * A target is a provider entry together with one of its models: the thing that can answer.
 * `targetKey` is the one text form used as a map key and in records; it is injective because
 * a provider id never holds a slash (settings validation refuses it).
 */
import type { ModelId, ProviderId } from './ids.ts';

export type Target = { readonly providerId: ProviderId; readonly modelId: ModelId };

/** `provider/model`: unique per target, stable across restarts. */
export function targetKey(target: Target): string {
  return `${target.providerId}/${target.modelId}`;
}

export function sameTarget(a: Target, b: Target): boolean {
  return a.providerId === b.providerId && a.modelId === b.modelId;
}
