/*
 * A server that stands in for a real one: its own pace, places and limit a minute, and whatever its
 * weather does to it. It tells an observer everything it saw and said, so that what the engine
 * claims can be held against it. Every word it says is said once in a whole run.
 * It knows the engine's vocabulary and none of its code.
 */
import { ChatError } from '../../core/index.ts';
import type { Clock, Provider, Target, TargetCall } from '../../core/index.ts';
import type { SeededRandom } from '../seededRandom.ts';
import { play, type Script, type ScriptStep } from '../scriptedProvider.ts';
import { FAULTS, spoil, whole, type Answer, type FaultName } from './faults.ts';
import { lognormal, type Weather } from './weather.ts';

export type ServerPlan = {
  readonly id: string;
  readonly family: string;
  readonly upstream: string;
  readonly isLocal: boolean;
  /** Median, ms; a long tail of sigma 0.6 (p99 about four times the median). */
  readonly firstMs: number;
  readonly wordMs: number;
  readonly words: number;
  /** Answers at a time before it says 429, and requests in any minute. 0: no limit. */
  readonly places: number;
  readonly perMinute: number;
  /** Shares of streams that ignore being stopped, 0–1. */
  readonly deaf: number;
};

/** What a server saw and said, in order. */
export type Seen =
  | { readonly what: 'asked'; readonly call: TargetCall; readonly fault: FaultName | undefined }
  | { readonly what: 'said'; readonly call: TargetCall; readonly step: ScriptStep }
  | { readonly what: 'reached'; readonly target: Target };

export interface StandIn extends Provider {
  readonly plan: ServerPlan;
  readonly liveStreams: number;
  /** Streams that ignore being stopped: they are no leak of the engine's. */
  readonly deafStreams: number;
}

export type StandInDeps = {
  readonly clock: Clock;
  readonly random: SeededRandom;
  readonly weather: Weather;
  /** What the road to it suffers, before anything else. */
  readonly road: () => FaultName | undefined;
  readonly see: (seen: Seen) => void;
};

const MINUTE_MS = 60_000;

export function createStandIn(deps: StandInDeps, plan: ServerPlan): StandIn {
  const { clock, random, weather, road, see } = deps;
  const counts = { liveStreams: 0, textChars: 0 };
  const deaf = { liveStreams: 0, textChars: 0 };
  const minute = createMinute(clock, plan.perMinute);
  let words = 0;

  const draw = (): Answer => {
    const firstMs = lognormal(random, plan.firstMs, 0.6);
    const count = 1 + Math.floor(Math.min(4 * plan.words, lognormal(random, plan.words, 0.5)));
    const said = Array.from({ length: count }, () => `${plan.id}${(words += 1).toString(36)} `);
    return { headersMs: firstMs / 2, firstMs: firstMs / 2, wordMs: plan.wordMs, words: said };
  };
  const fate = (): { readonly fault: FaultName | undefined; readonly steps: Script } => {
    const answer = draw();
    const fault = road() ?? weather.at(clock.nowMs());
    if (fault !== undefined) return { fault, steps: spoil(fault, answer, random) };
    const refusal = minute.take() ?? crowd(plan, counts.liveStreams);
    if (refusal === undefined) return { fault, steps: whole(answer) };
    return { fault: 'limit-429', steps: [{ afterMs: 20, error: refusal }] };
  };

  return {
    plan,
    id: plan.id,
    family: plan.family,
    isLocal: plan.isLocal,
    upstream: () => plan.upstream,
    isLoaded: () => (plan.isLocal ? true : 'unknown'),
    stream(call, signal) {
      const { fault, steps } = fate();
      const isDeaf = random.next() < plan.deaf;
      const onStep = (step: ScriptStep): void => see({ what: 'said', call, step });
      const told = isDeaf ? deaf : counts;
      return {
        [Symbol.asyncIterator]() {
          see({ what: 'asked', call, fault });
          return play({ clock, steps, signal, counts: told, isDeaf, onStep });
        },
      };
    },
    listModels: () => Promise.resolve([]),
    warm: () => Promise.resolve(),
    reach(signal) {
      see({ what: 'reached', target: { providerId: plan.id, modelId: '' } });
      return reach(deps, signal);
    },
    get liveStreams() {
      return counts.liveStreams;
    },
    get deafStreams() {
      return deaf.liveStreams;
    },
  };
}

/** Who can be found and reached, whatever it would answer to a question. */
function reach({ clock, road, weather }: StandInDeps, signal: AbortSignal): Promise<void> {
  const fault = road() ?? weather.episode(clock.nowMs());
  return new Promise((resolve, reject) => {
    const error = networkError(fault);
    const end = (): void => {
      timer.dispose();
      signal.removeEventListener('abort', stop);
      if (error === undefined) resolve();
      else reject(error);
    };
    const stop = (): void => {
      timer.dispose();
      signal.removeEventListener('abort', stop);
      reject(new ChatError({ kind: 'aborted', origin: 'local', message: 'Stopped.' }));
    };
    const timer = clock.after(fault === 'black-hole' ? 3_600_000 : 30, end);
    signal.addEventListener('abort', stop, { once: true });
  });
}

const NETWORK: readonly string[] = [
  'dns',
  'unreachable',
  'connect-timeout',
  'refused',
  'tls',
  'proxy-407',
];

function networkError(fault: FaultName | undefined): ChatError | undefined {
  if (fault === undefined || !NETWORK.includes(fault)) return undefined;
  const make: (answer: Answer, random: SeededRandom) => Script = FAULTS[fault];
  const nobody = { next: () => 0, below: () => 0, fork: () => nobody };
  const [step] = make({ headersMs: 0, firstMs: 0, wordMs: 0, words: [] }, nobody);
  const error = step !== undefined && 'error' in step ? step.error : undefined;
  return error instanceof ChatError ? error : undefined;
}

function crowd({ places, id }: ServerPlan, live: number): ChatError | undefined {
  if (places === 0 || live < places) return undefined;
  return new ChatError({
    ...{ kind: 'rate-limit', status: 429, retryAfterMs: 2_000 },
    message: `${id}: too many at a time.`,
  });
}

/** Its own limit of requests in any minute, told with the time until there is room. */
function createMinute(clock: Clock, perMinute: number) {
  let sent: number[] = [];
  return {
    take(): ChatError | undefined {
      if (perMinute === 0) return undefined;
      const nowMs = clock.nowMs();
      sent = sent.filter((atMs) => atMs > nowMs - MINUTE_MS);
      if (sent.length < perMinute) {
        sent.push(nowMs);
        return undefined;
      }
      const retryAfterMs = Math.ceil((sent[0] ?? nowMs) + MINUTE_MS - nowMs);
      return new ChatError({
        ...{ kind: 'rate-limit', status: 429, retryAfterMs },
        limits: { requests: { limit: perMinute, remaining: 0, resetsInMs: retryAfterMs } },
        message: 'simulated limit of requests.',
      });
    },
  };
}
