/*
 * A provider from outside: what it sends, what it is, how it stops, and that it lets go of every
 * connection, listener and timer.
 */
import assert from 'node:assert/strict';
import { ChatError, type StreamEvent } from '../../src/core/index.ts';
import { createProvider } from '../../src/providers/provider.ts';
import type { ProviderConfig } from '../../src/providers/index.ts';
import { bytesOf, callOf, drive, find, handClock, serve, wordsOf, type Served } from './bench.ts';
import { setImmediate as tick } from 'node:timers/promises';

const LOCAL: ProviderConfig = {
  id: 'acme',
  kind: 'compatible',
  baseUrl: 'http://localhost:1234/v1',
  models: [],
};
const OPENAI: ProviderConfig = { id: 'acme', kind: 'openai', models: [] };
const chunk = (delta: object, finish: string | null = null): string =>
  `data: ${JSON.stringify({ choices: [{ index: 0, delta, finish_reason: finish }] })}\n\n`;
const WHOLE = chunk({ content: 'Hi' }) + chunk({}, 'stop') + 'data: [DONE]\n\n';

function make(served: Served, config: ProviderConfig = LOCAL) {
  const transport = serve(served);
  const clock = handClock();
  return { transport, clock, provider: createProvider(config, transport, clock) };
}

describe('a provider', () => {
  it('knows what it is', () => {
    const openai = make({}, OPENAI).provider;
    assert.deepEqual(
      [openai.family, openai.isLocal, openai.upstream('gpt-5'), openai.isLoaded('gpt-5')],
      ['openai', false, 'openai', true],
    );
    const local = make({}).provider;
    assert.deepEqual(
      [local.family, local.isLocal, local.upstream('m'), local.isLoaded('m')],
      ['http://localhost:1234', true, 'http://localhost:1234', 'unknown'],
    );
    const elsewhere = make({}, { ...OPENAI, baseUrl: 'https://proxy.example/v1' }).provider;
    assert.equal(elsewhere.family, 'https://proxy.example');
  });

  it('refuses a configuration that cannot be used, by name', () => {
    assert.throws(
      () => make({}, { id: 'x', kind: 'compatible', models: [] }),
      /x\.baseUrl: The address is empty/,
    );
    assert.throws(() => make({}, { id: 'x', kind: 'nobody' as 'openai', models: [] }), RangeError);
  });

  it('sends the question, one header and the name of the key, nothing else', async () => {
    const { transport, provider } = make({ chunks: [bytesOf(WHOLE)] }, OPENAI);
    await drive(provider, { ...callOf(), firstByteMaxMs: 5, idleMaxMs: 6 });
    const { body, ...request } = transport.requests[0] ?? assert.fail();
    assert.deepEqual(request, {
      providerId: 'acme',
      method: 'POST',
      url: 'https://api.openai.com/v1/chat/completions',
      headers: { 'content-type': 'application/json' },
      key: { in: 'header', name: 'authorization', prefix: 'Bearer ' },
      firstByteMaxMs: 5,
      idleMaxMs: 6,
    });
    assert.deepEqual(JSON.parse(body ?? ''), {
      model: 'model-1',
      messages: [{ role: 'user', content: 'Hello' }],
      stream: true,
      stream_options: { include_usage: true },
    });
  });

  it('begins with the head of the answer: status, id, limits', async () => {
    const headers = {
      'x-request-id': 'r',
      'x-ratelimit-remaining-requests': '9',
      'retry-after': '61',
    };
    const run = await drive(make({ headers, chunks: [bytesOf(WHOLE)] }).provider);
    assert.deepEqual(run.events[0], {
      type: 'response-start',
      status: 200,
      vendorRequestId: 'r',
      limits: { requests: { remaining: 9 } },
    });
    assert.equal(run.events.at(-1)?.type, 'finish');
  });

  it('shows a sign of life for bytes that say nothing, never more than one a chunk', async () => {
    const chunks = [
      bytesOf('\n\n'),
      bytesOf(': a\n\n: b\n\n'),
      bytesOf('data: {"type":"x"}\n\n'),
      bytesOf(WHOLE),
    ];
    const run = await drive(make({ chunks }).provider);
    assert.deepEqual(
      run.events.map((event) => event.type),
      ['response-start', 'alive', 'alive', 'alive', 'text-delta', 'finish'],
    );
  });

  it('yields what came before the connection broke, then the error of the transport', async () => {
    const cut = new ChatError({ kind: 'cut', message: 'x' });
    const run = await drive(
      make({ chunks: [bytesOf(chunk({ content: 'Half' }))], thenThrow: cut }).provider,
    );
    assert.equal(run.text, 'Half');
    assert.equal(run.error, cut);
  });

  it('calls anything else that a body throws a cut', async () => {
    const run = await drive(make({ thenThrow: new Error('socket') }).provider);
    assert.equal(run.error?.kind, 'cut');
  });

  it('stands by an answer whose connection breaks after its end', async () => {
    const cut = new ChatError({ kind: 'cut', message: 'x' });
    const chunks = [bytesOf(chunk({ content: 'All' }, 'stop'))];
    const run = await drive(make({ chunks, thenThrow: cut }).provider);
    assert.equal(run.error, undefined);
    assert.equal(find(run.events, 'finish')[0]?.reason, 'stop');
  });

  it('waits two seconds for the tail of an answer and no longer', async () => {
    const { provider, clock, transport } = make({
      chunks: [bytesOf(chunk({ content: 'All' }, 'stop'))],
      thenHang: true,
    });
    const running = drive(provider);
    while (clock.timers() === 0) await tick();
    clock.advance(1999);
    assert.equal(clock.timers(), 1);
    clock.advance(1);
    assert.equal(find((await running).events, 'finish').length, 1);
    assert.equal(clock.timers(), 0);
    // A body that hangs answers no `return`: only the signal lets go of its connection.
    assert(transport.signals[0]?.aborted);
  });

  it('a status error is one error with its kind, also when its body breaks off', async () => {
    const body = '{"error":{"message":"no","code":"invalid_api_key"}}';
    const said = await drive(make({ status: 401, chunks: [bytesOf(body)] }).provider);
    assert.deepEqual([said.error?.kind, said.error?.vendorCode], ['auth', 'invalid_api_key']);
    const broken = await drive(make({ status: 503, thenThrow: new Error('socket') }).provider);
    assert.equal(broken.error?.kind, 'overloaded');
  });
});

