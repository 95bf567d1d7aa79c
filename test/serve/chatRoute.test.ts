/*
 * Chat Completions over real HTTP, the engine scripted: whole, streamed, failing before and after the
 * first word, and left by the caller.
 */
import assert from 'node:assert/strict';
import { ChatError } from '../../src/core/index.ts';
import type { EngineEvent } from '../../src/core/index.ts';
import { ask, closeAll, events, finish, says, scripted, started, text, usage } from './scripted.ts';
import type { Chunk } from './scripted.ts';

const USAGE = {
  prompt_tokens: 10,
  completion_tokens: 5,
  total_tokens: 15,
  prompt_tokens_details: { cached_tokens: 4 },
  completion_tokens_details: { reasoning_tokens: 2 },
};
const json = async (response: Response) => (await response.json()) as Record<string, unknown>;
const deltas = (chunks: readonly (Chunk | '[DONE]')[]): Record<string, unknown>[] =>
  chunks.flatMap((chunk) => {
    const delta = chunk === '[DONE]' ? undefined : chunk.choices?.[0]?.delta;
    return delta === undefined ? [] : [delta];
  });
const cut = new ChatError({ kind: 'cut', message: 'The connection to one broke.' });

describe('serve/chatRoute', () => {
  afterEach(closeAll);

  it('answers whole: who answered, text, finish, usage', async () => {
    const named: EngineEvent = { type: 'model-named', model: 'm-2026', fingerprint: 'fp1' };
    const endpoint = await scripted(
      says(started, named, text('Be'), text('cause.'), usage, finish),
    );
    const response = await ask(endpoint, {});
    assert.equal(response.status, 200);
    const { id, created, ...rest } = await json(response);
    assert.equal(id, `chatcmpl-${endpoint.calls[0]?.requestId}`);
    assert.equal(typeof created, 'number');
    const message = { role: 'assistant', content: 'Because.', refusal: null };
    assert.deepEqual(rest, {
      object: 'chat.completion',
      model: 'one/m',
      system_fingerprint: 'fp1',
      choices: [{ index: 0, finish_reason: 'stop', logprobs: null, message }],
      usage: USAGE,
    });
  });

  it('streams: role, words, finish, usage where asked for, [DONE]', async () => {
    const endpoint = await scripted(says(started, text('Be'), text('cause.'), usage, finish));
    const response = await ask(endpoint, { stream: true, stream_options: { include_usage: true } });
    assert.equal(response.headers.get('content-type'), 'text/event-stream');
    const chunks = await events(response);
    assert.deepEqual(deltas(chunks), [
      { role: 'assistant', content: '' },
      { content: 'Be' },
      { content: 'cause.' },
      {},
    ]);
    const last = chunks.at(-2) as Chunk;
    assert.deepEqual([last.choices, last.usage], [[], USAGE]);
    assert.equal((chunks.at(-3) as Chunk).choices?.[0]?.finish_reason, 'stop');
    assert.equal(chunks.at(-1), '[DONE]');
  });

  it('leaves usage out of a stream that did not ask for it', async () => {
    const endpoint = await scripted(says(started, text('x'), usage, finish));
    const chunks = await events(await ask(endpoint, { stream: true }));
    assert.ok(chunks.every((chunk) => chunk === '[DONE]' || !('usage' in chunk)));
  });

  it('asks the engine as an external caller that can fold only what it has not seen', async () => {
    const endpoint = await scripted(says(started, text('x'), finish));
    await (await ask(endpoint, { model: 'auto', stream: true })).text();
    await (await ask(endpoint, { model: 'auto', stream: false })).text();
    const limits = { tier: 'trusted', localOnly: false };
    assert.deepEqual(
      endpoint.calls.map((call) => [call.lane, call.limits]),
      [
        ['external', { ...limits, canFold: false }],
        ['external', { ...limits, canFold: true }],
      ],
    );
  });

  it('pins a listed model, slashes and all, and refuses another', async () => {
    const endpoint = await scripted(says(started, text('x'), finish));
    await (await ask(endpoint, { model: 'two/vendor/m' })).text();
    assert.deepEqual(endpoint.calls[0]?.limits.only, { providerId: 'two', modelId: 'vendor/m' });
    const refused = await ask(endpoint, { model: 'gpt-9' });
    assert.equal(refused.status, 404);
    const { error } = (await json(refused)) as { error: Record<string, unknown> };
    assert.deepEqual([error['code'], error['param']], ['model_not_found', 'model']);
    assert.equal(endpoint.calls.length, 1);
  });

  for (const stream of [false, true]) {
    it(`a failure before the first word is an error status (stream: ${stream})`, async () => {
      const error = new ChatError({
        kind: 'rate-limit',
        message: 'one asks for a pause.',
        status: 429,
        retryAfterMs: 7_200,
      });
      const endpoint = await scripted(says(started, error));
      const response = await ask(endpoint, { stream });
      assert.equal(response.status, 429);
      assert.equal(response.headers.get('retry-after'), '8');
      const { error: body } = (await json(response)) as { error: Record<string, unknown> };
      assert.equal(body['message'], 'one asks for a pause.');
      assert.equal(body['type'], 'rate_limit_error');
      assert.equal(body['code'], 'rate_limit_exceeded');
      assert.equal((body['steadfast'] as { kind: string }).kind, 'rate-limit');
    });
  }

  it('a failure in mid-stream is an error event, and no [DONE]', async () => {
    const endpoint = await scripted(says(started, text('Half an'), cut));
    const chunks = await events(await ask(endpoint, { stream: true }));
    assert.deepEqual(deltas(chunks).at(-1), { content: 'Half an' });
    const last = chunks.at(-1) as Chunk;
    assert.deepEqual([last.error?.code, last.error?.message], ['cut', cut.message]);
    assert.ok(!chunks.includes('[DONE]'));
  });

  it('not streamed, half an answer is no answer', async () => {
    const endpoint = await scripted(says(started, text('Half an'), cut));
    assert.equal((await ask(endpoint, {})).status, 502);
  });

  it('holds reasoning back until the first word, for until then it may be taken back', async () => {
    const think = (words: string): EngineEvent => ({ type: 'reasoning-delta', text: words });
    const [one, two] = ['one', 'two'].map((providerId) => ({ providerId, modelId: 'm' }));
    const endpoint = await scripted(
      says(
        started,
        think('wrong'),
        { type: 'retracted', target: one ?? assert.fail() },
        { ...started, target: two ?? assert.fail() } as EngineEvent,
        think('ri'),
        think('ght'),
        text('Yes'),
        think('!'),
        finish,
      ),
    );
    const chunks = await events(await ask(endpoint, { stream: true }));
    assert.deepEqual(deltas(chunks).slice(1, -1), [
      { reasoning_content: 'right' },
      { content: 'Yes' },
      { reasoning_content: '!' },
    ]);
    assert.ok(chunks.every((chunk) => chunk === '[DONE]' || chunk.model === 'two/m'));
  });

  it('gives tool calls whole and in pieces, each with its index', async () => {
    const piece = (id: string, argumentsText: string): EngineEvent => {
      return { type: 'tool-call-delta', id, name: `run_${id}`, argumentsText };
    };
    const done = (id: string, argumentsJson: string): EngineEvent => {
      return { type: 'tool-call', id, name: `run_${id}`, argumentsJson };
    };
    const script = says(
      started,
      piece('a', '{"x"'),
      piece('a', ':1}'),
      done('a', '{"x":1}'),
      piece('b', '{'),
      done('b', '{}'),
      done('c', '{"y":2}'),
      { type: 'finish', reason: 'tool-calls' },
    );
    const endpoint = await scripted(script);
    const call = (id: string, args: string) => {
      return { id, type: 'function', function: { name: `run_${id}`, arguments: args } };
    };
    const streamed = deltas(await events(await ask(endpoint, { stream: true })));
    assert.deepEqual(
      streamed.flatMap((delta) => (delta['tool_calls'] as object[] | undefined) ?? []),
      [
        { index: 0, ...call('a', '{"x"') },
        { index: 0, function: { arguments: ':1}' } },
        { index: 1, ...call('b', '{') },
        { index: 1, function: { arguments: '}' } },
        { index: 2, ...call('c', '{"y":2}') },
      ],
    );
    const { choices } = (await json(await ask(endpoint, {}))) as {
      choices: Record<string, unknown>[];
    };
    assert.equal(choices[0]?.['finish_reason'], 'tool_calls');
    assert.deepEqual(choices[0]?.['message'], {
      role: 'assistant',
      content: null,
      tool_calls: [call('a', '{"x":1}'), call('b', '{}'), call('c', '{"y":2}')],
      refusal: null,
    });
  });

  it('a fold ends a stream in its error, and is not seen by who waits for the whole', async () => {
    const target = { providerId: 'one', modelId: 'm' };
    const seam: EngineEvent = {
      type: 'seam-started',
      mode: 'fold',
      from: target,
      to: target,
      error: cut,
      keptChars: 4,
    };
    const endpoint = await scripted(says(started, text('Half'), seam, text('Whole'), finish));
    const chunks = await events(await ask(endpoint, { stream: true }));
    assert.equal((chunks.at(-1) as Chunk).error?.code, 'cut');
    const whole = (await (await ask(endpoint, { stream: false })).json()) as {
      choices: { message: { content: string } }[];
    };
    assert.equal(whole.choices[0]?.message.content, 'Whole');
  });

  for (const [when, words] of [
    ['before the first word', 0],
    ['in mid-stream', 1],
  ] as const) {
    it(`a caller who hangs up ${when} aborts the request`, async () => {
      let aborted: () => void = () => undefined;
      const heard = new Promise<void>((resolve) => {
        aborted = resolve;
      });
      const endpoint = await scripted(async function* (call) {
        call.signal.addEventListener('abort', aborted, { once: true });
        for (let i = 0; i < words; i += 1) yield text('word');
        await heard;
        throw new ChatError({ kind: 'aborted', message: 'Stopped.' });
      });
      const controller = new AbortController();
      const asking = ask(endpoint, { stream: true }, controller.signal);
      if (words > 0) await (await asking).body?.getReader().read();
      else while (endpoint.calls.length === 0) await new Promise(setImmediate);
      controller.abort();
      await asking.catch(() => undefined);
      await heard;
    });
  }
});
