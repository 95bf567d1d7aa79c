/*
 * From evidence to one row of the error table. Rules in order, the first that fits decides; strong
 * words (a code that means one thing) come before the status, the status before weak words.
 * No rule knows a vendor. A limit that clears with time (429, "per minute") is never read as money
 * without a code that says so, and never as an overflow of the context.
 */
import type { ErrorKind } from '../../core/index.ts';
import * as say from './phrases.ts';
import type { VendorError } from './vendorError.ts';

export type Evidence = {
  /** Of the answer; inside a 2xx the one that the body speaks of, if any. */
  readonly status: number | undefined;
  readonly vendor: VendorError;
  /** The longest delay named in headers or body. */
  readonly retryAfterMs: number | undefined;
};

type Case = Evidence & {
  readonly text: string;
  readonly words: readonly string[];
  readonly perMinute: boolean;
  /** A request that was turned down: 4xx other than 429, or an error inside a 2xx. */
  readonly refused: boolean;
};
type Rule = readonly [ErrorKind, (c: Case) => boolean];

const HOUR_MS = 3_600_000;

const named = (c: Case, word: RegExp): boolean => c.words.some((w) => word.test(w));
const says = (c: Case, phrase: RegExp): boolean => phrase.test(c.text);

const isOneOf = <T>(value: T, list: readonly T[]): boolean => list.includes(value);

const RULES: readonly Rule[] = [
  // Waiting never helps: one request is larger than the minute's allowance.
  [
    'too-large-per-minute',
    (c) => (says(c, say.REQUEST_TOO_LARGE) || asksMoreThanLimit(c)) && c.perMinute,
  ],
  ['too-large-per-minute', (c) => c.status === 413 && named(c, say.RATE_WORD)],

  // A broker's own guard on open requests clears by itself, although its status says money.
  ['rate-limit', (c) => c.status === 402 && (named(c, say.IN_FLIGHT) || says(c, say.IN_FLIGHT))],
  ['quota', (c) => named(c, say.MONEY_WORD) || isSpentForTheDay(c)],
  ['quota', (c) => c.status === 402 || c.status === 412],
  ['quota', (c) => says(c, say.MONEY) && !c.perMinute && !isSoon(c) && !isIll(c)],

  ['region', (c) => c.refused && (named(c, say.REGION_WORD) || says(c, say.REGION))],
  ['content-filter', (c) => c.refused && (named(c, say.FILTER_WORD) || says(c, say.FILTER))],
  // A broker's own trouble with the one behind it is not the person's key.
  ['upstream', (c) => c.vendor.namesUpstream && (c.status === 401 || c.status === 403)],
  ['auth', (c) => c.status === 401 || (c.refused && named(c, say.AUTH_WORD))],
  ['auth', (c) => isOneOf(c.status, [undefined, 400, 403]) && says(c, say.AUTH)],
  ['auth', (c) => c.status === 403 && says(c, say.ACCOUNT_CLOSED)],

  ['tool-use-failed', (c) => c.refused && (named(c, say.TOOL_WORD) || says(c, say.TOOL))],
  ['invalid', (c) => c.refused && says(c, say.OUTPUT_LIMIT) && !named(c, say.CONTEXT_WORD)],
  [
    'context-length',
    (c) => c.status !== 429 && !c.perMinute && (named(c, say.CONTEXT_WORD) || says(c, say.CONTEXT)),
  ],

  ['overloaded', (c) => c.status === 429 && isOverload(c) && !c.perMinute],
  ['rate-limit', (c) => c.status === 429],
  ['rate-limit', (c) => c.refused && (named(c, say.RATE_WORD) || says(c, say.RATE))],
  ['rate-limit', (c) => c.refused && c.perMinute && says(c, /limit|exceed/)],

  ['loading', (c) => c.status !== 404 && says(c, say.LOADING)],
  ['no-memory', (c) => says(c, say.NO_MEMORY)],

  ['protocol', (c) => c.refused && says(c, say.WRONG_ADDRESS)],
  ['model-gone', (c) => c.refused && named(c, say.MODEL_WORD)],
  ['unsupported', (c) => c.refused && named(c, say.FEATURE_WORD)],
  ['model-gone', (c) => c.refused && says(c, say.MODEL)],
  ['unsupported', (c) => c.refused && says(c, say.FEATURE)],
  ['permission', (c) => c.refused && says(c, say.NO_ACCESS)],
  ['upstream', (c) => c.refused && isUpstreamsFault(c)],
];

