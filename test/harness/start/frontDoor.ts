// The loopback door in front of a browser-served VS Code: one address for the person's own browser.
// It answers `/mint-key`, which the server cannot and without which secrets are lost on reload, and
// passes everything else on, web sockets included. Only requests that name a loopback host get in:
// a foreign page that has its name resolve to this computer does not (DNS rebinding). The key is
// given only to a browser that shows the server's token. It encrypts and caches nothing.

import { timingSafeEqual } from 'node:crypto';
import { once } from 'node:events';
import { type IncomingMessage, type ServerResponse, createServer, request } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';

export interface FrontDoorOptions {
  /** Port of the VS Code server behind the door. */
  readonly serverPort: number;
  readonly mintKey: Buffer;
  readonly token: string;
  /** Preferred port; another one is taken where it is in use, or for 0. */
  readonly port: number;
}

export interface FrontDoor {
  readonly port: number;
  close(): Promise<void>;
}

const loopbackNames = new Set(['127.0.0.1', 'localhost', '[::1]']);
// The name of the cookie in which VS Code's server keeps its token.
const tokenCookie = 'vscode-tkn';

export async function openFrontDoor(options: FrontDoorOptions): Promise<FrontDoor> {
  const sockets = new Set<Socket>();
  const server = createServer((incoming, response) => {
    if (!isForLoopback(incoming)) {
      response.writeHead(403, { 'content-type': 'text/plain' });
      response.end('This address answers to 127.0.0.1 and localhost only.\n');
    } else if (pathOf(incoming) === '/mint-key') {
      mint(incoming, response, options);
    } else {
      passOn(incoming, response, options.serverPort);
    }
  });
  server.on('connection', (socket) => {
    sockets.add(socket);
    socket.once('close', () => sockets.delete(socket));
  });
  server.on('upgrade', (incoming, socket: Socket, head) => {
    if (isForLoopback(incoming) && isFromHere(incoming)) {
      tunnel({ incoming, socket, head, serverPort: options.serverPort });
    } else {
      socket.end('HTTP/1.1 403 Forbidden\r\nconnection: close\r\n\r\n');
    }
  });
  const listen = async (port: number): Promise<void> => {
    server.listen(port, '127.0.0.1');
    await once(server, 'listening');
  };
  try {
    await listen(options.port);
  } catch {
    await listen(0);
  }
  return {
    port: (server.address() as AddressInfo).port,
    close: async () => {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}

function mint(incoming: IncomingMessage, response: ServerResponse, options: FrontDoorOptions) {
  incoming.resume();
  if (!showsToken(incoming, options.token) || !isFromHere(incoming)) {
    response.writeHead(403).end();
    return;
  }
  response.writeHead(200, {
    'content-type': 'application/octet-stream',
    'cache-control': 'no-store',
  });
  response.end(options.mintKey);
}

function passOn(incoming: IncomingMessage, response: ServerResponse, serverPort: number): void {
  const outgoing = request(
    {
      host: '127.0.0.1',
      port: serverPort,
      method: incoming.method ?? 'GET',
      path: incoming.url ?? '/',
      headers: incoming.headers,
    },
    (answer) => {
      response.writeHead(answer.statusCode ?? 502, answer.rawHeaders);
      answer.pipe(response);
    },
  );
  outgoing.on('error', () => {
    if (!response.headersSent) response.writeHead(502, { 'content-type': 'text/plain' });
    response.end('VS Code does not answer. Is `npm start` still running?\n');
  });
  response.on('close', () => outgoing.destroy());
  incoming.pipe(outgoing);
}

interface Upgrade {
  readonly incoming: IncomingMessage;
  readonly socket: Socket;
  readonly head: Buffer;
  readonly serverPort: number;
}

/** The handshake is repeated to the server word for word; from then on bytes pass both ways. */
function tunnel({ incoming, socket, head, serverPort }: Upgrade): void {
  const behind = connect(serverPort, '127.0.0.1', () => {
    const lines = [`${incoming.method} ${incoming.url} HTTP/1.1`];
    const raw = incoming.rawHeaders;
    for (let at = 0; at < raw.length; at += 2) lines.push(`${raw[at]}: ${raw[at + 1]}`);
    behind.write(`${lines.join('\r\n')}\r\n\r\n`);
    behind.write(head);
    behind.pipe(socket).pipe(behind);
  });
  for (const [one, other] of [
    [behind, socket],
    [socket, behind],
  ] as const) {
    one.setNoDelay(true);
    one.on('error', () => other.destroy());
    one.on('close', () => other.destroy());
  }
}

function isForLoopback(incoming: IncomingMessage): boolean {
  const host = incoming.headers.host ?? '';
  return loopbackNames.has(host.replace(/:\d+$/, ''));
}

/** A browser names the page that asks; a page of another site has no business here. */
function isFromHere(incoming: IncomingMessage): boolean {
  const { origin, host } = incoming.headers;
  return origin === undefined || origin === `http://${host}`;
}

function showsToken(incoming: IncomingMessage, token: string): boolean {
  const cookies = (incoming.headers.cookie ?? '').split(/;\s*/);
  const shown = cookies.find((cookie) => cookie.startsWith(`${tokenCookie}=`)) ?? '';
  const given = Buffer.from(shown.slice(tokenCookie.length + 1));
  const wanted = Buffer.from(token);
  return given.length === wanted.length && timingSafeEqual(given, wanted);
}

function pathOf(incoming: IncomingMessage): string {
  return new URL(incoming.url ?? '/', 'http://127.0.0.1').pathname;
}
