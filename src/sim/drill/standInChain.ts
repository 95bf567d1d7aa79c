/*
 * A person's own chain with stand-ins in the place of its servers: as fast as each was found to be,
 * ill of what it is told, and asked by an invented person. Nothing leaves this computer, nothing is
 * paid, and time is virtual. What the engine noted is handed back with the chain's own names.
 */
import type { JournalEvent, PrivacyTier, Target } from '../../core/index.ts';
import type { EngineOptionsInput } from '../../engine/index.ts';
import type { PersonPlan } from '../world/person.ts';
import type { WorldPlan } from '../world/plan.ts';
import type { WeatherPlan } from '../world/weather.ts';
import { runWorld, type Observer, type WorldDeps } from '../world/world.ts';

/** One rung of the chain, with what was learned of it. */
export type Rung = {
  readonly target: Target;
  readonly family: string;
  readonly upstream: string;
  readonly isLocal: boolean;
  readonly armed: boolean;
  readonly tier: PrivacyTier;
  /** The middle of its first words, ms. */
  readonly firstMs: number;
  /** Between two words, ms. */
  readonly wordMs: number;
  /** What one answer costs, micro-dollars; `unknown` is not zero. */
  readonly answerUsdMicros: number | 'unknown';
  readonly concurrency?: number;
  readonly requestsPerMinute?: number;
};

export type Life = {
  readonly chain: readonly Rung[];
  readonly options: EngineOptionsInput;
  /** What befalls each rung; as long as the chain. */
  readonly weather: readonly WeatherPlan[];
  readonly person: Pick<PersonPlan, 'perDay' | 'fromHour' | 'toHour'>;
  readonly days: number;
  readonly seed: number;
};

export type Lived = {
  readonly requestId: string;
  readonly askedMs: number;
  readonly isAnswered: boolean;
  /** Until something was shown; of what never was: until it had failed. */
  readonly waitMs: number;
  /** How often each rung was asked for it. */
  readonly asked: readonly number[];
};

export const FAIR: WeatherPlan = { faults: [], perDay: 0, medianMs: 1, noise: 0 };
const WORDS = 60;

/** `noted`: hears the journal, with the chain's own targets in it. */
export async function live(
  pump: WorldDeps['pump'],
  life: Life,
  noted: (event: JournalEvent) => void = () => undefined,
): Promise<readonly Lived[]> {
  const lived: Lived[] = [];
  const open = new Map<string, { readonly askedMs: number; readonly asked: number[] }>();
  const shownMs = new Map<string, number>();
  const observer: Observer = {
    noted(event) {
      noted(withNames(event, life.chain));
      if (event.type === 'request-ended' && event.firstShownMs !== undefined)
        shownMs.set(event.requestId, event.firstShownMs);
    },
    seen(seen) {
      if (seen.what !== 'asked') return;
      const asked = open.get(seen.call.requestId)?.asked;
      const nth = rungOf(seen.call.target.providerId);
      if (asked !== undefined && nth !== undefined) asked[nth] = (asked[nth] ?? 0) + 1;
    },
    asked: ({ requestId }, askedMs) =>
      void open.set(requestId, { askedMs, asked: life.chain.map(() => 0) }),
    over(requestId, error, nowMs) {
      const question = open.get(requestId);
      open.delete(requestId);
      if (question === undefined) return;
      const waitMs = shownMs.get(requestId) ?? nowMs - question.askedMs;
      shownMs.delete(requestId);
      lived.push({ requestId, ...question, isAnswered: error === undefined, waitMs });
    },
    shown: () => undefined,
    stopped: () => undefined,
    slept: () => undefined,
    consented: () => undefined,
  };
  await runWorld({ pump, observer }, planOf(life));
  return lived;
}

function planOf({ chain, options, weather, person, days, seed }: Life): WorldPlan {
  return {
    ...{ seed, days, options, mode: 'safety' },
    servers: chain.map((rung, nth) => {
      const { target: _, answerUsdMicros: __, ...own } = rung;
      const limits = { words: WORDS, places: 0, perMinute: 0, deaf: 0 };
      return { ...own, ...limits, id: nameOf(nth), weather: weather[nth] ?? FAIR };
    }),
    people: [{ ...person, windowId: 'drill', otherLanes: 0, stops: 0, controls: 0, crowds: 0 }],
    ...{ sleepsPerDay: 0, jumpsPerDay: 0, offlinePerDay: 0, armsPerDay: 0 },
  };
}

/** Two rungs may be of one provider: each stands in by itself. */
const nameOf = (nth: number): string => `rung-${nth}`;
function rungOf(name: string): number | undefined {
  const nth = /^rung-(\d+)$/.exec(name)?.[1];
  return nth === undefined ? undefined : Number(nth);
}

function withNames(event: JournalEvent, chain: readonly Rung[]): JournalEvent {
  return named(event, chain) as JournalEvent;
}

function named(value: unknown, chain: readonly Rung[]): unknown {
  if (Array.isArray(value)) return value.map((one) => named(one, chain));
  if (typeof value === 'string') return value.replace(/rung-(\d+)(\/m)?/g, word(chain));
  if (typeof value !== 'object' || value === null) return value;
  const { providerId, modelId } = value as { providerId?: unknown; modelId?: unknown };
  const nth = typeof providerId === 'string' ? rungOf(providerId) : undefined;
  const target = nth === undefined ? undefined : chain[nth]?.target;
  if (target !== undefined && modelId !== undefined) return target;
  return Object.fromEntries(Object.entries(value).map(([name, one]) => [name, named(one, chain)]));
}

/** Names in sentences. */
const word =
  (chain: readonly Rung[]) =>
  (whole: string, nth: string, model: string | undefined): string => {
    const target = chain[Number(nth)]?.target;
    if (target === undefined) return whole;
    return model === undefined ? target.providerId : `${target.providerId}/${target.modelId}`;
  };
