/*
 * How long a server asks to be left alone, from an error's headers and text. Several hints are
 * common and the largest is right: bodies round down, headers round up (Gemini says 48.9 s in words
 * and 48 s in `RetryInfo`). Zero means absent (Azure sends `retry-after: 1` with `retry-after-ms:
 * 0`). Only ever read from an error: some vendors send `retry-after` with a 200.
 */
import type { RateLimits } from '../../core/index.ts';
import { parseMoment, parseReset, parseSpan, SPAN_PIECE } from './duration.ts';

type Headers = Readonly<Record<string, string>>;

const IN_WORDS = new RegExp(
  String.raw`(?:try again|retry|retrying|wait|resets?)\b[^.\d]{0,40}((?:${SPAN_PIECE}[\s,]{0,2}(?:and )?)+)`,
  'gi',
);

/** The largest of the retry headers. */
export function retryHeaderMs(headers: Headers, wallMs: number): number | undefined {
  const after = (headers['retry-after'] ?? '').trim();
  return largest([
    /^\d+(?:\.\d+)?$/.test(after) ? Number(after) * 1000 : parseMoment(after, wallMs),
    plainNumber(headers['retry-after-ms']),
    parseReset(headers['x-ratelimit-timeremaining'] ?? '', wallMs),
  ]);
}

/** "Please try again in 11.455s", "Please wait 34 seconds before retrying". */
export function retryWordsMs(text: string): number | undefined {
  const found: (number | undefined)[] = [];
  for (const [, span] of text.slice(0, 4000).matchAll(IN_WORDS)) {
    found.push(parseSpan((span ?? '').replace(/,|and /gi, ' ')));
  }
  return largest(found);
}

/** When the windows that are used up open again. Windows with something left say nothing here. */
export function resetOfSpentMs(limits: RateLimits | undefined): number | undefined {
  if (limits === undefined) return undefined;
  const windows = [limits.requests, limits.tokens, limits.inputTokens, limits.outputTokens];
  return largest(
    windows.map((window) => (window?.remaining === 0 ? window.resetsInMs : undefined)),
  );
}

/** The largest hint above zero. */
export function largest(hints: readonly (number | undefined)[]): number | undefined {
  let most: number | undefined;
  for (const hint of hints) {
    if (hint !== undefined && Number.isFinite(hint) && hint > (most ?? 0)) most = Math.ceil(hint);
  }
  return most;
}

function plainNumber(value: string | undefined): number | undefined {
  return value !== undefined && /^\d+(?:\.\d+)?$/.test(value.trim()) ? Number(value) : undefined;
}
