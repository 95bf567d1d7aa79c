/*
 * Whether this computer is offline (engine page, A17): no name, no road or no connection at two
 * families within ten seconds and no response from anyone; where only one family is set up, no
 * name or no road twice at a provider that has responded before, since a new address may simply be
 * misspelt. What had been counted for it is taken back, and nothing counts until it is over. It is
 * over with any response, or when a connection that costs nothing and needs no key succeeds.
 */
import { isRefusal } from '../core/index.ts';
import type {
  Chain,
  ChatError,
  Clock,
  Disposable,
  Journal,
  NetCause,
  Provider,
  ProviderId,
  Target,
} from '../core/index.ts';
import type { Changes } from './changes.ts';

export type OfflineDeps = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly changes: Changes;
  readonly chain: Chain;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
};

export interface OfflineWatch {
  isOffline(): boolean;
  /** An attempt has failed; `takeBack` undoes what that counted. True: it was being offline. */
  failed(target: Target, error: ChatError, takeBack: (() => void) | undefined): boolean;
  /** Somebody who is not on this computer has answered. */
  responded(target: Target): void;
  dispose(): void;
}

const TOGETHER_MS = 10_000;
const CHECK_MIN_MS = 5_000;
const CHECK_MAX_MS = 60_000;
/** What a computer without a network sees; a single one of the last may be the server's fault. */
const SIGNS: ReadonlySet<NetCause> = new Set<NetCause>(['dns', 'unreachable', 'connect-timeout']);
const PLAIN_SIGNS: ReadonlySet<NetCause> = new Set<NetCause>(['dns', 'unreachable']);

type Suspect = {
  readonly family: string;
  readonly net: NetCause;
  readonly atMs: number;
  readonly takeBack: (() => void) | undefined;
};

export function createOfflineWatch(deps: OfflineDeps): OfflineWatch {
  const { clock, journal, changes, providerOf } = deps;
  let suspects: readonly Suspect[] = [];
  let check: { timer: Disposable | undefined; readonly controller: AbortController } | undefined;
  let checks = 0;
  const known = new Set<ProviderId>();
  const remotes = (): readonly Provider[] => remotesOf(deps);
  const change = (isOffline: boolean, families: number): void => {
    journal.note({ type: 'offline-changed', isOffline, families, checks });
    changes.ring();
  };
  const leave = (): void => {
    suspects = [];
    if (check === undefined) return;
    check.timer?.dispose();
    check.controller.abort();
    check = undefined;
    change(false, 0);
    checks = 0;
  };
  const plan = (delayMs: number): void => {
    const current = check;
    if (current === undefined) return;
    current.timer = clock.after(delayMs, () => void look(delayMs));
  };
  const look = async (delayMs: number): Promise<void> => {
    const current = check;
    const able = remotes().filter(({ onlyWhenAsked }) => onlyWhenAsked !== true);
    const provider = able[checks % Math.max(1, able.length)];
    checks += 1;
    const isThere = provider !== undefined && (await responds(provider, current, clock));
    if (check === undefined || check !== current) return;
    if (isThere) leave();
    else plan(Math.min(CHECK_MAX_MS, delayMs * 2));
  };

  return {
    isOffline: () => check !== undefined,
    failed(target, { net, origin }, takeBack) {
      const provider = providerOf(target.providerId);
      if (provider === undefined || provider.isLocal || origin === 'local') return false;
      if (net === undefined || !SIGNS.has(net)) return false;
      if (check !== undefined) return true;
      const atMs = clock.nowMs();
      const { family } = provider;
      suspects = suspects.filter((suspect) => atMs - suspect.atMs <= TOGETHER_MS);
      suspects = [...suspects, { family, net, atMs, takeBack }];
      const families = familiesOf(suspects);
      const plain = suspects.filter((suspect) => PLAIN_SIGNS.has(suspect.net)).length;
      const isOnlyOne = familiesOf(remotes()) <= 1 && known.has(target.providerId);
      if (families < 2 && !(isOnlyOne && plain >= 2)) return false;
      // The last one first, as each was counted on top of the one before.
      for (const suspect of suspects.toReversed()) suspect.takeBack?.();
      check = { timer: undefined, controller: new AbortController() };
      change(true, families);
      plan(CHECK_MIN_MS);
      return true;
    },
    responded({ providerId }) {
      if (providerOf(providerId)?.isLocal !== false) return;
      known.add(providerId);
      leave();
    },
    dispose() {
      check?.timer?.dispose();
      check?.controller.abort();
      check = undefined;
    },
  };
}

/** Who is set up elsewhere, and switched on. */
function remotesOf({ chain, providerOf }: OfflineDeps): readonly Provider[] {
  return chain().flatMap(({ target, enabled }) => {
    const provider = enabled ? providerOf(target.providerId) : undefined;
    return provider === undefined || provider.isLocal ? [] : provider;
  });
}

function familiesOf(some: readonly { readonly family: string }[]): number {
  return new Set(some.map(({ family }) => family)).size;
}

/** Any response will do, a refusal too: somebody was there. */
async function responds(
  provider: Provider,
  check: { readonly controller: AbortController } | undefined,
  clock: Clock,
): Promise<boolean> {
  const limit = new AbortController();
  const abort = (): void => limit.abort();
  const timer = clock.after(CHECK_MIN_MS, abort);
  check?.controller.signal.addEventListener('abort', abort, { once: true });
  try {
    await provider.reach(limit.signal);
    return true;
  } catch (error) {
    return isRefusal(error);
  } finally {
    timer.dispose();
    check?.controller.signal.removeEventListener('abort', abort);
  }
}
