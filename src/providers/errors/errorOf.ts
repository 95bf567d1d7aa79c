/*
 * Puts a `ChatError` together: from an answer with an error status, from an error inside a 2xx, and
 * from bytes that are no answer at all. Everything a vendor wrote is cleaned before it is kept.
 * Decides nothing about what happens next: that is the disposition table.
 */
import {
  ChatError,
  type ChatErrorFields,
  type ErrorKind,
  type ModelId,
  type ProviderId,
} from '../../core/index.ts';
import { largest, resetOfSpentMs, retryHeaderMs } from '../limits/retryHint.ts';
import { readRateLimits } from '../limits/rateLimitHeaders.ts';
import { classify } from './classify.ts';
import { refusedPart } from './refusedPart.ts';
import { readVendorError, vendorErrorOf, type VendorError } from './vendorError.ts';
import { vendorMessage, vendorWord } from './vendorText.ts';

/** Where an answer came from, for all errors that may be read from it. */
export type AnswerPlace = {
  readonly providerId: ProviderId;
  /** Absent for questions that are not to a model (the model list). */
  readonly modelId?: ModelId;
  readonly status: number;
  readonly headers: Readonly<Record<string, string>>;
  /**
   * The server's calendar when the headers arrived (ours, where it sent none): resets count from
   * here.
   */
  readonly wallMs: number;
};

/** The error of an answer that is not 2xx. */
export function statusError(place: AnswerPlace, body: string): ChatError {
  return vendorFailure(place, readVendorError(body, place.wallMs), place.status);
}

/** The error that a 2xx carries: a parsed event or body. */
export function bodyError(place: AnswerPlace, value: unknown): ChatError {
  const vendor =
    typeof value === 'string'
      ? readVendorError(value, place.wallMs)
      : vendorErrorOf(value, place.wallMs);
  return vendorFailure(place, vendor, undefined);
}

type Reported = {
  readonly message: string;
  /** A machine's word for it; may be empty. */
  readonly code: string;
  readonly status: number | undefined;
};
type Certain = { readonly kind: ErrorKind; readonly what: string };

/**
 * An error that other software reports of a model that it asked: its words are read as a vendor's
 * are, also the body that it quotes behind them. `certain`: what is known without them.
 */
export function reportedError(
  place: Pick<Required<AnswerPlace>, 'providerId' | 'modelId'>,
  { message, code, status }: Reported,
  certain?: Certain,
): ChatError {
  const brace = message.indexOf('{');
  const words = brace < 0 ? message : message.slice(0, brace);
  const body = brace < 0 ? '' : message.slice(brace);
  const vendor = vendorErrorOf([{ body }, { code, message: words }], 0);
  const at = { ...place, status: status ?? 0, headers: {}, wallMs: 0 };
  return vendorFailure(at, vendor, status, certain);
}

/** An error of our own reading: `cut`, `truncated`, `protocol`, `empty`, … */
export function readingError(
  place: AnswerPlace,
  kind: ErrorKind,
  what: string,
  more: Partial<ChatErrorFields> = {},
): ChatError {
  return new ChatError({
    kind,
    message: `${nameOf(place)}: ${what}`,
    status: place.status,
    ...known({ vendorRequestId: requestIdOf(place.headers), target: targetOf(place) }),
    ...more,
  });
}

function vendorFailure(
  place: AnswerPlace,
  vendor: VendorError,
  httpStatus: number | undefined,
  certain?: Certain,
): ChatError {
  const headers = { ...place.headers, ...vendor.headers };
  const limits = readRateLimits(headers, place.wallMs);
  // The headers of a 200 are not about the error that came later.
  const headerMs = httpStatus === undefined ? undefined : retryHeaderMs(headers, place.wallMs);
  const saidMs = largest([headerMs, vendor.retryAfterMs]);
  const status = httpStatus ?? vendor.status;
  const kind = certain?.kind ?? classify({ status, vendor, retryAfterMs: saidMs });
  const clears = kind === 'rate-limit' || kind === 'overloaded' || kind === 'quota';
  const isCurrent = httpStatus !== undefined || Object.keys(vendor.headers).length > 0;
  const spentMs = clears && isCurrent ? resetOfSpentMs(limits) : undefined;
  const said = messageOf(vendor);
  const code = vendor.code ?? (vendor.form === 'json' ? vendor.status?.toString() : undefined);
  return new ChatError({
    kind,
    message: `${nameOf(place)} ${status === undefined ? 'reported an error' : `answered ${status}`}: ${certain?.what ?? SAID[kind] ?? 'it failed'}`,
    ...known({
      status,
      retryAfterMs: largest([saidMs, spentMs]),
      vendorCode: code === undefined ? undefined : vendorWord(code),
      vendorMessage: said === undefined ? undefined : vendorMessage(said),
      vendorRequestId: requestIdOf(place.headers) ?? vendorWord(vendor.requestId ?? ''),
      limits,
      refused: kind === 'unsupported' ? refusedPart(vendor) : undefined,
      target: targetOf(place),
    }),
  });
}

/** The first sentence; where that only says that somebody else failed, the next one too. */
function messageOf(vendor: VendorError): string | undefined {
  const [first, second] = vendor.messages;
  if (first === undefined || second === undefined) return first;
  return /^(?:provider returned error|bad request|error)\.?$/i.test(first.trim())
    ? `${first}: ${second}`
    : first;
}

const REQUEST_ID_HEADERS = [
  'x-request-id',
  'request-id',
  'x-generation-id',
  'mistral-correlation-id',
  'apim-request-id',
  'x-github-request-id',
  'x-litellm-call-id',
  'x-ds-trace-id',
];

/** The id that the vendor's support asks for. */
export function requestIdOf(headers: Readonly<Record<string, string>>): string | undefined {
  for (const name of REQUEST_ID_HEADERS) {
    const id = vendorWord(headers[name] ?? '');
    if (id !== undefined) return id;
  }
  return undefined;
}

const SAID: { readonly [K in ErrorKind]?: string } = {
  proxy: 'a proxy wants a sign-in',
  server: 'it failed on its own side',
  overloaded: 'it is overloaded',
  'request-timeout': 'it gave up waiting',
  conflict: 'the request collided with another',
  upstream: 'the service behind it failed',
  protocol: 'this address does not speak the chat protocol',
  'rate-limit': 'too many requests for now',
  'too-large-per-minute': "the request is larger than a minute's allowance",
  quota: 'the credit or the allowance is used up',
  auth: 'the key was not accepted',
  region: 'it does not serve this region',
  permission: 'the key may not use this model',
  loading: 'the model is still loading',
  'no-memory': 'the model does not fit into memory',
  'model-gone': 'the model does not exist there',
  unsupported: 'the model does not support what was asked for',
  invalid: 'the request was refused',
  'too-large': 'the request is too large',
  'context-length': 'the conversation is longer than the model can read',
  'tool-use-failed': 'the model made a tool call that is not valid',
  'content-filter': 'its content policy refused the request',
};

function nameOf(place: AnswerPlace): string {
  return place.modelId === undefined ? place.providerId : `${place.modelId} at ${place.providerId}`;
}

function targetOf(place: AnswerPlace): ChatErrorFields['target'] {
  const { providerId, modelId } = place;
  return modelId === undefined ? undefined : { providerId, modelId };
}

type Defined<T> = { [K in keyof T]?: Exclude<T[K], undefined> };

/** Only the fields that are there: absent is not `undefined`. */
function known<T extends object>(fields: T): Defined<T> {
  return Object.fromEntries(
    Object.entries(fields).filter(([, value]) => value !== undefined),
  ) as Defined<T>;
}
