/*
 * What the contract asks of a wire, as data: how its answers look on the network, how its vendor
 * refuses, and what can be read out of a question that was sent. One sample per wire; the suites
 * hold for all of them and know none.
 */
import type { ErrorKind } from '../../../src/core/index.ts';
import type { JsonObject } from '../../../src/providers/json.ts';
import type { Wire } from '../../../src/providers/wire.ts';

export type Refusal = {
  readonly kind: ErrorKind;
  readonly status: number;
  readonly body: unknown;
  readonly headers?: Readonly<Record<string, string>>;
  /** The delay that it names. */
  readonly waitMs?: number;
};

export type AskedCall = { readonly id?: string; readonly name: string; readonly args: unknown };

/** What a question says, read from its body without the product's code. */
export type Asked = {
  readonly words: string;
  /** Base64, bare. */
  readonly images: readonly string[];
  readonly tools: readonly string[];
  readonly calls: readonly AskedCall[];
  readonly results: readonly {
    readonly id?: string;
    readonly name?: string;
    readonly text: string;
  }[];
};

export type WireSample = {
  readonly wire: Wire;
  /** Frames of a streamed answer that says these words and stops. */
  text(words: readonly string[]): readonly string[];
  /** Frames of a streamed answer that calls one tool. */
  call(name: string, args: object): readonly string[];
  /** The vendor's id of that call; absent where the wire has none. */
  readonly callId?: string;
  /** A whole answer in JSON. */
  whole(text: string): unknown;
  /** Any value as one frame of this wire. */
  event(value: unknown): string;
  /** An error in the middle of a stream; `overloaded`. */
  readonly brokenBy: string;
  readonly refusals: readonly Refusal[];
  /** The fields of the smallest question: what the wire demands, and nothing else. */
  readonly smallest: readonly string[];
  ask(body: JsonObject): Asked;
  /** What noise is made of: names of fields, and words that mean something there. */
  readonly keys: readonly string[];
  readonly nouns: readonly unknown[];
};

export const sse = (value: unknown): string => `data: ${JSON.stringify(value)}\n\n`;

/** Refusals that any server gives, whatever it speaks: by status, or by what is no answer. */
export const ANYWHERE: readonly Refusal[] = [
  { kind: 'auth', status: 401, body: {} },
  { kind: 'protocol', status: 404, body: '<html><title>404 Not Found</title></html>' },
  { kind: 'protocol', status: 405, body: '' },
  { kind: 'request-timeout', status: 408, body: '' },
  { kind: 'conflict', status: 409, body: {} },
  { kind: 'too-large', status: 413, body: '<html>413 Request Entity Too Large</html>' },
  { kind: 'rate-limit', status: 429, body: '', headers: { 'retry-after': '7' }, waitMs: 7000 },
  { kind: 'server', status: 500, body: 'Internal Server Error' },
  { kind: 'server', status: 502, body: '<html>502 Bad Gateway</html>' },
  { kind: 'overloaded', status: 503, body: '' },
  { kind: 'server', status: 504, body: '<html>504 Gateway Time-out</html>' },
  { kind: 'overloaded', status: 529, body: {} },
];

/** Parts of a body, wherever they stand: every object in it that fits. */
export function findAll(
  value: unknown,
  fits: (object: Record<string, unknown>) => boolean,
): Record<string, unknown>[] {
  if (Array.isArray(value)) return value.flatMap((item) => findAll(item, fits));
  if (typeof value !== 'object' || value === null) return [];
  const object = value as Record<string, unknown>;
  const inside = Object.values(object).flatMap((item) => findAll(item, fits));
  return fits(object) ? [object, ...inside] : inside;
}

/** Every string in a body. */
export function strings(value: unknown): readonly string[] {
  if (typeof value === 'string') return [value];
  if (Array.isArray(value)) return value.flatMap(strings);
  if (typeof value !== 'object' || value === null) return [];
  return Object.values(value).flatMap(strings);
}

/** Out of `data:image/png;base64,…`. */
export function bare(dataUrl: unknown): string {
  return String(dataUrl).replace(/^data:[^,]*,/, '');
}
