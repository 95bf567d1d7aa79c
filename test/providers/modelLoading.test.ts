/*
 * A provider whose server loads models: looking, loading ahead, and what answers teach.
 */
import assert from 'node:assert/strict';
import { createProvider } from '../../src/providers/provider.ts';
import type { TransportRequest } from '../../src/core/index.ts';
import { bytesOf, callOf, drive, handClock, serve, type Served } from './bench.ts';

const signal = new AbortController().signal;
const json = (value: object, status = 200): Served => ({
  status,
  chunks: [bytesOf(JSON.stringify(value))],
});
const ANSWER = { message: { content: 'Hi' }, done: true, done_reason: 'stop' };
const PS = json({ models: [{ name: 'x', model: 'model-1:latest' }] });

function make(answers: { readonly [path: string]: Served }) {
  const transport = serve((request: TransportRequest) => {
    const { pathname } = new URL(request.url);
    return answers[pathname] ?? json({ error: 'not found' }, 404);
  });
  const config = { id: 'o', kind: 'ollama', models: ['model-1'] } as const;
  return { transport, provider: createProvider(config, transport, handClock()) };
}

describe('a server that loads models', () => {
  it('is looked at when it is reached; a look that fails fails nothing', async () => {
    const { provider, transport } = make({ '/api/tags': json({ models: [] }), '/api/ps': PS });
    assert.equal(provider.isLoaded('model-1'), 'unknown');
    await provider.reach(signal);
    assert.deepEqual([provider.isLoaded('model-1'), provider.isLoaded('b')], [true, false]);
    assert.deepEqual(
      transport.requests.map(({ method, url }) => [method, url]),
      [
        ['GET', 'http://127.0.0.1:11434/api/tags'],
        ['GET', 'http://127.0.0.1:11434/api/ps'],
      ],
    );
    assert.equal(transport.closed(), transport.opened());
    const blind = make({ '/api/tags': json({ models: [] }), '/api/ps': json({}, 500) }).provider;
    await blind.reach(signal);
    assert.equal(blind.isLoaded('model-1'), 'unknown');
  });

  it('loads ahead without a word, and patiently', async () => {
    const load = json({ message: { content: '' }, done: true, done_reason: 'load' });
    const { provider, transport } = make({ '/api/chat': load });
    await provider.warm('model-1', signal);
    const request = transport.requests[0] ?? assert.fail();
    const body = JSON.parse(request.body ?? '') as object;
    assert.deepEqual(body, { model: 'model-1', messages: [], stream: false, keep_alive: '10m' });
    assert(request.method === 'POST' && request.firstByteMaxMs >= 60_000);
    assert.equal(provider.isLoaded('model-1'), true);
  });

  it('that cannot load says why', async () => {
    const missing = make({ '/api/chat': json({ error: "model 'model-1' not found" }, 404) });
    await assert.rejects(missing.provider.warm('model-1', signal), { kind: 'model-gone' });
    const inside = make({ '/api/chat': json({ error: 'model requires more system memory' }) });
    await assert.rejects(inside.provider.warm('model-1', signal), { kind: 'no-memory' });
    assert.equal(inside.provider.isLoaded('model-1'), 'unknown');
    const broken = make({ '/api/chat': { thenThrow: new Error('socket') } });
    await assert.rejects(broken.provider.warm('model-1', signal), { kind: 'cut' });
  });

  it('has the model that answered, and nothing is known after a failure', async () => {
    const { provider } = make({ '/api/chat': json(ANSWER) });
    assert.equal((await drive(provider, callOf())).text, 'Hi');
    assert.equal(provider.isLoaded('model-1'), true);
    const stop = new AbortController();
    stop.abort();
    assert.equal((await drive(provider, callOf(), stop.signal)).error?.kind, 'aborted');
    assert.equal(provider.isLoaded('model-1'), true);
    const gone = make({ '/api/chat': json({ error: 'no' }, 500) }).provider;
    assert.equal((await drive(gone, callOf())).error?.kind, 'server');
    assert.equal(gone.isLoaded('model-1'), 'unknown');
  });

  it('stops looking when the person stops', async () => {
    const stop = new AbortController();
    const { provider } = make({ '/api/tags': json({ models: [] }), '/api/ps': PS });
    const reaching = provider.reach(stop.signal);
    stop.abort();
    await assert.rejects(reaching, { kind: 'aborted' });
  });
});
