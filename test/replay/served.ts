/*
 * What can be served of a recorded answer, as the network had it: its status and headers without
 * those of the connection, which the server that plays says itself, and its body. A content coding
 * that the headers name and the body has lost is put back, so that what is cut is what a network
 * would cut.
 */
import { brotliCompressSync, deflateSync, gunzipSync, gzipSync } from 'node:zlib';
import { validateHeaderName, validateHeaderValue } from 'node:http';
import type { Served } from './case.ts';

const OF_THE_CONNECTION = [
  'connection',
  'content-length',
  'keep-alive',
  'trailer',
  'transfer-encoding',
  'upgrade',
];

type Head = {
  readonly status?: number | null | undefined;
  readonly headers?: Readonly<Record<string, string>> | null | undefined;
};

export function servedAs({ status, headers }: Head, body: Uint8Array): Served {
  const sent: Record<string, string> = {};
  for (const [name, value] of Object.entries(headers ?? {})) {
    const key = name.toLowerCase();
    if (!OF_THE_CONNECTION.includes(key) && canBeSent(key, value)) sent[key] = value;
  }
  const { 'content-encoding': coding, ...others } = sent;
  const plain = { status: status ?? 200, headers: others, bytes: body, plain: body };
  if (coding === undefined || body.length === 0) return plain;
  const coded = encoded(body, coding.trim().toLowerCase());
  return coded === undefined ? plain : { ...plain, ...coded, headers: sent };
}

/** `undefined` for a coding that is not known here, or is none. */
function encoded(body: Uint8Array, coding: string): Pick<Served, 'bytes' | 'plain'> | undefined {
  if (coding === 'gzip' || coding === 'x-gzip') {
    const isCoded = body[0] === 0x1f && body[1] === 0x8b;
    return isCoded
      ? { bytes: body, plain: gunzipSync(body) }
      : { bytes: gzipSync(body), plain: body };
  }
  if (coding === 'br') return { bytes: brotliCompressSync(body), plain: body };
  return coding === 'deflate' ? { bytes: deflateSync(body), plain: body } : undefined;
}

function canBeSent(name: string, value: unknown): value is string {
  try {
    validateHeaderName(name);
    if (typeof value === 'string') validateHeaderValue(name, value);
    return typeof value === 'string';
  } catch {
    return false;
  }
}
