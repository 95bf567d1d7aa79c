/*
 * How often a second target may be asked beside the first: a bucket of three, filled by a twentieth
 * with every request, so that hedging stays a help against rare slowness and never doubles the
 * traffic (engine page, A6; the idea: Dean and Barroso, "The Tail at Scale", 2013).
 * It lasts as long as the window.
 */
const SIZE = 3;
const PER_REQUEST = 0.05;

export interface HedgeBucket {
  /** A request begins. */
  earn(): void;
  /** False when it is empty. */
  take(): boolean;
}

export function createHedgeBucket(): HedgeBucket {
  let level = SIZE;
  return {
    earn: () => void (level = Math.min(SIZE, level + PER_REQUEST)),
    take() {
      // Twentieths do not add up to one exactly.
      if (level < 1 - 1e-9) return false;
      level = Math.max(0, level - 1);
      return true;
    },
  };
}
