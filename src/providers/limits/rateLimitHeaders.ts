/*
 * Every vendor's limit headers in one form. Vendors differ in names, windows and the unit of the
 * reset; the names alone tell them apart, so no vendor is asked for here.
 * Where a vendor sends several windows of one kind (a minute and a day), the one closest to its end
 * is kept. Azure's are ignored: the unit of its resets differs from service to service.
 */
import type { RateLimits, RateLimitWindow } from '../../core/index.ts';
import { parseReset } from './duration.ts';

type Dimension = keyof RateLimits;
type Field = 'limit' | 'remaining' | 'reset';

const DIMENSIONS: { readonly [word: string]: Dimension } = {
  requests: 'requests',
  req: 'requests',
  tokens: 'tokens',
  'input-tokens': 'inputTokens',
  'tokens-prompt': 'inputTokens',
  'output-tokens': 'outputTokens',
  'tokens-generated': 'outputTokens',
};
const KINDS = 'input-tokens|output-tokens|tokens-prompt|tokens-generated|requests|req|tokens';

/** OpenAI, Groq, xAI, Cerebras, Mistral, Fireworks; without a kind: OpenRouter, Together. */
const COMMON = new RegExp(
  `^(?:x-)?ratelimit-(limit|remaining|reset)(?:-(${KINDS}))?(?:-(?:second|minute|hour|day|month))?$`,
);
const ANTHROPIC = new RegExp(`^anthropic-ratelimit-(${KINDS})-(limit|remaining|reset)$`);

type Headers = Readonly<Record<string, string>>;

/** What the headers say of limits, counted from `wallMs`; `undefined` where they say nothing. */
export function readRateLimits(headers: Headers, wallMs: number): RateLimits | undefined {
  if (isAzure(headers)) return undefined;
  const windows = new Map<string, { dimension: Dimension; window: Mutable }>();
  for (const [name, value] of Object.entries(headers)) {
    const seen = readName(name);
    if (seen === undefined) continue;
    const known = windows.get(seen.key) ?? { dimension: seen.dimension, window: {} };
    put(known.window, seen.field, value, wallMs);
    windows.set(seen.key, known);
  }
  const limits: { -readonly [D in Dimension]?: RateLimitWindow } = {};
  for (const { dimension, window } of windows.values()) {
    if (Object.keys(window).length === 0) continue;
    const other = limits[dimension];
    if (other === undefined || headroom(window) < headroom(other)) limits[dimension] = window;
  }
  // GitHub Models names no figures, only the seconds that are left.
  const leftMs = parseReset(headers['x-ratelimit-timeremaining'] ?? '', wallMs);
  if (leftMs !== undefined && limits.requests === undefined)
    limits.requests = { resetsInMs: leftMs };
  return Object.keys(limits).length === 0 ? undefined : limits;
}

type Mutable = { -readonly [F in keyof RateLimitWindow]: RateLimitWindow[F] };

function readName(name: string): { key: string; dimension: Dimension; field: Field } | undefined {
  const common = COMMON.exec(name);
  const anthropic = common === null ? ANTHROPIC.exec(name) : null;
  const field = common?.[1] ?? anthropic?.[2];
  if (field === undefined) return undefined;
  const dimension = DIMENSIONS[common?.[2] ?? anthropic?.[1] ?? 'requests'];
  if (dimension === undefined) return undefined;
  return { key: name.replace(`-${field}`, ''), dimension, field: field as Field };
}

function put(window: Mutable, field: Field, value: string, wallMs: number): void {
  if (field === 'reset') {
    const ms = parseReset(value, wallMs);
    if (ms !== undefined) window.resetsInMs = ms;
    return;
  }
  if (/^\d{1,15}(?:\.\d+)?$/.test(value.trim())) window[field] = Number(value);
}

function headroom(window: RateLimitWindow): number {
  if (window.remaining === undefined || window.limit === undefined) return Infinity;
  return window.limit === 0 ? 0 : window.remaining / window.limit;
}

function isAzure(headers: Headers): boolean {
  return Object.keys(headers).some(
    (name) =>
      name === 'apim-request-id' || name === 'x-ms-region' || name.includes('renewalperiod'),
  );
}
