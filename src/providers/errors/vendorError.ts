/*
 * Reads what a body says about an error, whatever its shape: `{error:{…}}`, `{error:"text"}`,
 * `{detail}`, `{message}`, flat, wrapped in a list, JSON inside JSON, server-sent events, HTML,
 * plain text, nothing. Never goes by content-type. Gathers words and sentences; judging them is
 * `classify.ts`. Fields that carry a model's or a person's text are not read.
 */
import type { RequestPart } from '../../core/index.ts';
import { asArray, asObject, asText, parseJson, type JsonObject } from '../json.ts';
import { largest, retryHeaderMs, retryWordsMs } from '../limits/retryHint.ts';
import { parseSpan } from '../limits/duration.ts';
import { partOf } from './refusedPart.ts';

export type VendorError = {
  /** `json`: an answer of the API; `page`: HTML; `text`: something else; `nothing`. */
  readonly form: 'json' | 'page' | 'text' | 'nothing';
  /** Codes, types, statuses and reasons, lower case, from the outermost to the innermost. */
  readonly words: readonly string[];
  /** Sentences in the order found. */
  readonly messages: readonly string[];
  /** What the vendor itself would call this error: its code, else its type. */
  readonly code: string | undefined;
  /** The HTTP status that the body speaks of. */
  readonly status: number | undefined;
  readonly requestId: string | undefined;
  readonly retryAfterMs: number | undefined;
  /** Headers of an upstream answer that were copied into the body; lower-case names. */
  readonly headers: Readonly<Record<string, string>>;
  /** Parts of the request that the error points at. */
  readonly parts: readonly RequestPart[];
  /** A broker names the upstream that failed. */
  readonly namesUpstream: boolean;
};

/** Objects that hold more of the error. */
const INNER = [
  'error',
  'errors',
  'err',
  'detail',
  'details',
  'innererror',
  'inner_error',
  'metadata',
  'raw',
  'message',
  'body',
  'violations',
  'response',
];
const SAYS = [
  'message',
  'msg',
  'detail',
  'details',
  'error',
  'error_message',
  'raw',
  'description',
  'title',
  'body',
];
const NAMES = [
  'code',
  'type',
  'status',
  'error_code',
  'error_type',
  'reason',
  'quotaId',
  'limit_source',
  '@type',
];
const STATUSES = [
  'code',
  'status',
  'status_code',
  'statusCode',
  'raw_status_code',
  'http_status',
  'error_code',
];
const NODES_MAX = 60;
const DEPTH_MAX = 7;

type Found = {
  words: string[];
  messages: string[];
  code: string | undefined;
  type: string | undefined;
  status: number | undefined;
  requestId: string | undefined;
  delays: (number | undefined)[];
  headers: Record<string, string>;
  parts: RequestPart[];
  namesUpstream: boolean;
  nodes: number;
};

/** Reads a body as text. */
export function readVendorError(body: string, wallMs: number): VendorError {
  const text = body.trim();
  const value = parseJson(text) ?? parseJson(firstEventData(text));
  if (typeof value === 'object' && value !== null) return vendorErrorOf(value, wallMs);
  const isPage = /^<|<(?:html|head|body|!doctype)\b/i.test(text.slice(0, 500));
  const said = isPage ? pageTitle(text) : text.slice(0, 2000);
  return {
    ...vendorErrorOf({}, wallMs),
    form: isPage ? 'page' : text === '' ? 'nothing' : 'text',
    messages: said === '' ? [] : [said],
    retryAfterMs: isPage ? undefined : retryWordsMs(said),
  };
}

/** Reads a parsed body, event or error object. */
export function vendorErrorOf(value: unknown, wallMs: number): VendorError {
  const found: Found = {
    words: [],
    messages: [],
    code: undefined,
    type: undefined,
    status: undefined,
    requestId: undefined,
    delays: [],
    headers: {},
    parts: [],
    namesUpstream: false,
    nodes: 0,
  };
  walk(value, found, 0);
  const delays = [...found.delays, ...found.messages.map(retryWordsMs)];
  return {
    form: 'json',
    words: found.words,
    messages: found.messages,
    code: found.code ?? found.type,
    status: found.status,
    requestId: found.requestId,
    retryAfterMs: largest([...delays, retryHeaderMs(found.headers, wallMs)]),
    headers: found.headers,
    parts: found.parts,
    namesUpstream: found.namesUpstream,
  };
}

function walk(value: unknown, found: Found, depth: number): void {
  if (depth > DEPTH_MAX || ++found.nodes > NODES_MAX) return;
  if (typeof value === 'string') return say(value, found, depth);
  if (Array.isArray(value)) {
    for (const item of value.slice(0, 10)) walk(item, found, depth + 1);
    return;
  }
  const object = asObject(value);
  if (object === undefined) return;
  readFacts(object, found);
  for (const key of SAYS) if (typeof object[key] === 'string') say(object[key], found, depth);
  for (const key of INNER) {
    if (typeof object[key] === 'object') walk(object[key], found, depth + 1);
  }
}

