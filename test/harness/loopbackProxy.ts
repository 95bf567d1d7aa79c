// A proxy on loopback that stands for the whole internet: it opens tunnels to hosts that it was given a
// server for, and refuses all others, so that real addresses can be asked and no byte leaves.
// It reads nothing of what passes, and remembers which hosts were wanted. With `login` it opens a
// tunnel only for who brings that name and password, as a company's proxy does.
// `close` leaves no socket behind.

import { once } from 'node:events';
import { createServer } from 'node:http';
import { type AddressInfo, type Socket, connect } from 'node:net';

export interface LoopbackProxy {
  /** For VS Code's `http.proxy`, with name and password where it wants them. */
  readonly url: string;
  /** `host:port` of every tunnel that was asked for, in order. */
  readonly wanted: readonly string[];
  close(): Promise<void>;
}

/** `hosts`: name → port on loopback that answers for it (over TLS, as behind any tunnel). */
export async function startLoopbackProxy(
  hosts: Readonly<Record<string, number>>,
  login?: string,
): Promise<LoopbackProxy> {
  const wanted: string[] = [];
  const sockets = new Set<Socket>();
  const keep = (socket: Socket): Socket => {
    sockets.add(socket);
    socket.on('error', () => socket.destroy());
    socket.once('close', () => sockets.delete(socket));
    return socket;
  };
  // Plain http through the proxy: nothing that belongs here.
  const server = createServer((request, response) => {
    wanted.push(request.url ?? '');
    response.writeHead(502).end();
  });
  server.on('connection', keep);
  server.on('connect', (request, near: Socket, head: Buffer) => {
    const host = request.url ?? '';
    const proof = request.headers['proxy-authorization'];
    if (login !== undefined && proof !== `Basic ${btoa(login)}`) {
      near.end(
        'HTTP/1.1 407 Proxy Authentication Required\r\nProxy-Authenticate: Basic realm="x"\r\n\r\n',
      );
      return;
    }
    wanted.push(host);
    const port = hosts[host.replace(/:443$/, '')];
    if (port === undefined) {
      near.end('HTTP/1.1 502 Bad Gateway\r\n\r\n');
      return;
    }
    const far = keep(connect(port, '127.0.0.1'));
    far.once('connect', () => {
      near.write('HTTP/1.1 200 Connection established\r\n\r\n');
      far.write(head);
      near.pipe(far).pipe(near);
    });
    near.once('close', () => far.destroy());
    far.once('close', () => near.destroy());
  });
  server.listen(0, '127.0.0.1');
  await once(server, 'listening');
  return {
    url: `http://${login === undefined ? '' : `${login}@`}127.0.0.1:${(server.address() as AddressInfo).port}`,
    wanted,
    async close() {
      const closed = once(server, 'close');
      server.close();
      for (const socket of sockets) socket.destroy();
      await closed;
    },
  };
}
