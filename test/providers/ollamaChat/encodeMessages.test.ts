/*
 * Messages of this wire: bare images, arguments as objects, results by name, thinking in a loop.
 */
import assert from 'node:assert/strict';
import type { Message, Part } from '../../../src/core/index.ts';
import { encodeOllamaMessages } from '../../../src/providers/ollamaChat/encodeMessages.ts';

const encode = (...messages: Message[]) => encodeOllamaMessages(messages, 'm');
const thought = (modelId: string): Part => ({
  type: 'reasoning',
  text: '',
  opaque: { wire: 'ollama.chat', modelId, data: { thinking: 'Hm' } },
});
const call = (argumentsJson: string): Part => ({
  type: 'tool-call',
  id: 'a.0',
  name: 'weather',
  argumentsJson,
});
const result = (isError: boolean): Part => ({
  type: 'tool-result',
  id: 'a.0',
  name: 'weather',
  text: 'sunny',
  isError,
});
const ASK: Message = { role: 'user', parts: [{ type: 'text', text: 'Hi' }] };

describe('messages to Ollama', () => {
  it('are text with files in it, and bare images beside it', () => {
    const parts: Part[] = [
      { type: 'text', text: 'What?' },
      { type: 'image', mediaType: 'image/png', dataBase64: 'aGk=' },
      { type: 'file', name: 'a.ts', text: 'x' },
    ];
    assert.deepEqual(
      encode({ role: 'system', parts: [{ type: 'text', text: 'Be' }] }, { role: 'user', parts }),
      [
        { role: 'system', content: 'Be' },
        { role: 'user', content: 'What?\n\nFile: a.ts\n```\nx\n```', images: ['aGk='] },
      ],
    );
  });

  it('hold calls with an object, and results by the name of the tool', () => {
    const tool = { role: 'tool', tool_name: 'weather' };
    assert.deepEqual(
      encode(
        { role: 'assistant', parts: [call('{"city":"X"}')] },
        { role: 'tool', parts: [result(false)] },
        { role: 'user', parts: [result(true)] },
        { role: 'user', parts: [result(false), { type: 'text', text: 'And?' }] },
      ),
      [
        {
          role: 'assistant',
          content: '',
          tool_calls: [{ function: { name: 'weather', arguments: { city: 'X' } } }],
        },
        { ...tool, content: 'sunny' },
        { ...tool, content: 'Error: sunny' },
        { ...tool, content: 'sunny' },
        { role: 'user', content: 'And?' },
      ],
    );
    const [broken] = encode({ role: 'assistant', parts: [call('[1')] });
    assert.deepEqual(broken?.['tool_calls'], [{ function: { name: 'weather', arguments: {} } }]);
  });

  it('take thinking back inside a tool loop only, and from the same model only', () => {
    const turn = (modelId: string): Message => ({
      role: 'assistant',
      parts: [thought(modelId), call('{}')],
    });
    assert.equal(encode(ASK, turn('m'))[1]?.['thinking'], 'Hm');
    assert.equal(encode(ASK, turn('other'))[1]?.['thinking'], undefined);
    assert.equal(encode(ASK, turn('m'), ASK)[1]?.['thinking'], undefined);
  });
});
