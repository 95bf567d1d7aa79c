/*
 * The headless endpoint: OpenAI's Chat Completions over whatever engine is passed in, on loopback
 * only, for other people's harnesses and our own benchmarks. Development only, never packaged.
 * Routes: POST /v1/chat/completions, GET /v1/models, GET /events (the journal), GET /healthz.
 * It asks for no key and keeps none; it must never listen on anything but 127.0.0.1.
 */
import { once } from 'node:events';
import * as http from 'node:http';
import type { AddressInfo } from 'node:net';
import { targetKey } from '../../src/core/index.ts';
import { chatRoute } from './chatRoute.ts';
import { refuseBrowsers, sendJson } from './http.ts';
import { createJournalFeed } from './journalFeed.ts';
import type { JournalFeed } from './journalFeed.ts';
import { BadRequest, refused } from './refusal.ts';
import type { ServedEngine } from './servedEngine.ts';

export type Endpoint = {
  /** `http://127.0.0.1:PORT` */
  readonly origin: string;
  close(): Promise<void>;
};

/** Port 0: any free one. Rejects where the port is taken. */
export async function startEndpoint(engine: ServedEngine, port = 0): Promise<Endpoint> {
  const feed = createJournalFeed(engine);
  const server = http.createServer((incoming, response) => {
    response.on('error', () => undefined); // Words for a caller who has hung up.
    void answer(engine, feed, { incoming, response }).catch((error: unknown) => {
      const { status, headers, body } = refused(error);
      if (response.headersSent) response.destroy();
      else sendJson(response, status, body, headers);
    });
  });
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return {
    origin: `http://127.0.0.1:${(server.address() as AddressInfo).port}`,
    async close() {
      feed.dispose();
      server.close();
      server.closeAllConnections();
      await once(server, 'close');
    },
  };
}

type Exchange = {
  readonly incoming: http.IncomingMessage;
  readonly response: http.ServerResponse;
};

async function answer(
  engine: ServedEngine,
  feed: JournalFeed,
  { incoming, response }: Exchange,
): Promise<void> {
  refuseBrowsers(incoming);
  const url = new URL(incoming.url ?? '/', 'http://127.0.0.1');
  const route = `${incoming.method ?? ''} ${url.pathname}`;
  switch (route) {
    case 'POST /v1/chat/completions':
      return chatRoute(engine, incoming, response);
    case 'GET /v1/models':
      return sendJson(response, 200, modelsOf(engine));
    case 'GET /events':
      return feed.serve(url.searchParams, response);
    case 'GET /healthz':
      return sendJson(response, 200, { ok: true });
    default: {
      const message = `There is no ${route}. Try POST /v1/chat/completions, GET /v1/models, /events or /healthz.`;
      throw new BadRequest(message, { status: 404 });
    }
  }
}

function modelsOf(engine: ServedEngine): object {
  const model = (id: string, owner: string) => ({
    id,
    object: 'model',
    created: 0,
    owned_by: owner,
  });
  const pins = engine.targets().map((target) => model(targetKey(target), target.providerId));
  return { object: 'list', data: [model('auto', 'steadfast'), ...pins] };
}
