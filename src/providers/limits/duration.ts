/*
 * Spans and moments as vendors write them, in milliseconds.
 * Spans: `1m53.425s`, `12ms`, `7m10.9s`, `34 seconds`. Moments: RFC 3339, HTTP dates, epoch seconds
 * or milliseconds. A bare number that is too small to be a moment counts seconds.
 * What cannot be read is `undefined`; nothing is ever negative.
 */
const UNIT_MS: { readonly [unit: string]: number } = {
  ms: 1,
  s: 1000,
  m: 60_000,
  h: 3_600_000,
  d: 86_400_000,
};

/** One number with its unit; the unit must not run on into another word. */
export const SPAN_PIECE = String.raw`\d+(?:\.\d+)?\s{0,2}(?:ms|milliseconds?|seconds?|secs?|s|minutes?|mins?|m|hours?|hrs?|h|days?|d)(?![a-z])`;
const PIECE = /(\d+(?:\.\d+)?)\s{0,2}([a-z]+)/gi;
const WHOLE_SPAN = new RegExp(`^\\s*(?:${SPAN_PIECE}\\s*)+$`, 'i');

function unitMs(unit: string): number {
  const word = unit.toLowerCase();
  if (word === 'ms' || word.startsWith('milli')) return 1;
  return UNIT_MS[word.charAt(0)] ?? 0;
}

/** `1h2m3.5s` and kin; `undefined` where any part of the text is something else. */
export function parseSpan(text: string): number | undefined {
  if (text.length > 60 || !WHOLE_SPAN.test(text)) return undefined;
  let sumMs = 0;
  for (const [, number, unit] of text.matchAll(PIECE)) sumMs += Number(number) * unitMs(unit ?? '');
  return finite(sumMs);
}

/** Milliseconds from now until the moment; 0 where it has passed. */
export function parseMoment(text: string, wallMs: number): number | undefined {
  // Without a guard `Date.parse` also takes "1", "12" and other things that are no dates.
  if (!/^(?:\d{4}-\d\d-\d\d[Tt ]|[A-Za-z]{3,9},? )/.test(text)) return undefined;
  const atMs = Date.parse(text);
  return Number.isNaN(atMs) ? undefined : Math.max(0, atMs - wallMs);
}

/** A reset in any vendor's form: a span, a moment, epoch seconds or milliseconds, seconds left. */
export function parseReset(text: string, wallMs: number): number | undefined {
  const value = text.trim();
  if (!/^\d+(?:\.\d+)?$/.test(value)) return parseSpan(value) ?? parseMoment(value, wallMs);
  const number = Number(value);
  // 10^11 s is the year 5138 and 10^9 s was 2001: no span of seconds is that long.
  if (number >= 1e11) return finite(Math.max(0, number - wallMs));
  if (number >= 1e9) return finite(Math.max(0, number * 1000 - wallMs));
  return finite(number * 1000);
}

function finite(ms: number): number | undefined {
  return Number.isFinite(ms) ? Math.ceil(ms) : undefined;
}
