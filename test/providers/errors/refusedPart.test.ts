/*
 * Which part of a request a refusal names: by field, in the vendors' own sentences, and never by a
 * guess.
 */
import assert from 'node:assert/strict';
import { statusError } from '../../../src/providers/errors/errorOf.ts';
import { refusedPart } from '../../../src/providers/errors/refusedPart.ts';
import { readVendorError } from '../../../src/providers/errors/vendorError.ts';

const partOf = (body: unknown) => refusedPart(readVendorError(JSON.stringify(body), 0));
const said = (message: string) => partOf({ error: { message } });

describe('refused parts', () => {
  it('goes by the field that the error points at', () => {
    const message = 'Not here.';
    assert.equal(partOf({ error: { message, param: 'temperature' } }), 'temperature');
    assert.equal(partOf({ error: { message, param: 'reasoning.effort' } }), 'reasoning');
    assert.equal(partOf({ error: { message, param: 'tools.0.function' } }), 'tools');
    const extra = { loc: ['body', 'prompt_cache_key'], msg: message, type: 'extra_forbidden' };
    assert.equal(partOf({ detail: [extra] }), 'cacheKey');
  });

  for (const [part, sentence] of [
    ['temperature', "Unsupported value: 'temperature' does not support 0.2 with this model."],
    ['temperature', '`temperature` is deprecated for this model.'],
    ['temperature', 'temperature: Extra inputs are not permitted'],
    ['topP', 'Unknown name "topP" at \'generation_config\': Cannot find field.'],
    ['topP', 'Unrecognized request argument supplied: top_p'],
    ['stop', "Unsupported parameter: 'stop' is not supported with this model."],
    ['reasoning', "Unknown parameter: 'reasoning_effort'."],
    ['reasoning', '"qwen2.5" does not support thinking'],
    ['cacheKey', 'Unrecognized request argument supplied: prompt_cache_key'],
    ['tools', 'registry.ollama.ai/library/x does not support tools'],
    ['images', 'No endpoints found that support image input'],
    ['images', 'this model does not support images'],
  ] as const)
    it(`reads ${part} in: ${sentence}`, () => assert.equal(said(sentence), part));

  for (const sentence of [
    'Not implemented',
    'Extra inputs are not permitted',
    "Unsupported parameter: 'max_tokens'. Use 'max_completion_tokens' instead.",
    'messages.1.content.0: Invalid `signature` in `thinking` block',
    'The encrypted content for item rs_1 could not be verified.',
    "'temperature' and 'top_p' cannot both be specified for this model.",
    'Stop: this model is not a chat model.',
  ])
    it(`guesses nothing from: ${sentence}`, () => assert.equal(said(sentence), undefined));

  it('stands in the error where the model refused a part, and nowhere else', () => {
    const place = { providerId: 'p', modelId: 'm', headers: {}, wallMs: 0 };
    const body = (message: string): string => JSON.stringify({ error: { message } });
    const unsupported = statusError({ ...place, status: 400 }, body("Unknown parameter: 'top_p'."));
    assert.deepEqual([unsupported.kind, unsupported.refused], ['unsupported', 'topP']);
    const ill = statusError({ ...place, status: 500 }, body("'top_p' broke us"));
    assert.deepEqual([ill.kind, ill.refused], ['server', undefined]);
  });
});
