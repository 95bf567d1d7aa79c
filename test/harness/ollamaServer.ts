// A real HTTP server on 127.0.0.1 that plays an Ollama: its list of models, what is loaded, and
// short answers on its own wire. It keeps what it received; it loads nothing and judges nothing.

import { once } from 'node:events';
import { type IncomingMessage, createServer } from 'node:http';
import type { AddressInfo } from 'node:net';

export interface OllamaServer {
  readonly port: number;
  /** Method, path and headers of every request, in order. */
  readonly requests: readonly {
    readonly method: string;
    readonly path: string;
    readonly headers: IncomingMessage['headers'];
  }[];
  /** How often it was asked for its models. */
  looks(): number;
  close(): Promise<void>;
}

export async function startOllama(models: readonly string[]): Promise<OllamaServer> {
  const requests: OllamaServer['requests'][number][] = [];
  const server = createServer((request, response) => {
    const { method = '', url: path = '', headers } = request;
    requests.push({ method, path, headers });
    request.resume();
    const send = (...lines: object[]): void => {
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.end(lines.map((line) => `${JSON.stringify(line)}\n`).join(''));
    };
    if (path === '/api/tags') send({ models: models.map((name) => ({ name, model: name })) });
    else if (path === '/api/ps') send({ models: [] });
    else if (path === '/api/chat') {
      send(
        { message: { role: 'assistant', content: 'Hello from ' }, done: false },
        { message: { role: 'assistant', content: 'this computer.' }, done: false },
        { message: { content: '' }, done: true, done_reason: 'stop', eval_count: 4 },
      );
    } else {
      response.writeHead(404).end('{"error":"not found"}');
    }
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    port: (server.address() as AddressInfo).port,
    requests,
    looks: () => requests.filter(({ path }) => path === '/api/tags').length,
    async close() {
      server.closeAllConnections();
      server.close();
      await once(server, 'close');
    },
  };
}
