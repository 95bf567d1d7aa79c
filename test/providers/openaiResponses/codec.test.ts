/*
 * The wire through a real provider: which models are asked on it and where, and any noise ends in
 * an answer or one error.
 */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createProvider } from '../../../src/providers/provider.ts';
import { openaiResponses } from '../../../src/providers/openaiResponses/codec.ts';
import { bytesOf, callOf, drive, find, handClock, serve } from '../bench.ts';

const event = (value: object): string => `data: ${JSON.stringify(value)}\n\n`;
const text = (delta: string): string => event({ type: 'response.output_text.delta', delta });
const DONE = event({ type: 'response.completed', response: { status: 'completed' } });

async function ask(body: string, modelId = 'gpt-5', baseUrl?: string) {
  const transport = serve({ chunks: [bytesOf(body)] });
  const config = { id: 'acme', kind: 'openai', baseUrl, models: [] } as const;
  const run = await drive(
    createProvider(config, transport, handClock()),
    callOf(undefined, modelId),
  );
  return { run, url: transport.requests[0]?.url };
}

describe('the wire of Responses', () => {
  it('is asked by the models that reason, at OpenAI itself, and by no others', async () => {
    const { run, url } = await ask(text('Hi') + DONE);
    assert.deepEqual([url, run.text], ['https://api.openai.com/v1/responses', 'Hi']);
    const chat = 'https://api.openai.com/v1/chat/completions';
    assert.equal((await ask(DONE, 'gpt-4.1')).url, chat);
    const elsewhere = await ask(DONE, 'gpt-5', 'https://proxy.example/v1');
    assert.equal(elsewhere.url, 'https://proxy.example/v1/chat/completions');
    assert.equal(openaiResponses.models.path, '/models');
  });

  it('ends at its terminal event; a [DONE] instead of it is truncated, after it nothing', async () => {
    assert.equal((await ask(`${text('a')}data: [DONE]\n\n`)).run.error?.kind, 'truncated');
    assert.equal((await ask(`${text('a')}${DONE}data: [DONE]\n\n`)).run.error, undefined);
    assert.equal((await ask(text('a'))).run.error?.kind, 'truncated');
  });

  it('ends in an answer or one error, whatever comes, and never in half a call', async () => {
    const call = { type: 'function_call', name: 't', call_id: 'c', arguments: '{"a":' };
    const piece = fc.oneof(
      fc.string(),
      fc.json().map((json) => `data: ${json}\n\n`),
      fc.constantFrom(
        text('a'),
        DONE,
        'event: error\ndata: x\n\n',
        event({ type: 'response.output_item.added', item: call, output_index: 1 }),
        event({ type: 'response.output_item.done', item: call, output_index: 1 }),
        event({ type: 'response.output_item.done', item: null, output_index: 'x' }),
        event({ type: 'response.completed', response: { output: [null, 1, { type: 'message' }] } }),
      ),
    );
    await fc.assert(
      fc.asyncProperty(fc.array(piece, { maxLength: 12 }), async (pieces) => {
        const { run } = await ask(pieces.join(''));
        assert.equal(find(run.events, 'finish').length, run.error === undefined ? 1 : 0);
        assert.equal(find(run.events, 'tool-call').length, 0);
      }),
    );
  });
});
