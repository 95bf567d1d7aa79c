// A person in front of the window, or not, as a test says.

import type { VirtualClock } from '../../src/sim/virtualClock.ts';

export function createAttention(clock: VirtualClock, isThere: boolean) {
  const listeners = new Set<() => void>();
  let there = isThere;
  let lastMs = isThere ? clock.nowMs() : undefined;
  return {
    lastFocusedMs: () => (there ? clock.nowMs() : lastMs),
    on(fn: () => void) {
      listeners.add(fn);
      return { dispose: () => void listeners.delete(fn) };
    },
    attend(isNow: boolean) {
      if (there) lastMs = clock.nowMs();
      there = isNow;
      if (isNow) for (const fn of listeners) fn();
    },
  };
}
