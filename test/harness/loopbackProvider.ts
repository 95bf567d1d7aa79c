// A real HTTP server on 127.0.0.1 that plays a provider: the list of models, and questions on one wire
// (OpenAI's unless told otherwise), over TLS where a test wants it.
// It replays a recorded stream and can be switched to any fault while it runs; a switch holds for
// requests that come after it. It keeps what it received, so that a test can prove what was sent,
// what was not, and how fast a cancelled request was let go.
// `close` leaves no socket, timer or listener behind. It does not judge requests.

import { once } from 'node:events';
import { readFileSync } from 'node:fs';
import { type IncomingMessage, type Server, type ServerResponse, createServer } from 'node:http';
import { createServer as createTlsServer } from 'node:https';
import type { AddressInfo, Socket } from 'node:net';
import { type Fault, type FaultName, asFault, hitsModels } from './loopbackFault.ts';
import { playAnswer } from './loopbackAnswer.ts';
import { type ListedModel, type LoopbackWire, loopbackWires } from './loopbackWires.ts';
import { type Recording, streamOf } from './recording.ts';

export interface ReceivedRequest {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string | string[] | undefined>>;
  /** The body as it came; parse it where a test needs fields. */
  body: string;
  /** Bytes of the body. */
  bytesReceived: number;
  /** Bytes of answer body that were handed to the socket. */
  bytesSent: number;
  readonly startedMs: number;
  /** When the answer was complete; undefined while it runs or when it never was. */
  finishedMs?: number;
  /** When the client went away before the answer was complete (`performance.now()`). */
  disconnectedMs?: number;
}

export interface LoopbackOptions {
  readonly recording?: Recording;
  readonly fault?: Fault | FaultName;
  /** What it lists; default `['loopback-1']`. */
  readonly models?: readonly ListedModel[];
  /** Default `openai`, which is Chat Completions and Responses; see `LoopbackWire`. */
  readonly wire?: LoopbackWire;
  /** Over TLS, with a certificate of test/fixtures/tls: for loopback, or for vendors' own names. */
  readonly tls?: 'testOnly' | 'testOnlyVendors';
}

export interface LoopbackProvider {
  /** As a person enters it, `http://127.0.0.1:<port>/v1`; the port stays through `refuse`. */
  readonly baseUrl: string;
  readonly port: number;
  /** All requests so far, in order of arrival. */
  readonly requests: readonly ReceivedRequest[];
  /** The questions among them. */
  chatRequests(): readonly ReceivedRequest[];
  /** Every byte that arrived on any connection, headers included: zero proves that nobody called. */
  bytesReceived(): number;
  /** Switches the behaviour for requests from now on. */
  behave(fault: Fault | FaultName): Promise<void>;
  replay(recording: Recording): void;
  forget(): void;
  close(): Promise<void>;
}

export async function startLoopbackProvider(
  options: LoopbackOptions = {},
): Promise<LoopbackProvider> {
  let fault = asFault(options.fault ?? 'ok');
  let recording = options.recording ?? { body: streamOf(['Hello ', 'from ', 'loopback.']) };
  let bytesOfClosedSockets = 0;
  const models = options.models ?? ['loopback-1'];
  const requests: ReceivedRequest[] = [];
  const sockets = new Set<Socket>();

  const wire = loopbackWires[options.wire ?? 'openai'];
  const isChat = (path: string): boolean => wire.chat.test(path);
  const onRequest = (request: IncomingMessage, response: ServerResponse): void => {
    const received = receive(request, response);
    const { path } = received;
    requests.push(received);
    request.on('end', () => {
      const isList = wire.models.test(path);
      if (isChat(path) || (isList && hitsModels(fault))) {
        playAnswer({ fault, recording, received, response });
      } else if (isList) {
        sendJson(response, 200, wire.list(models));
      } else if (path in wire.others) {
        sendJson(response, 200, wire.others[path]);
      } else {
        sendJson(response, 404, { error: { message: `No such path: ${path}` } });
      }
    });
  };
  const server =
    options.tls === undefined
      ? createServer(onRequest)
      : createTlsServer(certificate(options.tls), onRequest);
  // Silence must come from the fault in play, never from a time limit of node's own.
  server.requestTimeout = 0;
  server.headersTimeout = 0;
  server.keepAliveTimeout = 0;
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => {
      sockets.delete(socket);
      bytesOfClosedSockets += socket.bytesRead;
    });
  });

  let port = await listen(server, 0);
  if (fault.kind === 'refuse') await stopListening(server, sockets);
  return {
    get port() {
      return port;
    },
    get baseUrl() {
      return `${options.tls === undefined ? 'http' : 'https'}://127.0.0.1:${port}${wire.base}`;
    },
    requests,
    chatRequests: () => requests.filter(({ path }) => isChat(path)),
    bytesReceived: () =>
      [...sockets].reduce((sum, socket) => sum + socket.bytesRead, bytesOfClosedSockets),
    behave: async (next) => {
      fault = asFault(next);
      if (fault.kind === 'refuse') await stopListening(server, sockets);
      else if (!server.listening) port = await listen(server, port);
    },
    replay: (next) => {
      recording = next;
    },
    forget: () => {
      requests.length = 0;
      // Sockets that stay open add their whole count once they close.
      bytesOfClosedSockets = [...sockets].reduce((sum, socket) => sum - socket.bytesRead, 0);
    },
    close: () => stopListening(server, sockets),
  };
}

function receive(request: IncomingMessage, response: ServerResponse): ReceivedRequest {
  const received: ReceivedRequest = {
    method: request.method ?? '',
    path: new URL(request.url ?? '/', 'http://127.0.0.1').pathname,
    headers: { ...request.headers },
    body: '',
    bytesReceived: 0,
    bytesSent: 0,
    startedMs: performance.now(),
  };
  const parts: Buffer[] = [];
  request.on('data', (part: Buffer) => {
    parts.push(part);
    received.bytesReceived += part.length;
  });
  request.on('end', () => {
    received.body = Buffer.concat(parts).toString('utf8');
  });
  // A client that resets while it sends is the client's business.
  request.on('error', () => {});
  response.on('error', () => {});
  response.on('close', () => {
    if (response.writableFinished) received.finishedMs = performance.now();
    else received.disconnectedMs = performance.now();
  });
  return received;
}

function certificate(name: string): { key: Buffer; cert: Buffer } {
  const read = (part: string): Buffer =>
    readFileSync(new URL(`../fixtures/tls/${name}${part}.pem`, import.meta.url));
  return { key: read('Key'), cert: read('Cert') };
}

function sendJson(response: ServerResponse, status: number, value: unknown): void {
  response.writeHead(status, { 'content-type': 'application/json' });
  response.end(JSON.stringify(value));
}

async function listen(server: Server, port: number): Promise<number> {
  server.listen(port, '127.0.0.1');
  await once(server, 'listening');
  return (server.address() as AddressInfo).port;
}

async function stopListening(server: Server, sockets: ReadonlySet<Socket>): Promise<void> {
  if (!server.listening) return;
  const closed = once(server, 'close');
  server.close();
  for (const socket of sockets) socket.destroy();
  await closed;
}
