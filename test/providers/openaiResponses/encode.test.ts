/*
 * Requests of this wire: only what was asked for, nothing kept there, valid by OpenAI's own schema.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020 } from 'ajv/dist/2020.js';
import type { ChatRequest, Opaque } from '../../../src/core/index.ts';
import { encodeResponses } from '../../../src/providers/openaiResponses/encode.ts';
import { openai } from '../../../src/providers/presets/openai.ts';

const FILE = path.join(import.meta.dirname, '../../fixtures/torture/openai-schemas.json');
// Input items are told apart by a discriminator that plain messages may leave out, as the API's own
// examples do: then two schemas fit, and `oneOf` would refuse what both allow.
const schemas = JSON.parse(readFileSync(FILE, 'utf8').replaceAll('"oneOf"', '"anyOf"')) as object;
const ajv = new Ajv2020({ strict: false, validateFormats: false });
ajv.addSchema({ $id: 'openai', ...schemas });
const isValid = ajv.compile({ $ref: 'openai#/components/schemas/CreateResponse' });

const HELLO: ChatRequest = {
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
};
function encode(request: Partial<ChatRequest>, modelId = 'gpt-5') {
  const text = encodeResponses({ ...HELLO, ...request }, modelId, openai.responses);
  const body = JSON.parse(text) as Record<string, unknown>;
  assert(isValid(body), ajv.errorsText(isValid.errors));
  return body;
}
const TOOL = { name: 't', description: 'd', parametersSchema: { type: 'object', properties: {} } };
const own = (data: unknown): Opaque => ({ wire: 'openai.responses', modelId: 'gpt-5', data });

describe('a question to Responses', () => {
  it('holds nothing that was not asked for, and has nothing kept', () => {
    const input = [{ role: 'user', content: [{ type: 'input_text', text: 'Hello' }] }];
    const plain = { input, stream: true, store: false };
    assert.deepEqual(encode({}, 'gpt-4.1'), { model: 'gpt-4.1', ...plain });
    const include = ['reasoning.encrypted_content'];
    assert.deepEqual(encode({}), { model: 'gpt-5', ...plain, include });
  });

  it('is valid with everything in it', () => {
    const item = { type: 'reasoning', id: 'rs_1', summary: [], encrypted_content: 'sealed' };
    const body = encode({
      messages: [
        { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
        {
          role: 'user',
          parts: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', mediaType: 'image/png', dataBase64: 'aGk=' },
            { type: 'file', name: 'a.md', text: 'x' },
          ],
        },
        {
          role: 'assistant',
          parts: [
            { type: 'reasoning', text: '', opaque: own({ reasoning: [item] }) },
            { type: 'text', text: 'I look.' },
            {
              type: 'reasoning',
              text: '',
              opaque: own({ message: { id: 'msg_1', status: 'completed' } }),
            },
            {
              type: 'tool-call',
              id: 'a.0',
              name: 't',
              argumentsJson: '{}',
              opaque: own({ callId: 'call_1', itemId: 'fc_1' }),
            },
          ],
        },
        {
          role: 'tool',
          parts: [{ type: 'tool-result', id: 'a.0', name: 't', text: 'ok', isError: false }],
        },
        { role: 'system', parts: [{ type: 'text', text: 'Now.' }] },
      ],
      tools: [TOOL],
      toolChoice: { name: 't' },
      outputTokensMax: 100,
      reasoning: 'low',
      temperature: 1,
      topP: 1,
      cacheKey: 'c1',
    });
    const types = (body['input'] as { type?: string }[]).map(({ type }) => type ?? 'said');
    assert.deepEqual(types.slice(1, 4), ['reasoning', 'message', 'function_call']);
    assert.equal(body['prompt_cache_key'], 'c1');
    assert.deepEqual(body['reasoning'], { effort: 'low', summary: 'auto' });
    assert.deepEqual(body['tool_choice'], { type: 'function', name: 't' });
    assert.deepEqual(body['tools'], [
      {
        type: 'function',
        name: 't',
        description: 'd',
        parameters: TOOL.parametersSchema,
        strict: false,
      },
    ]);
    assert.equal(body['instructions'], 'Be brief.');
  });

  it('never asks for fewer tokens than are taken', () => {
    assert.equal(encode({ outputTokensMax: 1 })['max_output_tokens'], 16);
    assert.equal(encode({ outputTokensMax: 17 })['max_output_tokens'], 17);
  });

  it('speaks of reasoning to models that reason only; tool choice only with tools', () => {
    assert.deepEqual(encode({ reasoning: 'off' })['reasoning'], { effort: 'none' });
    assert.equal(encode({ reasoning: 'high' }, 'gpt-5-chat-latest')['reasoning'], undefined);
    assert.equal(encode({ toolChoice: 'required' })['tool_choice'], undefined);
    assert.equal(encode({ tools: [TOOL], toolChoice: 'required' })['tool_choice'], 'required');
  });
});
