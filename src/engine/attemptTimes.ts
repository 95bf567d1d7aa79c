/*
 * The times of one attempt while it runs: what it taught at its end, and whether it drips, that
 * is, gave fewer characters than a floor over 20 seconds of waiting for it. One long silence is no
 * drip, whatever its length: both halves of the window must hold a word and be slow.
 * It costs numbers only: no timer, nothing allocated for an event. A drip is noticed when the next
 * event is asked for, so that what came is never lost.
 */
import { isProgress } from '../core/index.ts';
import type { EngineEvent } from '../core/index.ts';
import { noWeights } from './latency/histogram.ts';
import type { Lesson } from './latency/latencyBook.ts';
import { stepOf } from './latency/scale.ts';
import type { StallWatch } from './stallWatch.ts';

/** Two halves make the window over which a drip is judged. */
const HALF_MS = 10_000;
/** Less says nothing about speed. */
const RATE_CHARS_MIN = 64;
const RATE_MS_MIN = 1_000;
const MINUTE_MS = 60_000;

export type Ending = 'finished' | 'timeout' | 'aborted' | 'failed';

export type AttemptTimes = {
  /** Each event, after its pull has ended. */
  see(event: EngineEvent): void;
  /** Over the last 20 s or more words kept coming, and fewer than `charsPerMinute`. */
  drips(charsPerMinute: number): boolean;
  /** `isCold`: how long it took to begin is not its speed. */
  lesson(ending: Ending, isCold: boolean): Lesson;
};

export function createAttemptTimes(watch: StallWatch): AttemptTimes {
  let headersMs: number | undefined;
  let firstMs: number | undefined;
  let longestGapMs = 0;
  let gapCount = 0;
  let gaps: number[] | undefined;
  let chars = 0;
  let halfChars = 0;
  let halfFromMs = 0;
  /** The half before this one was. */
  let wasSlow = false;

  const countGap = (gapMs: number): void => {
    gaps ??= noWeights();
    const step = stepOf(gapMs);
    gaps[step] = (gaps[step] ?? 0) + 1;
    gapCount += 1;
    if (gapMs > longestGapMs) longestGapMs = gapMs;
  };
  const rate = (): { rate?: number } => {
    const tookMs = watch.waitedMs - (firstMs ?? 0);
    const isEnough = chars >= RATE_CHARS_MIN && tookMs >= RATE_MS_MIN;
    return isEnough ? { rate: (chars * MINUTE_MS) / tookMs } : {};
  };

  return {
    see(event) {
      if (event.type === 'response-start') headersMs ??= watch.waitedMs;
      if (!isProgress(event)) return;
      const gapMs = watch.progressed();
      if (firstMs === undefined) {
        firstMs = watch.waitedMs;
        halfFromMs = firstMs;
        return;
      }
      countGap(gapMs);
      const more = lengthOf(event);
      chars += more;
      halfChars += more;
    },
    drips(charsPerMinute) {
      const nowMs = watch.waitedMs;
      const tookMs = nowMs - halfFromMs;
      // Half a window without a word is a silence, and goes on.
      if (firstMs === undefined || tookMs < HALF_MS || halfChars === 0) return false;
      const isSlow = halfChars * MINUTE_MS < charsPerMinute * tookMs;
      if (isSlow && wasSlow) return true;
      wasSlow = isSlow;
      halfChars = 0;
      halfFromMs = nowMs;
      return false;
    },
    lesson(ending, isCold) {
      const isTimeout = ending === 'timeout';
      const begun = {
        ...(headersMs === undefined || isCold ? {} : { headers: headersMs }),
        ...(firstMs === undefined || isCold ? {} : { firstToken: firstMs }),
      };
      // A failure of the provider's own tells nothing about what would have come.
      const isGivenUp = isTimeout || ending === 'aborted';
      if (firstMs === undefined) {
        const waited = watch.silentMs;
        const censored = {
          ...(headersMs === undefined ? { headers: waited } : {}),
          firstToken: waited,
        };
        return { seen: begun, censored: isGivenUp && !isCold ? censored : {}, isTimeout };
      }
      if (ending !== 'finished') {
        const censored = isGivenUp ? { longestGap: watch.silentMs, total: watch.waitedMs } : {};
        return { seen: { ...begun, ...rate() }, censored, isTimeout };
      }
      const seen = { ...begun, ...rate(), total: watch.waitedMs };
      if (gaps === undefined) return { seen, censored: {}, isTimeout };
      return {
        seen: { ...seen, longestGap: longestGapMs },
        censored: {},
        gaps: gaps.map((count) => count / gapCount),
        isTimeout,
      };
    },
  };
}

function lengthOf(event: EngineEvent): number {
  if (event.type === 'text-delta' || event.type === 'reasoning-delta') return event.text.length;
  if (event.type === 'tool-call-delta') return event.argumentsText.length;
  return event.type === 'tool-call' ? event.argumentsJson.length : 0;
}
