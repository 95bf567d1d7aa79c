/*
 * The list of models in its many shapes, and its pages.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { createProvider } from '../../src/providers/provider.ts';
import { readModelPage } from '../../src/providers/models.ts';
import { bytesOf, handClock, serve, type Served } from './bench.ts';

const signal = new AbortController().signal;
const list = (answer: (url: string) => Served) => {
  const transport = serve((request) => answer(request.url));
  const config = {
    id: 'acme',
    kind: 'compatible' as const,
    baseUrl: 'https://h.example/v1',
    models: [],
  };
  const provider = createProvider(config, transport, handClock());
  return { transport, models: provider.listModels(signal) };
};
const json = (value: unknown): Served => ({ chunks: [bytesOf(JSON.stringify(value))] });

describe('the list of models', () => {
  it('of a recording is read whole', async () => {
    const file = path.join(
      import.meta.dirname,
      '../fixtures/corpus/perplexity/models-json-0809.json',
    );
    const body = new Uint8Array(readFileSync(file));
    const models = await list(() => ({ chunks: [body] })).models;
    assert(models.length > 10 && models.every((model) => model.id.includes('/')));
  });

  const shapes: readonly (readonly [string, unknown, unknown])[] = [
    ['ids', { data: [{ id: 'a' }, { id: 'b' }] }, [{ id: 'a' }, { id: 'b' }]],
    [
      'a bare list',
      [{ id: 'a', display_name: 'A', context_length: 8192 }],
      [{ id: 'a', name: 'A', contextTokensMax: 8192 }],
    ],
    ['names only', { models: ['a', ''] }, [{ id: 'a' }]],
    ['vLLM', { data: [{ id: 'a', max_model_len: 4096 }] }, [{ id: 'a', contextTokensMax: 4096 }]],
    [
      'OpenRouter',
      {
        data: [
          { id: 'a', name: 'A', context_length: 9, top_provider: { max_completion_tokens: 5 } },
        ],
      },
      [{ id: 'a', name: 'A', contextTokensMax: 9, outputTokensMax: 5 }],
    ],
    [
      'nonsense inside',
      { data: [null, 1, {}, { id: '' }, { id: 'a', context_length: 0 }] },
      [{ id: 'a' }],
    ],
  ];
  for (const [what, body, expected] of shapes) {
    it(what, () => assert.deepEqual(readModelPage(JSON.stringify(body))?.models, expected));
  }

  it('leaves out names that nobody can read or settings cannot hold', async () => {
    const strange = ['\u202ecba', 'a\nb', 'x'.repeat(201)];
    const data = [...strange.map((id) => ({ id })), { id: 'b', display_name: 'B\u0007' }];
    assert.deepEqual(await list(() => json({ data })).models, [{ id: 'b' }]);
  });

  it('follows pages, and stops at a server that repeats itself', async () => {
    const { transport, models } = list((url) =>
      url.includes('after=b')
        ? json({ data: [{ id: 'c' }], has_more: false })
        : json({ data: [{ id: 'a' }, { id: 'b' }], has_more: true, last_id: 'b' }),
    );
    assert.deepEqual(
      (await models).map((model) => model.id),
      ['a', 'b', 'c'],
    );
    assert.deepEqual(
      transport.requests.map((request) => request.key.in),
      ['header', 'header'],
    );
    const same = list(() => json({ data: [{ id: 'a' }], has_more: true }));
    assert.equal((await same.models).length, 1);
    assert.equal(same.transport.requests.length, 2);
  });

  it('of a server of one’s own has what it shows of each model; one that fails costs nothing', async () => {
    const transport = serve(({ url, body }) => {
      if (url.endsWith('/api/tags')) {
        return json({ models: [{ name: 'a:1b', model: 'a:1b' }, { name: 'b' }] });
      }
      const { model } = JSON.parse(body ?? '') as { model: string };
      return model === 'b' ? { status: 500 } : json({ capabilities: ['completion', 'vision'] });
    });
    const config = { id: 'acme', kind: 'ollama' as const, models: [] };
    const models = await createProvider(config, transport, handClock()).listModels(signal);
    assert.deepEqual(models, [
      { id: 'a:1b', vision: true, tools: false, reasoning: false },
      { id: 'b' },
    ]);
  });

  it('that is none is protocol; a refusal is its own kind', async () => {
    await assert.rejects(list(() => json({ ok: true })).models, { kind: 'protocol' });
    await assert.rejects(list(() => ({ chunks: [bytesOf('<html>')] })).models, {
      kind: 'protocol',
    });
    await assert.rejects(list(() => ({ status: 401 })).models, { kind: 'auth' });
    await assert.rejects(list(() => ({ thenThrow: new Error('x') })).models, { kind: 'cut' });
  });
});
