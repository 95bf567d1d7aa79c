/*
 * What was found for a newcomer: servers on this computer, keys in the environment, programs to
 * import from. Looked for when the panel shows itself and there is no provider, and at no other
 * time. States: nothing wanted, looking, known. Promise: one look at a time and one per showing; it
 * ends at once when the panel closes or a provider is there. All of it comes at once, so that no
 * button moves under the person's hand twice.
 */
import type { LocalServer } from '../../providers/index.ts';

export type FoundHere = {
  readonly servers: readonly LocalServer[];
  /** Whether the environment holds keys of known services. */
  readonly hasKeys: boolean;
  /** Other extensions with a configuration that can be read. */
  readonly tools: readonly string[];
};

export const NOTHING_FOUND: FoundHere = { servers: [], hasKeys: false, tools: [] };

export type FirstLook = {
  readonly found: () => FoundHere;
  /** The panel is on the screen now. */
  readonly shown: () => void;
  /** The panel is gone. */
  readonly hidden: () => void;
  /** Settings or trial changed: it may be wanted now, or no more. */
  readonly changed: () => void;
};

export type FirstLookDeps = {
  readonly find: (signal: AbortSignal) => Promise<FoundHere>;
  /** There is no provider, and no trial in its place. */
  readonly isWanted: () => boolean;
  /** Something was found: draw it. */
  readonly onFound: () => void;
};

export function createFirstLook({ find, isWanted, onFound }: FirstLookDeps): FirstLook {
  let found = NOTHING_FOUND;
  let looking: AbortController | undefined;
  let isShown = false;
  let hasLooked = false;

  const stop = (): void => {
    looking?.abort();
    looking = undefined;
    hasLooked = false;
    found = NOTHING_FOUND;
  };
  const look = async (): Promise<void> => {
    const own = new AbortController();
    looking = own;
    hasLooked = true;
    const all = await find(own.signal);
    if (looking !== own) return;
    looking = undefined;
    found = all;
    if (all.servers.length > 0 || all.hasKeys || all.tools.length > 0) onFound();
  };
  const changed = (): void => {
    if (!isShown || !isWanted()) stop();
    else if (!hasLooked) void look();
  };

  return {
    found: () => found,
    shown() {
      isShown = true;
      changed();
    },
    hidden() {
      isShown = false;
      changed();
    },
    changed,
  };
}
