/*
 * What both paths of the transport must do, told to each by the silence that selects it.
 * Everything runs against real sockets on loopback; the servers say what they saw of the client.
 */
import assert from 'node:assert/strict';
import * as zlib from 'node:zlib';
import { ChatError } from '../../../src/core/index.ts';
import { KEY, ask, errorOf, pause, textOf, transportWithKey } from './bench.ts';
import { closeAll, deadPort, serve, serveRaw, serveTls } from './loopback.ts';

const never = new AbortController().signal;
const transport = transportWithKey();
const HEAD = 'HTTP/1.1 200 OK\r\ncontent-type: text/event-stream\r\n';

type Failing = (url: string) => Promise<ChatError>;

/** `silenceMs`: the budgets that make the transport take the path under test. */
export function pathContract(silenceMs: number): void {
  afterEach(closeAll);
  answers(silenceMs);
  describe('before headers', () => {
    const failing: Failing = (url) => errorOf(transport.send(ask(url, silenceMs), never));
    connections(failing);
    refusals(failing);
  });
  aborts(silenceMs);
  bodies(silenceMs);
}

function connections(failing: Failing): void {
  it('refused', async () => {
    const port = await deadPort();
    const error = await failing(`http://127.0.0.1:${port}/secret-path?q=1`);
    assert.deepEqual([error.kind, error.net, error.scope], ['connect', 'refused', 'target']);
    assert.equal(error.message, `127.0.0.1:${port} refused the connection.`);
  });

  it('reset', async () => {
    const { origin } = await serveRaw((socket) => socket.resetAndDestroy());
    const error = await failing(`${origin}/secret-path`);
    assert.deepEqual([error.kind, error.net], ['connect', 'reset']);
  });

  it('closed without a word', async () => {
    const { origin } = await serveRaw((socket) => socket.end());
    const error = await failing(origin);
    assert.deepEqual([error.kind, error.net], ['connect', 'reset']);
  });

  it('a name that does not exist', async () => {
    const error = await failing('http://no-such-host.invalid:81/secret-path');
    assert.deepEqual([error.kind, error.net], ['connect', 'dns']);
    assert.equal(error.message, 'The name no-such-host.invalid could not be resolved.');
  });

  it('a certificate that nobody trusts', async () => {
    const server = await serveTls((_request, response) => response.end('hello'));
    const error = await failing(`${server.origin}/secret-path`);
    assert.equal(error.kind, 'tls');
    assert.match(error.message, /127\.0\.0\.1:\d+ .*DEPTH_ZERO_SELF_SIGNED_CERT/);
  });

  it('clear text where TLS is expected', async () => {
    const { port } = await serve((_request, response) => response.end('hello'));
    const error = await failing(`https://127.0.0.1:${port}/`);
    assert.equal(error.kind, 'tls');
  });
}

function refusals(failing: Failing): void {
  it('headers of 100 KB', async () => {
    const { origin } = await serveRaw((socket) => {
      socket.end(`${HEAD}x-long: ${'a'.repeat(100_000)}\r\n\r\nhello`);
    });
    const error = await failing(origin);
    assert.equal(error.kind, 'protocol');
    assert.match(error.message, /headers that are too large/);
  });

  it('something that is not HTTP', async () => {
    const { origin } = await serveRaw((socket) => socket.end('220 mail.example ESMTP\r\n'));
    const error = await failing(origin);
    assert.equal(error.kind, 'protocol');
  });

  it('a proxy that asks for a sign-in', async () => {
    const { origin } = await serve((_request, response) => response.writeHead(407).end());
    const error = await failing(origin);
    assert.equal(error.kind, 'proxy');
  });

  for (const status of [301, 302, 303, 307, 308]) {
    it(`redirect ${status}: refused, and the other origin sees nothing`, async () => {
      const other = await serve((_request, response) => response.end('got you'));
      const { origin } = await serve((_request, response) =>
        response.writeHead(status, { location: `${other.origin}/secret-path` }).end(),
      );
      const error = await failing(origin);
      await pause(20);
      assert.equal(error.kind, 'protocol');
      assert.match(error.message, /redirect/);
      assert.equal(other.bytes(), 0);
    });
  }
}

function answers(silenceMs: number): void {
  it('sends method, headers, body and key, and gives status, headers and bytes back', async () => {
    const server = await serve((_request, response) => {
      response.setHeader('X-Request-Id', 'r1');
      response.setHeader('Set-Cookie', ['a=1', 'b=2']);
      response.writeHead(418).end('short and stout');
    });
    const response = await transport.send(ask(`${server.origin}/v1/chat`, silenceMs), never);
    assert.equal(response.status, 418);
    assert.equal(response.headers['x-request-id'], 'r1');
    assert.equal(response.headers['set-cookie'], 'a=1, b=2');
    assert.equal(await textOf(response), 'short and stout');
    const [seen] = server.seen;
    assert.deepEqual([seen?.method, seen?.url], ['POST', '/v1/chat']);
    assert.equal(seen?.body, '{"question":"why"}');
    assert.equal(seen?.headers.authorization, `Bearer ${KEY}`);
    assert.equal(seen?.headers['content-type'], 'application/json');
  });

  it('asks without key and body where none is wanted', async () => {
    const server = await serve((_request, response) => response.writeHead(204).end());
    const { body: _body, ...bare } = ask(server.origin, silenceMs);
    const response = await transport.send({ ...bare, method: 'GET', key: { in: 'none' } }, never);
    assert.equal(await textOf(response), '');
    assert.equal(server.seen[0]?.method, 'GET');
    assert.ok(!JSON.stringify(server.seen).includes(KEY));
  });

  const codings = { gzip: zlib.gzipSync, br: zlib.brotliCompressSync, deflate: zlib.deflateSync };
  for (const [coding, compress] of Object.entries(codings)) {
    it(`decodes ${coding}`, async () => {
      const { origin } = await serve((_request, response) => {
        response.writeHead(200, { 'content-encoding': coding });
        response.end(compress('pressed '.repeat(1000)));
      });
      const response = await transport.send(ask(origin, silenceMs), never);
      assert.equal(await textOf(response), 'pressed '.repeat(1000));
    });
  }

  it('hands chunks on as they come', async () => {
    let more: () => void = () => undefined;
    const { origin } = await serve((_request, response) => {
      response.write('one');
      more = () => response.end('two');
    });
    const response = await transport.send(ask(origin, silenceMs), never);
    const texts: string[] = [];
    for await (const chunk of response.body) {
      texts.push(Buffer.from(chunk).toString());
      more(); // Only now does the server go on: a transport that waits for more would hang here.
    }
    assert.deepEqual(texts, ['one', 'two']);
  });
}

