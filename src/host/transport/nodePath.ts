/*
 * The path for long silences: `node:https` and `node:http`, which wait as long as they are told.
 * Local models that load first and deep reasoning may say nothing for many minutes; fetch would
 * give up after 300 s.
 * States: asking, reading, over, with the same promises as fetchPath: redirects refused, compressed
 * bodies decoded, abort within a tick, an early leave destroys the socket. No pooling of its own.
 */
import * as http from 'node:http';
import * as https from 'node:https';
import { pipeline } from 'node:stream';
import type { Readable } from 'node:stream';
import * as zlib from 'node:zlib';
import { ChatError } from '../../core/index.ts';
import { joinHeaders, refusedAnswer } from './exchange.ts';
import type { Incoming, Outgoing } from './exchange.ts';
import { abortError, orAborted } from './fault.ts';
import { netError } from './netErrors.ts';

/** Below the few minutes after which home routers drop a silent connection (RFC 5382 §5: 2 h 4 min
 * is asked of them, and often not kept). */
const TCP_KEEP_ALIVE_MS = 30_000;

export async function sendByNode(outgoing: Outgoing, signal: AbortSignal): Promise<Incoming> {
  if (signal.aborted) throw abortError(signal);
  const { url, method, headers, body } = outgoing;
  const secure = url.protocol === 'https:';
  const request = (secure ? https : http).request(url, {
    method,
    headers: { accept: '*/*', 'accept-encoding': 'gzip, deflate, br', ...headers },
  });
  request.setSocketKeepAlive(true, TCP_KEEP_ALIVE_MS);
  const destroy = (): void => void request.destroy();
  const done = (): void => signal.removeEventListener('abort', destroy);
  signal.addEventListener('abort', destroy, { once: true });
  try {
    const response = await orAborted(headersOf(request, body), signal);
    const status = response.statusCode ?? 0;
    const refused = refusedAnswer(url, { status, location: response.headers.location });
    if (refused !== undefined) throw refused;
    return {
      status,
      headers: joinHeaders(pairsOf(response)),
      body: readBody(response, { outgoing, signal, done }),
    };
  } catch (error) {
    done();
    destroy();
    if (signal.aborted) throw abortError(signal);
    if (error instanceof ChatError) throw error;
    throw netError(error, { url, moment: 'before', scrub: outgoing.scrub });
  }
}

function headersOf(
  request: http.ClientRequest,
  body: string | undefined,
): Promise<http.IncomingMessage> {
  return new Promise((resolve, reject) => {
    request.on('response', resolve);
    // Stays on: a socket that fails later says so on the request as well, and must find a listener.
    request.on('error', reject);
    request.end(body);
  });
}

function* pairsOf(response: http.IncomingMessage): Iterable<[string, string]> {
  for (const [name, values] of Object.entries(response.headersDistinct)) {
    for (const value of values ?? []) yield [name, value];
  }
}

type Reading = {
  readonly outgoing: Outgoing;
  readonly signal: AbortSignal;
  readonly done: () => void;
};

async function* readBody(
  response: http.IncomingMessage,
  { outgoing, signal, done }: Reading,
): AsyncGenerator<Uint8Array> {
  const body = decoded(response);
  const chunks = body[Symbol.asyncIterator]() as AsyncIterator<Uint8Array, undefined>;
  let whole = false;
  try {
    for (;;) {
      const next = await orAborted(chunks.next(), signal);
      whole = next.done === true;
      if (next.done === true) break;
      yield next.value;
    }
  } catch (error) {
    if (signal.aborted) throw abortError(signal);
    throw netError(error, { url: outgoing.url, moment: 'after', scrub: outgoing.scrub });
  } finally {
    done();
    if (!whole) {
      body.destroy();
      response.destroy();
    }
  }
}

/** The body as it was before compression; more than one coding is undone last first. */
function decoded(response: http.IncomingMessage): Readable {
  const codings = (response.headers['content-encoding'] ?? '')
    .split(',')
    .map((coding) => coding.trim().toLowerCase());
  let body: Readable = response;
  for (const coding of codings.toReversed()) {
    const decoder = decoderOf(coding);
    // The callback form: an error in either stream reaches the reader through the decoder.
    if (decoder !== undefined) body = pipeline(body, decoder, () => undefined);
  }
  return body;
}

function decoderOf(coding: string): zlib.Gunzip | zlib.Inflate | zlib.BrotliDecompress | undefined {
  if (coding === 'gzip' || coding === 'x-gzip') return zlib.createGunzip();
  if (coding === 'deflate') return zlib.createInflate();
  if (coding === 'br') return zlib.createBrotliDecompress();
  return undefined;
}
