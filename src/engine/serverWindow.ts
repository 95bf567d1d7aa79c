/*
 * One window of a server's limits as its last headers told it: so much is left, and it fills evenly
 * until it is full again, which is how OpenAI and Anthropic describe their buckets
 * (https://platform.openai.com/docs/guides/rate-limits, https://docs.claude.com/en/api/rate-limits).
 * Without a limit or a reset it cannot be seen filling: it is then full after the time that was
 * named, or after a minute. What is not told is not guessed; older news gives way to newer.
 */
import type { RateLimitWindow } from '../core/index.ts';

const UNNAMED_MS = 60_000;

export type ServerWindow = {
  readonly limit: number | undefined;
  readonly left: number;
  readonly atMs: number;
  readonly fullAtMs: number;
};

/** Undefined where the headers do not say how much is left. */
export function windowFrom(told: RateLimitWindow, nowMs: number): ServerWindow | undefined {
  const { limit, remaining, resetsInMs = UNNAMED_MS } = told;
  if (remaining === undefined) return undefined;
  return { limit, left: Math.max(0, remaining), atMs: nowMs, fullAtMs: nowMs + resetsInMs };
}

/** Infinity once it is full and nobody said how much that is. */
export function leftIn(window: ServerWindow, nowMs: number): number {
  const { limit, left, atMs, fullAtMs } = window;
  if (nowMs >= fullAtMs) return limit ?? Infinity;
  if (limit === undefined || limit <= left) return left;
  return left + ((limit - left) * (nowMs - atMs)) / (fullAtMs - atMs);
}

/** When `needed` is left; what exceeds the limit itself is the server's to judge, not ours. */
export function fitsAtMs(window: ServerWindow, needed: number, nowMs: number): number {
  const { limit, left, atMs, fullAtMs } = window;
  const wanted = Math.min(needed, limit ?? Infinity);
  if (leftIn(window, nowMs) >= wanted) return nowMs;
  if (limit === undefined || limit <= left) return fullAtMs;
  return Math.min(
    fullAtMs,
    Math.ceil(atMs + ((wanted - left) * (fullAtMs - atMs)) / (limit - left)),
  );
}
