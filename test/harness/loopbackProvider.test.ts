// The loopback provider itself: every fault is what it claims to be, seen by a real HTTP client.
// Tests of the product lean on this, so a wrong fault here would make them prove nothing.

import { strict as assert } from 'node:assert';
import { get } from 'node:http';
import { setTimeout as sleep } from 'node:timers/promises';
import type { Fault, FaultName } from './loopbackFault.ts';
import { type LoopbackProvider, startLoopbackProvider } from './loopbackProvider.ts';
import { pieces, streamOf } from './recording.ts';

const whole = streamOf(['one ', 'two ', 'three']);

describe('loopback provider', () => {
  let provider: LoopbackProvider;
  beforeEach(async () => {
    provider = await startLoopbackProvider({ recording: { body: whole } });
  });
  afterEach(() => provider.close());

  const post = (signal?: AbortSignal) =>
    fetch(`${provider.baseUrl}/chat/completions`, {
      method: 'POST',
      body: '{"model":"loopback-1"}',
      headers: { authorization: 'Bearer test' },
      ...(signal ? { signal } : {}),
    });
  /** Reads until `quietMs` pass without a byte, the end, or a broken connection. */
  const read = async (response: Response, quietMs = 150) => {
    const reader = response.body!.getReader();
    let text = '';
    for (;;) {
      const next = reader.read().catch((): 'broken' => 'broken');
      const got = await Promise.race([next, sleep(quietMs, 'silent' as const)]);
      if (got === 'silent') await reader.cancel();
      if (typeof got === 'string') return { text, end: got };
      if (got.done) return { text, end: 'end' as const };
      text += Buffer.from(got.value).toString('utf8');
    }
  };
  const codeOf = (error: unknown) => (error as { cause?: { code?: string } }).cause?.code;

  it('replays the recording and keeps what it received', async () => {
    const { text, end } = await read(await post());
    assert.equal(text, whole.toString());
    assert.equal(end, 'end');
    const [request] = provider.chatRequests();
    assert.equal(request?.body, '{"model":"loopback-1"}');
    assert.equal(request.headers['authorization'], 'Bearer test');
    assert.equal(request.bytesSent, whole.length);
    assert.ok(provider.bytesReceived() > 22);
    provider.forget();
    assert.equal(provider.bytesReceived(), 0);
  });

  it('lists models', async () => {
    const listed = (await (await fetch(`${provider.baseUrl}/models`)).json()) as {
      data: unknown[];
    };
    assert.equal(listed.data.length, 1);
  });

  it('refuses, and comes back on the same port', async () => {
    const { port } = provider;
    await provider.behave('refuse');
    await assert.rejects(post(), (error) => codeOf(error) === 'ECONNREFUSED');
    assert.equal(provider.requests.length, 0);
    await provider.behave('ok');
    assert.equal(provider.port, port);
    assert.equal((await read(await post())).end, 'end');
  });

  it('resets the connection before headers', async () => {
    await provider.behave('reset');
    const code = await new Promise((done) => {
      get(`${provider.baseUrl}/models`).on('error', (error) =>
        done((error as NodeJS.ErrnoException).code),
      );
    });
    assert.equal(code, 'ECONNRESET');
  });

  it('answers with a status, a body and headers', async () => {
    const fault = { kind: 'status', status: 429, headers: { 'retry-after': '7' } } as const;
    await provider.behave(fault);
    const response = await post();
    assert.equal(response.status, 429);
    assert.equal(response.headers.get('retry-after'), '7');
  });

  const streamFaults: [Fault | FaultName, number, string][] = [
    ['silent-after-headers', 0, 'silent'],
    [{ kind: 'stall-after', bytes: 40 }, 40, 'silent'],
    [{ kind: 'cut-after', bytes: 40 }, 40, 'broken'],
    [{ kind: 'end-after', bytes: 40 }, 40, 'end'],
  ];
  for (const [fault, bytes, wanted] of streamFaults) {
    it(`plays ${JSON.stringify(fault)}`, async () => {
      await provider.behave(fault);
      const { text, end } = await read(await post());
      assert.equal(text.length, bytes);
      assert.equal(end, wanted);
    });
  }

  it('sends only comments', async () => {
    await provider.behave({ kind: 'comments-only', everyMs: 10 });
    const response = await post();
    const reader = response.body!.getReader();
    assert.match(Buffer.from((await reader.read()).value!).toString(), /^: alive\n\n/);
    await reader.cancel();
  });

  it('says nothing before headers, and sees a client that goes away', async () => {
    await provider.behave('silent-before-headers');
    const abort = new AbortController();
    const answer = post(abort.signal);
    while (provider.requests.length === 0) await sleep(5);
    const leftMs = performance.now();
    abort.abort();
    await assert.rejects(answer);
    while (provider.requests[0]?.disconnectedMs === undefined) await sleep(5);
    assert.ok(provider.requests[0].disconnectedMs - leftMs < 5_000);
  });

  it('cuts a recording where it is told to', () => {
    const sizes = pieces({ body: whole, chunkSizes: [1, 5] }, whole).map((piece) => piece.length);
    assert.deepEqual(sizes.slice(0, 4), [1, 5, 1, 5]);
    assert.equal(Buffer.concat(pieces({ body: whole }, whole)).compare(whole), 0);
  });
});
