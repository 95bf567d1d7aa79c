/*
 * What was found on this computer for a newcomer: looked for when the panel shows itself and there
 * is no provider, and at no other time. States: nothing wanted, looking, known. Promise: one look
 * at a time and one per showing; it ends at once when the panel closes or a provider is there.
 */
import type { LocalServer } from '../../providers/index.ts';

export type LocalLook = {
  readonly found: () => readonly LocalServer[];
  /** The panel is on the screen now. */
  readonly shown: () => void;
  /** The panel is gone. */
  readonly hidden: () => void;
  /** Settings or trial changed: it may be wanted now, or no more. */
  readonly changed: () => void;
};

export type LocalLookDeps = {
  readonly find: (signal: AbortSignal) => Promise<readonly LocalServer[]>;
  /** There is no provider, and no trial in its place. */
  readonly isWanted: () => boolean;
  /** Something was found: draw it. */
  readonly onFound: () => void;
};

export function createLocalLook({ find, isWanted, onFound }: LocalLookDeps): LocalLook {
  let found: readonly LocalServer[] = [];
  let looking: AbortController | undefined;
  let isShown = false;
  let hasLooked = false;

  const stop = (): void => {
    looking?.abort();
    looking = undefined;
    hasLooked = false;
    found = [];
  };
  const look = async (): Promise<void> => {
    const own = new AbortController();
    looking = own;
    hasLooked = true;
    const servers = await find(own.signal);
    if (looking !== own) return;
    looking = undefined;
    found = servers;
    if (servers.length > 0) onFound();
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
