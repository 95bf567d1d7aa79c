/*
 * Messages in the table of wires: address, version header, key, and the pages of the model list.
 */
import assert from 'node:assert/strict';
import { anthropicMessages } from '../../../src/providers/anthropicMessages/codec.ts';
import { createProvider } from '../../../src/providers/provider.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';
import { bytesOf, drive, handClock, serve } from '../bench.ts';

const CONFIG = { id: 'acme', kind: 'anthropic', models: [] } as const;

describe('the codec of Messages', () => {
  it('sends the pinned version with the question, and the key under its own name', async () => {
    const transport = serve({ status: 529 });
    const run = await drive(createProvider(CONFIG, transport, handClock()));
    assert.equal(run.error?.kind, 'overloaded');
    const [request] = transport.requests;
    assert.equal(request?.url, 'https://api.anthropic.com/v1/messages');
    assert.deepEqual(request.headers, {
      'content-type': 'application/json',
      'anthropic-version': '2023-06-01',
    });
    assert.deepEqual(request.key, { in: 'header', name: 'x-api-key' });
  });

  it('sends the version that the preset pins', () => {
    const preset = presetOf('anthropic');
    const newer = { ...preset, anthropic: { ...preset.anthropic, version: '2026-10-21' as const } };
    assert.deepEqual(anthropicMessages.headers(newer), { 'anthropic-version': '2026-10-21' });
  });

  it('lists models page after page, with the version', async () => {
    const page = (id: string, has_more: boolean) => ({
      chunks: [
        bytesOf(
          JSON.stringify({
            data: [
              { type: 'model', id, display_name: id.toUpperCase(), max_input_tokens: 200_000 },
            ],
            has_more,
            last_id: id,
          }),
        ),
      ],
    });
    const transport = serve(({ url }) =>
      url.includes('after_id=a') ? page('b', false) : page('a', true),
    );
    const provider = createProvider(CONFIG, transport, handClock());
    assert.deepEqual(await provider.listModels(new AbortController().signal), [
      { id: 'a', name: 'A', contextTokensMax: 200_000 },
      { id: 'b', name: 'B', contextTokensMax: 200_000 },
    ]);
    assert.deepEqual(
      transport.requests.map(({ url, headers }) => [url, headers]),
      [
        ['https://api.anthropic.com/v1/models?limit=1000', { 'anthropic-version': '2023-06-01' }],
        [
          'https://api.anthropic.com/v1/models?limit=1000&after_id=a',
          { 'anthropic-version': '2023-06-01' },
        ],
      ],
    );
  });
});
