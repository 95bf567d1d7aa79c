/*
 * The usual path: the global `fetch`, read anew at every call, for VS Code replaces it (proxy, PAC,
 * system certificates) and may do so after this module was loaded.
 * States: asking, reading, over. Abort ends each of them at once, also where a replaced fetch is
 * slow to notice; leaving the body early tears the connection down.
 * Not for long silences: fetch gives up after 300 s without bytes, whatever it is told (nodePath).
 */
import { linkAbort } from '../../core/index.ts';
import type { LinkedAbort } from '../../core/index.ts';
import { joinHeaders, refusedAnswer } from './exchange.ts';
import type { Incoming, Outgoing } from './exchange.ts';
import { abortError, orAborted } from './fault.ts';
import { netError } from './netErrors.ts';

type Chunk = { done: true } | { done: false; value: Uint8Array };

export async function sendByFetch(outgoing: Outgoing, signal: AbortSignal): Promise<Incoming> {
  const link = linkAbort(signal);
  try {
    const response = await askByFetch(outgoing, link.signal);
    const refused = refusedAnswer(outgoing.url, {
      status: response.status,
      location: response.headers.get('location') ?? undefined,
    });
    if (refused !== undefined) throw refused;
    const headers = joinHeaders(response.headers.entries());
    return { status: response.status, headers, body: readBody(response, outgoing, link) };
  } catch (error) {
    link.abort(); // Also tears down a refused answer whose body nobody will read.
    link.dispose();
    throw error;
  }
}

async function askByFetch(outgoing: Outgoing, signal: AbortSignal): Promise<Response> {
  const { url, method, headers, body } = outgoing;
  try {
    const asked = globalThis.fetch(url.href, {
      method,
      headers: { ...headers },
      redirect: 'error',
      signal,
      ...(body === undefined ? {} : { body }),
    });
    return await orAborted(asked, signal);
  } catch (error) {
    if (signal.aborted) throw abortError(signal);
    throw netError(error, { url, moment: 'before', scrub: outgoing.scrub });
  }
}

async function* readBody(
  response: Response,
  outgoing: Outgoing,
  link: LinkedAbort,
): AsyncGenerator<Uint8Array> {
  if (response.body === null) return link.dispose(); // 204 and kin.
  const reader = response.body.getReader();
  let whole = false;
  try {
    for (;;) {
      const next = await orAborted<Chunk>(reader.read(), link.signal);
      whole = next.done;
      if (next.done) break;
      yield next.value;
    }
  } catch (error) {
    if (link.signal.aborted) throw abortError(link.signal);
    throw netError(error, { url: outgoing.url, moment: 'after', scrub: outgoing.scrub });
  } finally {
    if (!whole) {
      link.abort();
      reader.cancel().catch(() => undefined); // The abort did the work; this frees the stream.
    }
    link.dispose();
  }
}
