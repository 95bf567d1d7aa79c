/*
 * What is known of which models a server holds in memory: from its own list, when it was last
 * looked at, and from its answers since. Old knowledge counts as none, because servers let go of
 * models that nobody uses. It asks nothing itself.
 */
import type { Clock, ModelId } from '../core/index.ts';
import type { ModelLoading } from './wire.ts';

export type LoadedModels = {
  isLoaded(modelId: ModelId): boolean | 'unknown';
  /** The server's own list. */
  saw(modelIds: readonly ModelId[]): void;
  /** A model answered or was loaded. */
  used(modelId: ModelId): void;
  /** Nothing is known any more: the server failed. */
  forget(): void;
};

export function createLoadedModels(
  clock: Clock,
  { plainName, staysMs }: Pick<ModelLoading, 'plainName' | 'staysMs'>,
): LoadedModels {
  let seenAtMs: number | undefined;
  const loadedAtMs = new Map<string, number>();
  const isFresh = (atMs: number | undefined): boolean =>
    atMs !== undefined && clock.nowMs() - atMs <= staysMs;
  return {
    isLoaded(modelId) {
      if (isFresh(loadedAtMs.get(plainName(modelId)))) return true;
      return isFresh(seenAtMs) ? false : 'unknown';
    },
    saw(modelIds) {
      seenAtMs = clock.nowMs();
      loadedAtMs.clear();
      for (const modelId of modelIds) loadedAtMs.set(plainName(modelId), seenAtMs);
    },
    used: (modelId) => void loadedAtMs.set(plainName(modelId), clock.nowMs()),
    forget() {
      seenAtMs = undefined;
      loadedAtMs.clear();
    },
  };
}
