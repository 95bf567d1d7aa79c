/*
 * Whom to probe, with what, and how often (engine page, A11): only who is armed, only while a
 * person is there, never a model of another extension or one that would have to be loaded, and at
 * most twenty paid probes a day for each target, over all windows that share their leases. It
 * only answers; the prober asks.
 */
import { targetKey } from '../core/index.ts';
import type {
  Chain,
  ChainEntry,
  Clock,
  Leases,
  Provider,
  ProviderId,
  Target,
} from '../core/index.ts';
import type { Attention } from '../core/index.ts';
import type { EngineOptions } from './options.ts';
import { within } from './within.ts';

export type ProbeRuleDeps = {
  readonly clock: Clock;
  readonly chain: Chain;
  readonly providerOf: (id: ProviderId) => Provider | undefined;
  readonly options: () => EngineOptions;
  readonly leases: Leases;
  /** Without it nobody is known to be there, and nobody is probed. */
  readonly attention?: Attention | undefined;
  readonly isOffline: () => boolean;
};

/** One-token probes for each target and day. */
const PROBES_PER_DAY = 20;
const DAY_MS = 86_400_000;
/** What a window has asked stays counted when the window is gone. */
const USED_UP = { outlivesHolder: true };
/** A window that was not looked at for so long does not probe. */
const ATTENDED_MS = 600_000;
/** Who may not be asked for money's sake is asked again after this long. */
const BARRED_MS = 3_600_000;
/** How long a store may think before memory decides (architecture, store ports). */
const STORE_MAX_MS = 250;

export interface ProbeRules {
  isAttended(): boolean;
  /** Entries that may be probed at all, in the order of the chain. */
  entries(): readonly ChainEntry[];
  /** May be asked for a token now: something is left of its day. */
  mayPay(target: Target): boolean;
  /** Paid probes tell of this target's illness, so nobody else has to be its trial. */
  isProbed(target: Target): boolean;
  /** Takes one paid probe from the day; undefined: none is left. The number taken. */
  take(target: Target): Promise<number | undefined>;
  /** It was refused by our own rules: leave it for a while. */
  bar(target: Target): void;
}

export function createProbeRules(deps: ProbeRuleDeps): ProbeRules {
  const { clock, chain, providerOf, options, leases } = deps;
  const taken = new Map<string, { readonly day: number; readonly count: number }>();
  const barredUntilMs = new Map<string, number>();
  const today = (): number => Math.floor(clock.wallMs() / DAY_MS);
  const countOf = (target: Target): number => {
    const of = taken.get(targetKey(target));
    return of?.day === today() ? of.count : 0;
  };
  const isProbeable = ({ target, armed, enabled, hasKey }: ChainEntry): boolean => {
    const provider = providerOf(target.providerId);
    if (!armed || !enabled || !hasKey || provider === undefined) return false;
    if (provider.onlyWhenAsked === true) return false;
    return !provider.isLocal || provider.isLoaded(target.modelId) === true;
  };
  const isAttended = (): boolean => {
    const lastMs = deps.attention?.lastFocusedMs();
    return lastMs !== undefined && clock.nowMs() - lastMs < ATTENDED_MS;
  };
  const entries = (): readonly ChainEntry[] =>
    options().probes.mode === 'off' || deps.isOffline() ? [] : chain().filter(isProbeable);
  const mayPay = (target: Target): boolean => {
    const { mode } = options().probes;
    if ((mode !== 'recovery' && mode !== 'full') || !isAttended()) return false;
    if (countOf(target) >= PROBES_PER_DAY) return false;
    if ((barredUntilMs.get(targetKey(target)) ?? 0) > clock.nowMs()) return false;
    return entries().some((entry) => targetKey(entry.target) === targetKey(target));
  };

  return {
    isAttended,
    entries,
    mayPay,
    isProbed: (target) => options().breaker.rule === 'sequential' && mayPay(target),
    async take(target) {
      const key = targetKey(target);
      for (let nth = countOf(target) + 1; nth <= PROBES_PER_DAY; nth += 1) {
        const day = today();
        taken.set(key, { day, count: nth });
        const lease = leases.take(`probe ${day} ${nth} of ${key}`, DAY_MS, USED_UP);
        const answer = await within(clock, STORE_MAX_MS, lease);
        if (answer?.value !== false) return nth;
      }
      return undefined;
    },
    bar: (target) => void barredUntilMs.set(targetKey(target), clock.nowMs() + BARRED_MS),
  };
}
