/*
 * Real servers on 127.0.0.1 that behave badly on purpose, and remember what they saw: requests,
 * bytes, and when a client hung up. HTTP by a handler, or raw sockets for what no HTTP server says.
 * Every server is closed with its sockets by `closeAll`, so that no test leaves anything running.
 */
import { once } from 'node:events';
import * as fs from 'node:fs';
import * as http from 'node:http';
import * as https from 'node:https';
import * as net from 'node:net';
import type { AddressInfo } from 'node:net';

type Seen = { method: string; url: string; headers: http.IncomingHttpHeaders; body: string };

export type Loopback = {
  readonly origin: string;
  readonly port: number;
  readonly seen: readonly Seen[];
  /** Bytes that arrived, over all connections. */
  bytes(): number;
  /** Resolves when a client's connection has ended; at once where one already has. */
  hungUp(): Promise<void>;
};

/** Questions alone: a target that may be next is made ready by asking for its list of models. */
export const asksOf = ({ seen }: Loopback): number =>
  seen.filter(({ method }) => method === 'POST').length;

const open: { close(): Promise<void> }[] = [];

export async function closeAll(): Promise<void> {
  await Promise.all(open.splice(0).map((server) => server.close()));
}

const FIXTURE = new URL('../../fixtures/tls/', import.meta.url);

export function serveTls(handler: http.RequestListener): Promise<Loopback> {
  const key = fs.readFileSync(new URL('testOnlyKey.pem', FIXTURE));
  const cert = fs.readFileSync(new URL('testOnlyCert.pem', FIXTURE));
  return start(https.createServer({ key, cert }, handler), 'https', []);
}

export function serve(handler: http.RequestListener): Promise<Loopback> {
  const seen: Seen[] = [];
  const server = http.createServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const { method = '', url = '', headers } = request;
      seen.push({ method, url, headers, body: Buffer.concat(chunks).toString('utf8') });
      handler(request, response);
    });
  });
  return start(server, 'http', seen);
}

/** `onBytes` gets the first bytes of each connection. */
export function serveRaw(onBytes: (socket: net.Socket) => void): Promise<Loopback> {
  const server = net.createServer((socket) => {
    socket.once('data', () => onBytes(socket));
  });
  return start(server, 'http', []);
}

/** A port on which nobody listens (any more). */
export async function deadPort(): Promise<number> {
  const server = net.createServer().listen(0, '127.0.0.1');
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await once(server.close(), 'close');
  return port;
}

async function start(server: net.Server, scheme: string, seen: Seen[]): Promise<Loopback> {
  const sockets = new Set<net.Socket>();
  let bytes = 0;
  let left: () => void = () => undefined;
  const gone = new Promise<void>((resolve) => {
    left = resolve;
  });
  server.on('connection', (socket: net.Socket) => {
    sockets.add(socket);
    socket.on('error', () => undefined);
    socket.on('data', (chunk) => (bytes += chunk.length));
    socket.on('close', () => {
      sockets.delete(socket);
      left();
    });
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  open.push({
    close: async () => {
      server.close();
      for (const socket of sockets) socket.destroy();
      await once(server, 'close');
    },
  });
  const { port } = server.address() as AddressInfo;
  return {
    origin: `${scheme}://127.0.0.1:${port}`,
    port,
    seen,
    bytes: () => bytes,
    hungUp: () => gone,
  };
}
