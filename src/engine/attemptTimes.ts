/*
 * The times of one attempt while it runs, and what they teach at its end: how long it took to
 * begin, its gaps, its speed, the whole; and of what was given up, how long it took at least.
 * It costs numbers only: no timer, nothing allocated for an event.
 */
import { isProgress } from '../core/index.ts';
import type { EngineEvent } from '../core/index.ts';
import { createDripWatch } from './dripWatch.ts';
import { noWeights } from './latency/histogram.ts';
import type { Lesson } from './latency/latencyBook.ts';
import { stepOf } from './latency/scale.ts';
import type { StallWatch } from './stallWatch.ts';

/** Less says nothing about speed. */
const RATE_CHARS_MIN = 64;
const RATE_MS_MIN = 1_000;
const MINUTE_MS = 60_000;

export type Ending = 'finished' | 'timeout' | 'aborted' | 'failed';

export type AttemptTimes = {
  /** Each event, after its pull has ended. */
  see(event: EngineEvent): void;
  /** Words keep coming, and fewer than `charsPerMinute`. */
  drips(charsPerMinute: number): boolean;
  /** `isCold`: how long it took to begin is not its speed. */
  lesson(ending: Ending, isCold: boolean): Lesson;
};

type Seen = {
  headersMs?: number;
  firstMs?: number;
  longestGapMs: number;
  gapCount: number;
  /** How many gaps of each step. */
  gaps?: number[];
  /** Behind the first sign of progress. */
  chars: number;
};

export function createAttemptTimes(watch: StallWatch): AttemptTimes {
  const seen: Seen = { longestGapMs: 0, gapCount: 0, chars: 0 };
  const drip = createDripWatch();
  return {
    see(event) {
      if (event.type === 'response-start') seen.headersMs ??= watch.waitedMs;
      if (!isProgress(event)) return;
      const gapMs = watch.progressed();
      if (seen.firstMs === undefined) {
        seen.firstMs = watch.waitedMs;
        drip.begun(watch.waitedMs);
        return;
      }
      const gaps = (seen.gaps ??= noWeights());
      const step = stepOf(gapMs);
      gaps[step] = (gaps[step] ?? 0) + 1;
      seen.gapCount += 1;
      if (gapMs > seen.longestGapMs) seen.longestGapMs = gapMs;
      const chars = lengthOf(event);
      seen.chars += chars;
      drip.came(chars);
    },
    drips: (charsPerMinute) => drip.drips(watch.waitedMs, charsPerMinute),
    lesson(ending, isCold) {
      const given = { watch, isTimeout: ending === 'timeout', isCold };
      if (ending === 'finished') return finished(seen, given);
      // A failure of the provider's own tells nothing about what would have come.
      return unfinished(seen, { ...given, isGivenUp: ending !== 'failed' });
    },
  };
}

type Given = {
  readonly watch: StallWatch;
  readonly isTimeout: boolean;
  readonly isCold: boolean;
};

function finished(seen: Seen, { watch, isTimeout, isCold }: Given): Lesson {
  const { gaps, gapCount, longestGapMs } = seen;
  const whole = { ...begun(seen, isCold), ...rate(seen, watch), total: watch.waitedMs };
  if (gaps === undefined) return { seen: whole, censored: {}, isTimeout };
  return {
    seen: { ...whole, longestGap: longestGapMs },
    censored: {},
    gaps: gaps.map((count) => count / gapCount),
    isTimeout,
  };
}

function unfinished(
  seen: Seen,
  { watch, isTimeout, isCold, isGivenUp }: Given & { readonly isGivenUp: boolean },
): Lesson {
  const start = begun(seen, isCold);
  if (seen.firstMs === undefined) {
    const waited = watch.silentMs;
    const headers = seen.headersMs === undefined ? { headers: waited } : {};
    const censored = isGivenUp && !isCold ? { ...headers, firstToken: waited } : {};
    return { seen: start, censored, isTimeout };
  }
  const censored = isGivenUp ? { longestGap: watch.silentMs, total: watch.waitedMs } : {};
  return { seen: { ...start, ...rate(seen, watch) }, censored, isTimeout };
}

function begun({ headersMs, firstMs }: Seen, isCold: boolean): Lesson['seen'] {
  if (isCold) return {};
  return {
    ...(headersMs === undefined ? {} : { headers: headersMs }),
    ...(firstMs === undefined ? {} : { firstToken: firstMs }),
  };
}

function rate({ chars, firstMs = 0 }: Seen, { waitedMs }: StallWatch): Lesson['seen'] {
  const tookMs = waitedMs - firstMs;
  const isEnough = chars >= RATE_CHARS_MIN && tookMs >= RATE_MS_MIN;
  return isEnough ? { rate: (chars * MINUTE_MS) / tookMs } : {};
}

function lengthOf(event: EngineEvent): number {
  if (event.type === 'text-delta' || event.type === 'reasoning-delta') return event.text.length;
  if (event.type === 'tool-call-delta') return event.argumentsText.length;
  return event.type === 'tool-call' ? event.argumentsJson.length : 0;
}
