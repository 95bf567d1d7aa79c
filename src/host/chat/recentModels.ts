/*
 * The models that were chosen last, newest first; at most five, each once. Kept for this computer.
 * A lost or foreign list is an empty one.
 * Whether a model is still there is for whoever shows it to see.
 */
import { sameTarget, targetKey, type Target } from '../../core/index.ts';
import type { Flag } from '../trial.ts';

const NAME = 'steadfast.recentModels';
const MAX = 5;

export type RecentModels = {
  readonly list: () => readonly Target[];
  readonly add: (target: Target) => void;
};

export function createRecentModels(memory: Flag): RecentModels {
  const list = (): readonly Target[] => {
    const kept = memory.get(NAME);
    return Array.isArray(kept) ? kept.flatMap(targetOf) : [];
  };
  return {
    list,
    add(target) {
      const others = list().filter((other) => !sameTarget(other, target));
      void memory.update(NAME, [target, ...others].slice(0, MAX).map(targetKey));
    },
  };
}

function targetOf(key: unknown): readonly Target[] {
  const text = typeof key === 'string' ? key : '';
  const cut = text.indexOf('/');
  return cut < 1 ? [] : [{ providerId: text.slice(0, cut), modelId: text.slice(cut + 1) }];
}