/** A sentence; or JSON as text (brokers put the upstream's body so), which is read in its turn. */
function say(text: string, found: Found, depth: number): void {
  const inner = /^\s*[[{]/.test(text) ? parseJson(text) : undefined;
  if (typeof inner === 'object' && inner !== null) return walk(inner, found, depth + 1);
  const litellm = /\blitellm\.(\w+)/.exec(text);
  if (litellm?.[1] !== undefined) found.words.push(litellm[1].toLowerCase());
  if (text.trim() !== '' && !found.messages.includes(text))
    found.messages.push(text.slice(0, 4000));
}

function readFacts(object: JsonObject, found: Found): void {
  for (const key of NAMES) {
    const word = object[key];
    if (typeof word === 'string' && word !== '') found.words.push(word.slice(0, 200).toLowerCase());
  }
  for (const key of STATUSES) found.status ??= httpStatus(object[key]);
  const code = asText(object['code']) ?? asText(object['error_code']);
  if (code !== undefined && httpStatus(code) === undefined) found.code ??= code;
  found.type ??= asText(object['type']) ?? asText(object['status']);
  if (found.type === 'error') found.type = undefined;
  found.requestId ??= asText(object['request_id']) ?? asText(object['requestId']);
  if (asText(object['provider_name']) !== undefined) found.namesUpstream = true;
  found.delays.push(...delaysOf(object));
  found.parts.push(...partsOf(object));
  for (const [name, text] of Object.entries(asObject(object['headers']) ?? {})) {
    if (typeof text === 'string') found.headers[name.toLowerCase()] = text;
  }
}

/** `param` of the OpenAI family; `loc`, a path through the request. Only known names are kept. */
function partsOf({ param, loc }: JsonObject): readonly RequestPart[] {
  const path = asArray(loc).filter((step) => typeof step === 'string' && step !== 'body');
  return [asText(param) ?? '', path.join('.')].flatMap((name) => partOf(name.slice(0, 200)) ?? []);
}

/** Gemini's `RetryInfo`, brokers' and self-hosted servers' fields. */
function delaysOf(object: JsonObject): readonly (number | undefined)[] {
  const seconds = (value: unknown): number | undefined => {
    if (typeof value === 'number') return value * 1000;
    if (typeof value !== 'string') return undefined;
    return /^\d+(?:\.\d+)?$/.test(value) ? Number(value) * 1000 : parseSpan(value);
  };
  const ms = object['retry_after_ms'] ?? object['retryAfterMs'];
  return [
    seconds(object['retryDelay']),
    seconds(object['retry_after']),
    seconds(object['retry_after_seconds']),
    seconds(object['retryAfter']),
    // Hugging Face says so while a model loads.
    seconds(object['estimated_time']),
    typeof ms === 'number' ? ms : undefined,
  ];
}

/** A status between 400 and 599, as a number or as text (LiteLLM, Azure). */
function httpStatus(value: unknown): number | undefined {
  const number = typeof value === 'string' && /^[45]\d\d$/.test(value) ? Number(value) : value;
  return typeof number === 'number' && Number.isInteger(number) && number >= 400 && number < 600
    ? number
    : undefined;
}

/** Some servers frame the body of an error status as an event. */
function firstEventData(text: string): string {
  return /^data: ?(.+)$/m.exec(text.slice(0, 20_000))?.[1] ?? '';
}

function pageTitle(html: string): string {
  return (/<title[^>]{0,200}>([^<]{1,300})/i.exec(html.slice(0, 20_000))?.[1] ?? '').trim();
}

/** An object of a 2xx answer that is an error, in any of the forms vendors use. */
export function isErrorShape(object: JsonObject): boolean {
  const { error } = object;
  if (typeof error === 'string' && error !== '') return true;
  const held = asObject(error);
  const hasChoices = Array.isArray(object['choices']);
  if (held !== undefined && (Object.keys(held).length > 0 || !hasChoices)) return true;
  if (object['object'] === 'error' || object['type'] === 'error') return true;
  if (hasChoices) return false;
  if (asArray(object['errors']).length > 0) return true;
  if (asText(object['detail']) !== undefined || asArray(object['detail']).length > 0) return true;
  const isNamed =
    object['code'] !== undefined ||
    httpStatus(object['status_code']) !== undefined ||
    httpStatus(object['status']) !== undefined ||
    /error/i.test(asText(object['type']) ?? '');
  return isNamed && (asText(object['message']) ?? asText(object['msg'])) !== undefined;
}