export function classify(evidence: Evidence): ErrorKind {
  const { status, vendor } = evidence;
  // The words of a page are a designer's: only the status counts.
  const isAnswer = vendor.form !== 'page';
  const words = isAnswer ? vendor.words : [];
  const text = isAnswer ? [...vendor.messages, ...words].join('\n').toLowerCase() : '';
  const c: Case = {
    ...evidence,
    words,
    text,
    perMinute: say.PER_MINUTE.test(text),
    refused: status === undefined || (status >= 400 && status < 500 && status !== 429),
  };
  const rule = RULES.find(([, fits]) => fits(c));
  if (rule !== undefined) return rule[0];
  return status === undefined ? byWeakWords(c) : byStatus(c, status);
}

const STATUS: { readonly [status: number]: ErrorKind } = {
  400: 'invalid',
  403: 'permission',
  405: 'protocol',
  407: 'proxy',
  408: 'request-timeout',
  409: 'conflict',
  410: 'model-gone',
  413: 'too-large',
  415: 'protocol',
  421: 'protocol',
  425: 'request-timeout',
  431: 'too-large',
  451: 'region',
  498: 'overloaded',
  499: 'server',
  501: 'unsupported',
  503: 'overloaded',
  529: 'overloaded',
};

function byStatus(c: Case, status: number): ErrorKind {
  // A 404 that no API wrote, and a page that refuses, speak of the address and not of the request.
  if (status === 404) return c.vendor.form === 'json' ? 'model-gone' : 'protocol';
  if (status === 400 && c.vendor.form === 'page') return 'protocol';
  const known = STATUS[status];
  if (known !== undefined) return known;
  if (status >= 500) return isOverload(c) ? 'overloaded' : 'server';
  return status >= 400 ? 'invalid' : 'protocol';
}

/** An error inside a 2xx that names no status. */
function byWeakWords(c: Case): ErrorKind {
  if (isOverload(c)) return 'overloaded';
  if (named(c, /^(?:permission_error|permission_denied|forbidden)$/)) return 'permission';
  if (named(c, /^(?:invalid_request_error|invalid_argument|badrequesterror|invalid_.*)$/)) {
    return 'invalid';
  }
  return named(c, /^(?:request_too_large)$/) ? 'too-large' : 'server';
}

function isOverload(c: Case): boolean {
  return named(c, say.OVERLOAD_WORD) || says(c, say.OVERLOAD);
}

/** The server itself fails: its words about money are somebody else's. */
function isIll(c: Case): boolean {
  return c.status !== undefined && c.status >= 500;
}

/**
 * A delay within the hour: a limit that refills, whatever the sentence says of plans and billing.
 */
function isSoon(c: Case): boolean {
  return c.retryAfterMs !== undefined && c.retryAfterMs <= HOUR_MS;
}

/**
 * A day's allowance is used up. Gemini names a quota "…PerDay…" and still a delay of seconds;
 * others (Groq) refill by the minute and the delay they name is true.
 */
function isSpentForTheDay(c: Case): boolean {
  if (c.status !== 429) return false;
  if (named(c, /perday/)) return true;
  return says(c, say.PER_DAY) && !c.perMinute && !isSoon(c);
}

/** "Limit 30000, Requested 31538": more in one request than the window holds. */
function asksMoreThanLimit(c: Case): boolean {
  const limit = /\blimit:? (\d{1,12})\b/.exec(c.text)?.[1];
  const requested = /\brequested:? (\d{1,12})\b/.exec(c.text)?.[1];
  return limit !== undefined && requested !== undefined && Number(requested) > Number(limit);
}

/** A broker blames the one behind it and passes nothing on that says more. */
function isUpstreamsFault(c: Case): boolean {
  const saysMore =
    c.vendor.messages.length > 1 && c.words.some((word) => /error|invalid/.test(word));
  return says(c, say.UPSTREAM) && !saysMore;
}