describe('stopping', () => {
  it('before the start asks nobody', async () => {
    const { provider, transport } = make({ chunks: [bytesOf(WHOLE)] });
    const stop = new AbortController();
    stop.abort();
    assert.equal((await drive(provider, callOf(), stop.signal)).error?.kind, 'aborted');
    assert.equal(transport.requests.length, 0);
  });

  it('before the headers throws at once, and lets go of an answer that comes too late', async () => {
    let answer: (served: unknown) => void = () => undefined;
    let returned = 0;
    const transport = {
      send: () =>
        new Promise((resolve) => {
          answer = resolve;
        }),
    };
    const provider = createProvider(LOCAL, transport as never, handClock());
    const stop = new AbortController();
    const running = drive(provider, callOf(), stop.signal);
    stop.abort();
    assert.equal((await running).error?.kind, 'aborted');
    const iterator = {
      next: () => new Promise(() => {}),
      return: () => Promise.resolve((returned += 1)),
    };
    answer({ status: 200, headers: {}, body: { [Symbol.asyncIterator]: () => iterator } });
    await tick();
    assert.equal(returned, 1);
  });

  it('in a silence throws the reason it was given, although the body hangs', async () => {
    const { provider } = make({ chunks: [bytesOf(chunk({ content: 'a' }))], thenHang: true });
    const stop = new AbortController();
    const reason = new ChatError({ kind: 'stall', message: 'x' });
    const events: StreamEvent[] = [];
    await assert.rejects(
      async () => {
        for await (const event of provider.stream(callOf(), stop.signal)) {
          events.push(event);
          if (event.type === 'text-delta') setImmediate(() => stop.abort(reason));
        }
      },
      (error) => error === reason,
    );
    assert.equal(wordsOf(events).text, 'a');
  });

  it('yields nothing more of a chunk that was being read out', async () => {
    const { provider } = make({ chunks: [bytesOf(WHOLE)] });
    const stop = new AbortController();
    const events: StreamEvent[] = [];
    await assert.rejects(async () => {
      for await (const event of provider.stream(callOf(), stop.signal)) {
        events.push(event);
        if (event.type === 'text-delta') stop.abort();
      }
    });
    assert.equal(events.at(-1)?.type, 'text-delta');
  });

  it('leaves no listener behind, however it ends', async () => {
    let listeners = 0;
    const signal = {
      aborted: false,
      reason: undefined,
      addEventListener: () => void (listeners += 1),
      removeEventListener: () => void (listeners -= 1),
    };
    const served: readonly Served[] = [
      { chunks: [bytesOf(WHOLE)] },
      { status: 500 },
      { thenThrow: new Error('x') },
    ];
    for (const answer of served) {
      await drive(make(answer).provider, callOf(), signal as never);
      assert.equal(listeners, 0);
    }
    for await (const event of make({ chunks: [bytesOf(WHOLE)] }).provider.stream(
      callOf(),
      signal as never,
    )) {
      if (event.type === 'text-delta') break;
    }
    assert.equal(listeners, 0);
  });
});

describe('reaching', () => {
  const signal = new AbortController().signal;

  it('asks for the list without a key, and any answer of an API will do', async () => {
    for (const status of [200, 401, 404, 429]) {
      const { provider, transport } = make({ status, chunks: [bytesOf('{"data":[]}')] });
      await provider.reach(signal);
      await provider.warm('m', signal);
      assert.equal(transport.requests[0]?.url, 'http://localhost:1234/v1/models');
      assert.deepEqual(transport.requests[0]?.key, { in: 'none' });
      assert.equal(transport.requests[0]?.body, undefined);
      await tick();
      assert.equal(transport.closed(), transport.opened());
      assert(
        transport.signals.every((given) => given.aborted),
        'the connection was not let go',
      );
    }
  });

  it('fails on an ill server and on a page in the way', async () => {
    await assert.rejects(make({ status: 503 }).provider.reach(signal), { kind: 'overloaded' });
    const page = { chunks: [bytesOf('<html>Sign in')] };
    await assert.rejects(make(page).provider.reach(signal), { kind: 'protocol' });
  });
});
