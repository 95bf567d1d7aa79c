/*
 * How long to wait before a repeat: four ways to draw it, all on the injected chance.
 * Stateful per attempt chain (decorrelated jitter looks back at its last draw).
 * Doubling is done by multiplication: powers differ between Node versions (law 7).
 * It knows nothing of server delays; the longer of both is the retry layer's business.
 */
import type { Random } from '../core/index.ts';
import type { BackoffPolicy } from './options.ts';

export type BackoffShape = {
  readonly policy: BackoffPolicy;
  readonly baseMs: number;
  readonly capMs: number;
};

/** Engine page, B: `fast` repeats follow within a quarter of a second. */
const FAST_MAX_MS = 250;

/** Each call gives the wait before the next repeat: the first call for repeat 0, and so on. */
export function createBackoff(random: Random, shape: () => BackoffShape): () => number {
  let repeat = 0;
  let lastMs: number | undefined;
  return () => {
    const { policy, baseMs, capMs } = shape();
    const ceilingMs = Math.min(capMs, doubled(baseMs, repeat, capMs));
    const chance = random.next();
    const waits: Record<BackoffPolicy, () => number> = {
      full: () => chance * ceilingMs,
      equal: () => ceilingMs / 2 + chance * (ceilingMs / 2),
      decorrelated: () => baseMs + chance * Math.max(0, (lastMs ?? baseMs) * 3 - baseMs),
      article: () => ceilingMs * (1 + 0.1 * chance),
    };
    repeat += 1;
    lastMs = Math.min(capMs, waits[policy]());
    return lastMs;
  };
}

export function fastDelayMs(random: Random): number {
  return random.next() * FAST_MAX_MS;
}

/** `baseMs` · 2ⁿ, not beyond the first step that passes `stopMs`. */
function doubled(baseMs: number, times: number, stopMs: number): number {
  let value = baseMs;
  for (let i = 0; i < times && value < stopMs; i += 1) value *= 2;
  return value;
}
