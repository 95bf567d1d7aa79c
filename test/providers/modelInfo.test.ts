/*
 * Entries of lists of models as vendors write them, and as nobody should.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { readModel } from '../../src/providers/modelInfo.ts';

const price = (input: number, output: number, more = {}) => ({
  inputUsdMicrosPerMillion: input,
  outputUsdMicrosPerMillion: output,
  ...more,
});

const entries: readonly (readonly [string, object, object])[] = [
  [
    'OpenRouter',
    {
      name: 'A',
      context_length: 128_000,
      architecture: { input_modalities: ['text', 'image'] },
      supported_parameters: ['tools', 'temperature'],
      pricing: { prompt: '0.00000015', completion: '0.0000006', input_cache_read: '0.00000003' },
      top_provider: { max_completion_tokens: 16_384 },
    },
    {
      name: 'A',
      contextTokensMax: 128_000,
      outputTokensMax: 16_384,
      vision: true,
      tools: true,
      reasoning: false,
      price: price(150_000, 600_000, { cachedInputUsdMicrosPerMillion: 30_000 }),
    },
  ],
  ['a model that is free', { pricing: { prompt: '0', completion: '0' } }, { price: price(0, 0) }],
  ['a price that depends', { pricing: { prompt: '-1', completion: '-1' } }, {}],
  ['a fee per request', { pricing: { prompt: '1e-6', completion: '1e-6', request: '0.01' } }, {}],
  [
    'Together',
    { display_name: 'T', context_length: 4096, pricing: { hourly: 0, input: 0.18, output: 0.2 } },
    { name: 'T', contextTokensMax: 4096, price: price(180_000, 200_000) },
  ],
  ['what Together sells by the hour', { pricing: { hourly: 2, input: 0, output: 0 } }, {}],
  [
    'Perplexity',
    { pricing: { input: 10, output: 50, cache_write: 12.5, cache_read: 1 } },
    {
      price: price(10_000_000, 50_000_000, {
        cachedInputUsdMicrosPerMillion: 1_000_000,
        cacheWriteUsdMicrosPerMillion: 12_500_000,
      }),
    },
  ],
  [
    'Mistral',
    { max_context_length: 32_768, capabilities: { function_calling: true, vision: false } },
    { contextTokensMax: 32_768, vision: false, tools: true },
  ],
  [
    'Anthropic',
    {
      max_input_tokens: 200_000,
      max_tokens: 64_000,
      capabilities: { image_input: { supported: true }, thinking: { supported: false } },
    },
    { contextTokensMax: 200_000, outputTokensMax: 64_000, vision: true, reasoning: false },
  ],
  [
    'GitHub',
    {
      limits: { max_input_tokens: 8000, max_output_tokens: 4000 },
      supported_input_modalities: ['text'],
      capabilities: ['streaming', 'tool-calling'],
    },
    {
      contextTokensMax: 8000,
      outputTokensMax: 4000,
      vision: false,
      tools: true,
      reasoning: false,
    },
  ],
  [
    'Moonshot',
    { context_length: 262_144, supports_image_in: true, supports_reasoning: true },
    { contextTokensMax: 262_144, vision: true, reasoning: true },
  ],
  [
    'a broker whose sellers agree in part',
    {
      providers: [
        { context_length: 1000, supports_tools: true, pricing: { input: 1, output: 2 } },
        { context_length: 1000, supports_tools: false, pricing: { input: 1, output: 3 } },
      ],
    },
    { contextTokensMax: 1000 },
  ],
  [
    'nonsense',
    {
      context_length: -5,
      max_tokens: 'many',
      capabilities: 7,
      architecture: [],
      pricing: { input: '1e99', output: Number.NaN },
      providers: 'none',
    },
    {},
  ],
];

describe('an entry of a list of models', () => {
  for (const [what, entry, expected] of entries) {
    it(`of ${what}`, () => {
      assert.deepEqual(readModel({ id: 'a', ...entry }), { id: 'a', ...expected });
    });
  }

  it('has a name that can be asked for', () => {
    assert.deepEqual(readModel('a'), { id: 'a' });
    assert.deepEqual(readModel({ model: 'a' }), { id: 'a' });
    for (const none of ['', 'x'.repeat(201), {}, { id: 'x'.repeat(201) }, null, 7, []]) {
      assert.equal(readModel(none), undefined);
    }
  });

  it('never throws, and every figure it has is a figure', () => {
    const keys = fc.constantFrom(
      'context_length',
      'pricing',
      'capabilities',
      'providers',
      'limits',
    );
    fc.assert(
      fc.property(fc.dictionary(keys, fc.jsonValue()), (entry) => {
        const model = readModel({ id: 'a', ...entry });
        for (const figure of [model?.contextTokensMax, model?.outputTokensMax]) {
          assert(figure === undefined || figure > 0);
        }
        for (const rate of Object.values(model?.price ?? {})) {
          assert(Number.isSafeInteger(rate) && Number(rate) >= 0);
        }
      }),
    );
  });
});
