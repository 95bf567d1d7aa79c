/*
 * What a person says while an answer is under way, handed to whichever layer waits just then.
 * Nobody listening means that nothing is waiting: the word is dropped, never kept for later.
 * A listener that leaves while it is being told breaks nobody else.
 */
import type { Control, Controls } from '../../core/index.ts';

export type ControlBoard = Controls & { say(control: Control): void };

export function createControlBoard(): ControlBoard {
  const listeners = new Set<(control: Control) => void>();
  return {
    on(fn) {
      listeners.add(fn);
      return { dispose: () => listeners.delete(fn) };
    },
    say(control) {
      for (const fn of [...listeners]) fn(control);
    },
  };
}
