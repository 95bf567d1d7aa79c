/*
 * Whether an answer drips: words keep coming, and fewer than a floor over 20 seconds of waiting.
 * One long silence is no drip, whatever its length: both halves of the window must hold a word and
 * be slow. Numbers only, no timer; it is asked when the next event is wanted, so that what came is
 * never lost. Time is whatever its owner counts, so a slow reader makes no drip.
 */

/** Two halves make the window. */
const HALF_MS = 10_000;
const MINUTE_MS = 60_000;

export type DripWatch = {
  begun(waitedMs: number): void;
  came(chars: number): void;
  drips(waitedMs: number, charsPerMinute: number): boolean;
};

export function createDripWatch(): DripWatch {
  let chars = 0;
  let fromMs: number | undefined;
  let wasSlow = false;
  return {
    begun(waitedMs) {
      fromMs = waitedMs;
    },
    came(more) {
      chars += more;
    },
    drips(waitedMs, charsPerMinute) {
      // Half a window without a word is a silence, and goes on.
      if (fromMs === undefined || waitedMs - fromMs < HALF_MS || chars === 0) return false;
      const isSlow = chars * MINUTE_MS < charsPerMinute * (waitedMs - fromMs);
      if (isSlow && wasSlow) return true;
      wasSlow = isSlow;
      chars = 0;
      fromMs = waitedMs;
      return false;
    },
  };
}
