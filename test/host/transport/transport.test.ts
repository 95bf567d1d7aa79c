/*
 * The key: where it goes, where it does not, and that nothing brings it back (law 8).
 */
import assert from 'node:assert/strict';
import type { TransportRequest } from '../../../src/core/index.ts';
import { createTransport } from '../../../src/host/transport/index.ts';
import { KEY, ask, errorOf, forever, textOf, transportWithKey } from './bench.ts';
import { closeAll, serve } from './loopback.ts';

const never = new AbortController().signal;

describe('host/transport/transport', () => {
  afterEach(closeAll);

  it('goes to the origin it is bound to, and to no other', async () => {
    const mine = await serve((_request, response) => response.end('hello'));
    const other = await serve((_request, response) => response.end('hello'));
    const transport = transportWithKey(mine.origin);
    await textOf(await transport.send(ask(mine.origin, 1000), never));
    const error = await errorOf(transport.send(ask(`${other.origin}/secret-path`, 1000), never));
    assert.deepEqual([error.kind, error.origin, error.scope], ['auth', 'local', 'account']);
    assert.equal(error.message, `No key for vendor at ${other.origin} is stored on this computer.`);
    assert.equal(mine.seen[0]?.headers.authorization, `Bearer ${KEY}`);
    assert.equal(other.bytes(), 0);
  });

  it('an optional key that is not there, or not for this origin: asked without one', async () => {
    const server = await serve((_request, response) => response.end('hello'));
    const key = {
      in: 'header',
      name: 'authorization',
      prefix: 'Bearer ',
      isOptional: true,
    } as const;
    for (const transport of [transportWithKey('https://other.example'), transportWithKey()]) {
      await textOf(await transport.send({ ...ask(server.origin, 1000), key }, never));
    }
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      [undefined, `Bearer ${KEY}`],
    );
  });

  it('asks for the key anew at every call', async () => {
    const keys = ['first-key', 'second-key'];
    const asked: string[] = [];
    const server = await serve((_request, response) => response.end('hello'));
    const transport = createTransport({
      keyOf: (id, origin) => {
        asked.push(`${id} ${origin}`);
        return Promise.resolve(keys.shift());
      },
    });
    await textOf(await transport.send(ask(server.origin, 1000), never));
    await textOf(await transport.send(ask(server.origin, 1000), never));
    assert.deepEqual(asked, [`vendor ${server.origin}`, `vendor ${server.origin}`]);
    assert.deepEqual(
      server.seen.map(({ headers }) => headers.authorization),
      ['Bearer first-key', 'Bearer second-key'],
    );
  });

  it('goes into the named header only, and displaces what the request put there', async () => {
    const server = await serve((_request, response) => response.end('hello'));
    const request: TransportRequest = {
      ...ask(server.origin, 1000),
      headers: { 'X-Api-Key': 'from the settings', 'x-other': 'kept' },
      key: { in: 'header', name: 'x-api-key' },
    };
    await textOf(await transportWithKey().send(request, never));
    const headers = server.seen[0]?.headers ?? {};
    assert.equal(headers['x-api-key'], KEY);
    assert.equal(headers['x-other'], 'kept');
    const withKey = Object.values(headers).filter((value) => String(value).includes(KEY));
    assert.equal(withKey.length, 1);
    assert.ok(!server.seen[0]?.url.includes(KEY) && !server.seen[0]?.body.includes(KEY));
  });

  for (const silenceMs of [1000, Infinity]) {
    it(`an error that quotes the key loses it (${silenceMs})`, async () => {
      const { origin } = await serve((_request, response) => {
        response.writeHead(401, { 'x-echo': `got ${KEY}` });
        response.write(`{"error":"Incorrect API key: ${KEY.slice(0, 9)}`);
        setTimeout(() => response.end(`${KEY.slice(9)}."}`), 20);
      });
      const response = await transportWithKey().send(ask(origin, silenceMs), never);
      assert.equal(response.headers['x-echo'], 'got [key]');
      assert.equal(await textOf(response), '{"error":"Incorrect API key: [key]."}');
    });
  }

  it('a dummy key of a local server may appear in an answer, not in an error', async () => {
    let status = 200;
    const { origin } = await serve((_request, response) =>
      response.writeHead(status).end('ollama runs models'),
    );
    const transport = createTransport({ keyOf: () => Promise.resolve('ollama') });
    assert.equal(
      await textOf(await transport.send(ask(origin, 1000), never)),
      'ollama runs models',
    );
    status = 500;
    assert.equal(await textOf(await transport.send(ask(origin, 1000), never)), '[key] runs models');
  });

  it('a key storage that hangs does not outlast Stop', async () => {
    const transport = createTransport({ keyOf: () => forever() });
    const controller = new AbortController();
    const failed = errorOf(transport.send(ask('https://a.example', 1000), controller.signal));
    controller.abort();
    assert.equal((await failed).kind, 'aborted');
  });

  it('a key storage that fails: auth, without its words', async () => {
    const transport = createTransport({ keyOf: () => Promise.reject(new Error(`bad ${KEY}`)) });
    const error = await errorOf(transport.send(ask('https://a.example', 1000), never));
    assert.deepEqual([error.kind, error.origin], ['auth', 'local']);
  });

  it('a key that no header can carry: auth, and the key is not quoted', async () => {
    const transport = createTransport({ keyOf: () => Promise.resolve(`${KEY}\n`) });
    const error = await errorOf(transport.send(ask('https://a.example', 1000), never));
    assert.deepEqual([error.kind, error.origin], ['auth', 'local']);
    assert.match(error.message, /characters that cannot be sent/);
  });

  const refused: [string, string, RegExp][] = [
    ['no URL', 'not a url', /not a valid URL/],
    ['another scheme', 'file:///etc/secret-path', /neither https nor http/],
    ['a user name', 'https://me@a.example/secret-path', /user name/],
  ];
  for (const [what, url, pattern] of refused) {
    it(`refuses ${what} before anything is read or sent`, async () => {
      const transport = createTransport({ keyOf: () => assert.fail('the key was read') });
      const error = await errorOf(transport.send(ask(url, 1000), never));
      assert.deepEqual([error.kind, error.origin], ['rejected', 'local']);
      assert.match(error.message, pattern);
    });
  }

  it('refuses an origin that is not allowed, and headers that cannot be sent', async () => {
    const transport = createTransport({
      keyOf: () => Promise.resolve(KEY),
      isAllowedOrigin: (origin) => origin === 'https://a.example',
    });
    const elsewhere = await errorOf(transport.send(ask('https://b.example', 1000), never));
    assert.equal(elsewhere.message, 'https://b.example may not be asked by vendor.');
    const headers = { 'x-note': `line\nbreak ${KEY}` };
    const broken = await errorOf(
      transport.send({ ...ask('https://a.example', 1000), headers }, never),
    );
    assert.equal(broken.kind, 'rejected');
  });
});
