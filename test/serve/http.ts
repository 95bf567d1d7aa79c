/*
 * The little of HTTP that all routes share: reading a body up to a limit, sending JSON, and the check
 * that a request comes from a program on this computer and not from a web page in its browser.
 */
import type { IncomingMessage, ServerResponse } from 'node:http';
import { BadRequest } from './refusal.ts';

/** Room for a conversation with several images. */
export const BODY_MAX_BYTES = 32 * 1024 * 1024;

export async function readBody(incoming: IncomingMessage): Promise<string> {
  const chunks: Uint8Array[] = [];
  let bytes = 0;
  for await (const chunk of incoming as AsyncIterable<Uint8Array>) {
    bytes += chunk.length;
    if (bytes > BODY_MAX_BYTES) {
      throw new BadRequest(`The body is larger than ${BODY_MAX_BYTES} bytes.`, { status: 413 });
    }
    chunks.push(chunk);
  }
  return Buffer.concat(chunks).toString('utf8');
}

export function sendJson(
  response: ServerResponse,
  status: number,
  body: object,
  headers: Readonly<Record<string, string>> = {},
): void {
  if (response.destroyed) return;
  const text = JSON.stringify(body);
  response.writeHead(status, { 'content-type': 'application/json', ...headers });
  response.end(text);
}

/**
 * A page on the net can make a browser post to loopback, or resolve its own name to it. Such a
 * request carries an `Origin`, or a `Host` that is not ours; no harness sends either.
 */
export function refuseBrowsers({ headers }: IncomingMessage): void {
  const host = (headers.host ?? '').replace(/:\d+$/, '');
  const isOurs = host === '127.0.0.1' || host === 'localhost' || host === '[::1]';
  if (isOurs && headers.origin === undefined) return;
  throw new BadRequest('Only programs on this computer may ask.', { status: 403 });
}
