/*
 * What is known of which models a server holds in memory: from its own list, when it was last
 * looked at, and from its answers since. Old knowledge counts as none, because servers let go of
 * models that nobody uses. It asks nothing itself.
 */
import type { Clock, ModelId } from '../core/index.ts';
import type { ModelLoading } from './wire.ts';

export type LoadedModel = {
  readonly modelId: ModelId;
  /** The window that the server opened for it. */
  readonly windowTokens?: number;
};

export type LoadedModels = {
  isLoaded(modelId: ModelId): boolean | 'unknown';
  /** Undefined where the model is not loaded or the server did not say. */
  windowTokens(modelId: ModelId): number | undefined;
  /** The server's own list. */
  saw(models: readonly LoadedModel[]): void;
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
  const windows = new Map<string, number>();
  const isFresh = (atMs: number | undefined): boolean =>
    atMs !== undefined && clock.nowMs() - atMs <= staysMs;
  return {
    isLoaded(modelId) {
      if (isFresh(loadedAtMs.get(plainName(modelId)))) return true;
      return isFresh(seenAtMs) ? false : 'unknown';
    },
    windowTokens(modelId) {
      const name = plainName(modelId);
      return isFresh(loadedAtMs.get(name)) ? windows.get(name) : undefined;
    },
    saw(models) {
      seenAtMs = clock.nowMs();
      loadedAtMs.clear();
      windows.clear();
      for (const { modelId, windowTokens } of models) {
        loadedAtMs.set(plainName(modelId), seenAtMs);
        if (windowTokens !== undefined) windows.set(plainName(modelId), windowTokens);
      }
    },
    used: (modelId) => void loadedAtMs.set(plainName(modelId), clock.nowMs()),
    forget() {
      seenAtMs = undefined;
      loadedAtMs.clear();
      windows.clear();
    },
  };
}
