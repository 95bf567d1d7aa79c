/*
 * What looking after targets asks of the world around the engine: whether a person is there, and a
 * way for windows to take turns. Both are ports; without them nobody is probed.
 * A lease ends by itself, so that a window that died holds nothing for long.
 */
import type { Disposable } from './clock.ts';

export interface Attention {
  /** Monotonic moment at which this window was last in front of the person; now, while it is. */
  lastFocusedMs(): number | undefined;
  /** Called when it comes to the front. */
  on(fn: () => void): Disposable;
}

export interface Leases {
  /**
   * True: `key` is this window's for `forMs`, unless it is given back earlier. A window that has
   * died holds it no longer, unless it `outlivesHolder`: what is used up stays so.
   */
  take(key: string, forMs: number, how?: { readonly outlivesHolder: boolean }): Promise<boolean>;
  /** Only what this window holds. */
  giveBack(key: string): Promise<void>;
}

/** `reach` is free; the others ask for one token, or for a word that can be checked. */
export type ProbeKind = 'reach' | 'confirm' | 'recovery' | 'canary';