function aborts(silenceMs: number): void {
  describe('abort', () => {
    it('already aborted: nothing is sent', async () => {
      const server = await serve((_request, response) => response.end());
      const error = await errorOf(
        transport.send(ask(server.origin, silenceMs), AbortSignal.abort()),
      );
      assert.deepEqual([error.kind, error.origin], ['aborted', 'local']);
      assert.equal(server.bytes(), 0);
    });

    it('before headers: rejects within a tick, the server sees the hang-up', async () => {
      const server = await serve(() => undefined);
      const controller = new AbortController();
      const failed = errorOf(transport.send(ask(server.origin, silenceMs), controller.signal));
      while (server.bytes() === 0) await pause(5);
      const stoppedAt = performance.now();
      controller.abort();
      const error = await failed;
      assert.equal(error.kind, 'aborted');
      assert.ok(performance.now() - stoppedAt < 50);
      await server.hungUp();
    });

    it('while a chunk is awaited: throws within a tick, the server sees the hang-up', async () => {
      const server = await serve((_request, response) => void response.write('one'));
      const controller = new AbortController();
      const response = await transport.send(ask(server.origin, silenceMs), controller.signal);
      const body = response.body[Symbol.asyncIterator]();
      assert.equal((await body.next()).done, false);
      const pending = errorOf(body.next());
      controller.abort();
      assert.equal((await pending).kind, 'aborted');
      await server.hungUp();
    });

    it('between two chunks: the connection ends although nobody is reading', async () => {
      const server = await serve((_request, response) => void response.write('one'));
      const controller = new AbortController();
      const response = await transport.send(ask(server.origin, silenceMs), controller.signal);
      const body = response.body[Symbol.asyncIterator]();
      await body.next();
      controller.abort();
      await server.hungUp();
      assert.equal((await errorOf(body.next())).kind, 'aborted');
    });

    it('with a ChatError as the reason: throws that one', async () => {
      const server = await serve((_request, response) => void response.write('one'));
      const controller = new AbortController();
      const response = await transport.send(ask(server.origin, silenceMs), controller.signal);
      const reason = new ChatError({ kind: 'stall', message: 'silent for 10 s' });
      setTimeout(() => controller.abort(reason), 10);
      assert.equal(await errorOf(textOf(response)), reason);
    });

    it('leaving the loop early ends the connection', async () => {
      const server = await serve((_request, response) => void response.write('one'));
      const response = await transport.send(ask(server.origin, silenceMs), never);
      for await (const _chunk of response.body) break;
      await server.hungUp();
    });
  });
}

function bodies(silenceMs: number): void {
  const broken = async (onBytes: Parameters<typeof serveRaw>[0]) => {
    const { origin } = await serveRaw(onBytes);
    const response = await transport.send(ask(`${origin}/secret-path`, silenceMs), never);
    return errorOf(textOf(response));
  };
  const CHUNKED = `${HEAD}transfer-encoding: chunked\r\n\r\n`;

  describe('in the body', () => {
    it('closed in the middle: cut', async () => {
      const error = await broken((socket) => {
        socket.write(`${CHUNKED}5\r\nhello\r\n`);
        setTimeout(() => socket.end(), 20);
      });
      assert.equal(error.kind, 'cut');
      assert.match(error.message, /^The connection to 127\.0\.0\.1:\d+ broke/);
    });

    it('shorter than announced: cut', async () => {
      const error = await broken((socket) => socket.end(`${HEAD}content-length: 99\r\n\r\nhello`));
      assert.equal(error.kind, 'cut');
    });

    it('reset: cut, with the net cause', async () => {
      const error = await broken((socket) => {
        socket.write(`${CHUNKED}5\r\nhello\r\n`);
        setTimeout(() => socket.resetAndDestroy(), 20);
      });
      assert.deepEqual([error.kind, error.net], ['cut', 'reset']);
    });

    it('a chunk size that is none: cut', async () => {
      const error = await broken((socket) => {
        socket.end(`${CHUNKED}5\r\nhello\r\nzz9\r\ngarbage\r\n`);
      });
      assert.equal(error.kind, 'cut');
    });

    it('gzip that is none: cut', async () => {
      const error = await broken((socket) => {
        socket.end(`${HEAD}content-encoding: gzip\r\ncontent-length: 5\r\n\r\nhello`);
      });
      assert.equal(error.kind, 'cut');
    });

    it('a slow body arrives whole', async () => {
      const { origin } = await serve((_request, response) => {
        const words = ['a', 'b', 'c', 'd'];
        const timer = setInterval(() => {
          const word = words.shift();
          if (word !== undefined) return void response.write(word);
          clearInterval(timer);
          response.end();
        }, 15);
      });
      assert.equal(await textOf(await transport.send(ask(origin, silenceMs), never)), 'abcd');
    });
  });
}
