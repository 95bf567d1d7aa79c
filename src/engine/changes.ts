/*
 * One bell for everything a waiting request may have to hear of: breaker, pause and lock changes.
 * Listeners are called synchronously, in order of registration, and decide for themselves whether
 * the change concerns them. It carries no payload: the books are the truth.
 */
import type { Disposable } from '../core/index.ts';

export interface Changes {
  on(fn: () => void): Disposable;
  ring(): void;
}

export function createChanges(): Changes {
  const listeners = new Set<() => void>();
  return {
    on(fn) {
      // A fresh wrapper, so that the same function may listen twice.
      const listener = (): void => fn();
      listeners.add(listener);
      return { dispose: () => void listeners.delete(listener) };
    },
    ring() {
      // A copy: a listener that ends its wait removes itself while the bell rings.
      for (const listener of [...listeners]) listener();
    },
  };
}
