/*
 * The fetch path: the contract of both paths, and that the global fetch is read at call time.
 */
import assert from 'node:assert/strict';
import { ChatError } from '../../../src/core/index.ts';
import { KEY, ask, errorOf, forever, pause, textOf, transportWithKey } from './bench.ts';
import { pathContract } from './pathContract.ts';
import { serve } from './loopback.ts';

describe('host/transport/fetchPath', () => {
  pathContract(30_000);

  describe('with a replaced fetch', () => {
    const original = globalThis.fetch;
    afterEach(() => {
      globalThis.fetch = original;
    });
    const transport = transportWithKey();
    const never = new AbortController().signal;

    it('uses the one that is there at the time of the call', async () => {
      const asked: { url: string; init: RequestInit | undefined }[] = [];
      globalThis.fetch = (input, init) => {
        assert.equal(typeof input, 'string');
        asked.push({ url: input as string, init });
        return Promise.resolve(new Response('from the stub'));
      };
      const response = await transport.send(ask('https://vendor.example/v1', 1000), never);
      assert.equal(await textOf(response), 'from the stub');
      assert.equal(asked[0]?.url, 'https://vendor.example/v1');
      assert.equal(asked[0]?.init?.redirect, 'error');
      assert.equal(new Headers(asked[0]?.init?.headers).get('authorization'), `Bearer ${KEY}`);
    });

    it('is not kept waiting by one that ignores the signal', async () => {
      globalThis.fetch = () => forever();
      const controller = new AbortController();
      const failed = errorOf(
        transport.send(ask('https://vendor.example', 1000), controller.signal),
      );
      setTimeout(() => controller.abort(), 5);
      assert.equal((await failed).kind, 'aborted');
    });

    it('refuses a redirect that the replaced fetch hands out', async () => {
      globalThis.fetch = () =>
        Promise.resolve(new Response(null, { status: 307, headers: { location: '//b.example/' } }));
      const error = await errorOf(transport.send(ask('https://a.example', 1000), never));
      assert.equal(error.kind, 'protocol');
      assert.match(error.message, /^a\.example answered with a redirect to b\.example,/);
    });

    it('never prints what a talkative fetch puts into its error', async () => {
      globalThis.fetch = (input) =>
        Promise.reject(
          new TypeError('fetch failed', {
            cause: new Error(`cannot fetch ${input as string} with Bearer ${KEY}`),
          }),
        );
      const error = await errorOf(
        transport.send(ask('https://vendor.example/secret-path?q=1', 1000), never),
      );
      assert.ok(error instanceof ChatError);
      assert.equal(error.kind, 'connect');
      assert.match((error.cause as Error).message, /vendor\.example with Bearer \[key\]/);
    });
  });

  it('keeps the connection for the next request when a body was read to its end', async () => {
    const ports = new Set<number>();
    const { origin } = await serve((request, response) => {
      ports.add(request.socket.remotePort ?? 0);
      response.end('whole');
    });
    const never = new AbortController().signal;
    const transport = transportWithKey();
    await textOf(await transport.send(ask(origin, 1000), never));
    await pause(10); // The pool takes the socket back a little after the last byte was read.
    await textOf(await transport.send(ask(origin, 1000), never));
    assert.equal(ports.size, 1);
  });
});
