/*
 * Bytes in and out of this computer: the only code that knows a key and the only code that adds one
 * (law 8). A request names the provider; the key is read anew for every call, for the origin that
 * is about to be asked, put into the one header that `KeyPlacement` names, and forgotten.
 * Two paths: the global fetch, and node:http(s) where silence may outlast what fetch endures.
 * Promise: nothing that comes back (errors, error bodies, headers) carries the key. It never
 * repeats, never follows, and reads no meaning into a status.
 */
import { ChatError } from '../../core/index.ts';
import type {
  ProviderId,
  Transport,
  TransportRequest,
  TransportResponse,
} from '../../core/index.ts';
import type { Incoming, Outgoing, Path } from './exchange.ts';
import { abortError, orAborted, refusal } from './fault.ts';
import { sendByFetch } from './fetchPath.ts';
import { SECRET_LENGTH_MIN, keyScrub } from './keyScrub.ts';
import { sendByNode } from './nodePath.ts';

export type TransportOptions = {
  /** The key of `providerId` where it was entered for `origin`; undefined: there is none for it. */
  keyOf(providerId: ProviderId, origin: string): Promise<string | undefined>;
  /** A last word on where bytes may go at all. Default: anywhere. */
  isAllowedOrigin?(origin: string): boolean;
};

/**
 * fetch dies after 300 s without headers or bytes (undici's `headersTimeout` and `bodyTimeout`,
 * which VS Code's own dispatcher keeps); 10 s of margin, so that the caller's clock is the one
 * that rings.
 */
export const FETCH_SILENCE_MAX_MS = 290_000;

export function createTransport(options: TransportOptions): Transport {
  return {
    async send(request, signal) {
      if (signal.aborted) throw abortError(signal);
      const url = addressOf(request, options);
      const key = await keyFor(request, url, { options, signal });
      const outgoing: Outgoing = {
        url,
        method: request.method,
        headers: headersWith(key, request, url),
        body: request.body,
        scrub: keyScrub(key),
      };
      return scrubbed(await pathFor(request)(outgoing, signal), key);
    },
  };
}

function pathFor({ firstByteMaxMs, idleMaxMs }: TransportRequest): Path {
  return Math.max(firstByteMaxMs, idleMaxMs) > FETCH_SILENCE_MAX_MS ? sendByNode : sendByFetch;
}

function addressOf(request: TransportRequest, options: TransportOptions): URL {
  const { providerId } = request;
  if (!URL.canParse(request.url)) {
    throw refusal('rejected', `The address of ${providerId} is not a valid URL.`);
  }
  const url = new URL(request.url);
  if (url.protocol !== 'https:' && url.protocol !== 'http:') {
    throw refusal('rejected', `The address of ${providerId} begins with neither https nor http.`);
  }
  if (url.username !== '' || url.password !== '') {
    // fetch refuses it too, but with the whole address in its message.
    throw refusal('rejected', `The address of ${providerId} holds a user name or password.`);
  }
  if (options.isAllowedOrigin?.(url.origin) === false) {
    throw refusal('rejected', `${url.origin} may not be asked by ${providerId}.`);
  }
  return url;
}

async function keyFor(
  { key, providerId }: TransportRequest,
  url: URL,
  { options, signal }: { options: TransportOptions; signal: AbortSignal },
): Promise<string | undefined> {
  if (key.in === 'none') return undefined;
  const value = await orAborted(readKey(options, providerId, url), signal);
  if (value === undefined || value === '') {
    if (key.isOptional === true) return undefined;
    throw refusal('auth', `No key for ${providerId} at ${url.origin} is stored on this computer.`);
  }
  // Visible ASCII and inner spaces: anything else makes fetch throw, with the value in its message.
  if (!/^[\x20-\x7e]+$/.test(value)) {
    throw refusal('auth', `The key stored for ${providerId} holds characters that cannot be sent.`);
  }
  return value;
}

async function readKey(
  options: TransportOptions,
  providerId: ProviderId,
  url: URL,
): Promise<string | undefined> {
  try {
    return await options.keyOf(providerId, url.origin);
  } catch (error) {
    if (error instanceof ChatError) throw error;
    // The storage's own error is not passed on: nobody knows what it quotes.
    throw refusal('auth', `The key of ${providerId} for ${url.origin} could not be read.`);
  }
}

function headersWith(
  value: string | undefined,
  { headers, key, providerId }: TransportRequest,
  url: URL,
): Record<string, string> {
  const placed = key.in === 'header' ? key.name.toLowerCase() : undefined;
  const result: Record<string, string> = {};
  for (const [name, text] of Object.entries(headers)) {
    // RFC 9110 §5.1 and §5.5; checked here because fetch's own complaint quotes the value.
    if (!/^[\w!#$%&'*+.^`|~-]+$/.test(name) || !/^[\t\x20-\x7e\x80-\xff]*$/.test(text)) {
      throw refusal('rejected', `A header set for ${providerId} cannot be sent to ${url.host}.`);
    }
    if (name.toLowerCase() !== placed) result[name] = text;
  }
  if (key.in === 'header' && value !== undefined) result[key.name] = `${key.prefix ?? ''}${value}`;
  return result;
}

function scrubbed(incoming: Incoming, key: string | undefined): TransportResponse {
  const isError = incoming.status < 200 || incoming.status > 299;
  const isSecret = key !== undefined && key.length >= SECRET_LENGTH_MIN;
  const scrub = keyScrub(isError || isSecret ? key : undefined);
  const headers = Object.fromEntries(
    Object.entries(incoming.headers).map(([name, value]) => [name, scrub.text(value)]),
  );
  return { status: incoming.status, headers, body: scrub.bytes(incoming.body) };
}
