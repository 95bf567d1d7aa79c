/*
 * Servers on this computer: whom is asked, with what, for how long, and what a strange answer may do.
 */
import assert from 'node:assert/strict';
import { setImmediate as tick } from 'node:timers/promises';
import type { TransportRequest } from '../../src/core/index.ts';
import {
  findLocalServers,
  LOCAL_PLACES,
  type LocalPlace,
} from '../../src/providers/localServers.ts';
import { bytesOf, handClock, serve, type Served } from './bench.ts';

const json = (value: unknown): Served => ({ chunks: [bytesOf(JSON.stringify(value))] });
const tags = (...names: string[]): Served =>
  json({ models: names.map((name) => ({ name, model: name })) });
const list = (owner: string | undefined, ...ids: string[]): Served =>
  json({ data: ids.map((id) => ({ id, ...(owner === undefined ? {} : { owned_by: owner }) })) });
const NOT_THERE: Served = { status: 404 };
const OLLAMA: LocalPlace = { kind: 'ollama', baseUrl: 'http://127.0.0.1:11434' };
const LLAMACPP: LocalPlace = { kind: 'llamacpp', baseUrl: 'http://127.0.0.1:8080/v1' };

function find(places: readonly LocalPlace[], answer: (request: TransportRequest) => Served) {
  const transport = serve(answer);
  const clock = handClock();
  const abort = new AbortController();
  const finding = findLocalServers(transport, clock, places, abort.signal);
  return { transport, clock, abort, finding };
}

describe('servers on this computer', () => {
  it('are looked for at their usual addresses, with one plain question each and no key', async () => {
    const { transport, finding } = find(LOCAL_PLACES, () => NOT_THERE);
    assert.deepEqual(await finding, []);
    assert.deepEqual(
      transport.requests.map(({ url }) => url),
      [
        'http://127.0.0.1:11434/api/tags',
        'http://127.0.0.1:1234/v1/models',
        'http://127.0.0.1:8080/v1/models',
        'http://127.0.0.1:8000/v1/models',
      ],
    );
    for (const { method, key, headers, body } of transport.requests) {
      assert.deepEqual([method, key, headers, body], ['GET', { in: 'none' }, {}, undefined]);
    }
  });

  it('are found with what they serve, in the order of the places', async () => {
    const { finding, clock, transport } = find([LLAMACPP, OLLAMA], ({ url }) =>
      url.includes('11434') ? tags('a:1b', 'b') : list('llamacpp', 'x.gguf'),
    );
    assert.deepEqual(await finding, [
      { ...LLAMACPP, label: 'llama.cpp', models: ['x.gguf'] },
      { ...OLLAMA, label: 'Ollama', models: ['a:1b', 'b'] },
    ]);
    assert.deepEqual([clock.timers(), transport.opened() - transport.closed()], [0, 0]);
  });

  it('are called what they say they are: a port belongs to nobody', async () => {
    const labels = async (owner: string | undefined): Promise<unknown> => {
      const [server] = await find([LLAMACPP], () => list(owner, 'm')).finding;
      return [server?.kind, server?.label];
    };
    assert.deepEqual(await labels(undefined), ['llamacpp', 'llama.cpp']);
    assert.deepEqual(await labels('vllm'), ['vllm', 'vLLM']);
    assert.deepEqual(await labels('organization_owner'), ['lmstudio', 'LM Studio']);
    for (const owner of ['somebody', 'toString', '__proto__']) {
      assert.deepEqual(await labels(owner), ['compatible', '127.0.0.1:8080'], owner);
    }
  });

  it('do not count models that run elsewhere', async () => {
    const models = [{ name: 'near' }, { name: 'far', model: 'far', remote_host: 'https://x' }];
    const [server] = await find([OLLAMA], () => json({ models })).finding;
    assert.deepEqual(server?.models, ['near']);
  });

  it('do not count models that run elsewhere by their name, nor names that nobody can read', async () => {
    const names = ['near', 'gpt-oss:120b-cloud', '\u202ecba', 'near'];
    const [server] = await find([OLLAMA], () => tags(...names)).finding;
    assert.deepEqual(server?.models, ['near']);
    const many = Array.from({ length: 500 }, (_, n) => `m${n}`);
    const [full] = await find([OLLAMA], () => tags(...many)).finding;
    assert.equal(full?.models.length, 200);
  });

  it('may have no model yet', async () => {
    const [server] = await find([OLLAMA], () => json({ models: [] })).finding;
    assert.deepEqual(server?.models, []);
  });

  const STRANGE: Readonly<Record<string, Served>> = {
    'a page': { chunks: [bytesOf('<html>hello</html>')] },
    'no list': json({ hello: 'world' }),
    'no JSON': { chunks: [bytesOf('{"models":[')] },
    'an error status': { status: 500, chunks: [bytesOf('{"models":[{"name":"m"}]}')] },
    'a redirect': { status: 302, headers: { location: 'https://x' } },
    'more than is read': { chunks: [bytesOf(`[${'"m",'.repeat(300_000)}"m"]`)] },
    'a body that breaks': { chunks: [bytesOf('{"models":')], thenThrow: new Error('reset') },
    'brackets without end': { chunks: [bytesOf('['.repeat(900_000))] },
  };
  for (const [what, served] of Object.entries(STRANGE)) {
    it(`are not there where ${what} answers`, async () => {
      assert.deepEqual(await find([OLLAMA], () => served).finding, []);
    });
  }

  it('are never looked for elsewhere than on loopback', async () => {
    const places = ['http://192.168.1.5:11434', 'https://example.com', 'http://127.0.0.1:0', 'x'];
    const { transport, finding } = find(
      places.map((baseUrl) => ({ kind: 'ollama', baseUrl })),
      () => tags('m'),
    );
    assert.deepEqual([await finding, transport.requests], [[], []]);
  });

  it('are not waited for: what hangs is not there after a moment, what answered is', async () => {
    const { clock, finding, transport } = find([OLLAMA, LLAMACPP], ({ url }) =>
      url.includes('11434') ? { thenHang: true } : list('llamacpp', 'm'),
    );
    await tick();
    clock.advance(1_499);
    await tick();
    clock.advance(1);
    assert.deepEqual(
      (await finding).map(({ kind }) => kind),
      ['llamacpp'],
    );
    assert.ok(transport.signals.every((signal, at) => signal.aborted === (at === 0)));
    assert.equal(clock.timers(), 0);
  });

  it('are let go at once when nobody wants to know any more', async () => {
    const { abort, clock, finding, transport } = find([OLLAMA], () => ({ thenHang: true }));
    await tick();
    abort.abort();
    assert.deepEqual(await finding, []);
    assert.deepEqual([clock.timers(), transport.signals[0]?.aborted], [0, true]);
  });
});
