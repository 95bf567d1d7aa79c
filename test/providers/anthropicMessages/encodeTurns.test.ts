/*
 * Turns of Messages: alternation, images and files, tool loops with all their results, and what
 * goes back to whom.
 */
import assert from 'node:assert/strict';
import type { Message, Opaque, Part } from '../../../src/core/index.ts';
import { encodeTurns } from '../../../src/providers/anthropicMessages/encodeTurns.ts';

const encode = (...messages: Message[]) => encodeTurns(messages, 'm-1');
const user = (...parts: Part[]): Message => ({ role: 'user', parts });
const assistant = (...parts: Part[]): Message => ({ role: 'assistant', parts });
const text = (words: string): Part => ({ type: 'text', text: words });
const opaque = (data: unknown, modelId = 'm-1'): Opaque => ({
  wire: 'anthropic.messages',
  modelId,
  data,
});
const call = (id: string, own?: Opaque, argumentsJson = '{"a":1}'): Part => ({
  type: 'tool-call',
  id,
  name: 'f',
  argumentsJson,
  ...(own === undefined ? {} : { opaque: own }),
});
const result = (id: string, isError = false): Part => ({
  type: 'tool-result',
  id,
  name: 'f',
  text: 'r',
  isError,
});
const said = (words: string) => ({ type: 'text', text: words });
const used = (id: string, input: object = { a: 1 }) => ({ type: 'tool_use', id, name: 'f', input });
const answered = (id: string) => ({ type: 'tool_result', tool_use_id: id, content: 'r' });

describe('turns', () => {
  it('alternate: neighbours of one role are one turn, system and blank text are none', () => {
    const system: Message = { role: 'system', parts: [text('s')] };
    assert.deepEqual(encode(system, user(text('a')), user(text(' ')), user(text('b'))), [
      { role: 'user', content: [said('a'), said('b')] },
    ]);
  });

  it('carry images and files', () => {
    const image: Part = { type: 'image', mediaType: 'image/png', dataBase64: 'aGk=' };
    const file: Part = { type: 'file', name: 'a.ts', languageId: 'ts', text: 'let a;' };
    const source = { type: 'base64', media_type: 'image/png', data: 'aGk=' };
    assert.deepEqual(encode(user(image, file))[0]?.content, [
      { type: 'image', source },
      said('File: a.ts\n```ts\nlet a;\n```'),
    ]);
  });

  it('put results first, in the order of their calls', () => {
    const tool: Message = { role: 'tool', parts: [result('2'), result('1', true)] };
    const turns = encode(
      user(text('go')),
      assistant(
        text('I look.'),
        call('1', opaque({ callId: 'toolu_1' })),
        call('2', undefined, ''),
      ),
      user(text('hurry')),
      tool,
    );
    assert.deepEqual(turns.slice(1), [
      { role: 'assistant', content: [said('I look.'), used('toolu_1'), used('call00001', {})] },
      {
        role: 'user',
        content: [{ ...answered('toolu_1'), is_error: true }, answered('call00001'), said('hurry')],
      },
    ]);
  });

  it('answer every call, also the last one, and make text of a result without its call', () => {
    const turns = encode(user(text('go'), result('9')), assistant(call('1')), user(text('b')));
    assert.deepEqual(turns[0]?.content, [said('go'), said('Result of a tool: r')]);
    const [missing, rest] = turns[2]?.content ?? [];
    assert.equal(missing?.['tool_use_id'], 'call00000');
    assert.equal(missing?.['is_error'], true);
    assert.deepEqual(rest, said('b'));
    assert.equal(encode(user(text('go')), assistant(call('1'))).at(-1)?.role, 'user');
    const doubled = encode(assistant(call('1')), user(result('1'), result('1')));
    assert.equal(doubled[1]?.content[1]?.['type'], 'text');
  });

  it('send signed thinking back untouched, to its own model only', () => {
    const block = { type: 'thinking', thinking: 'hm', signature: 'sig' };
    const hidden = { type: 'redacted_thinking', data: 'enc' };
    const parts = (modelId: string): Part[] => [
      { type: 'reasoning', text: 'hm', opaque: opaque({ block }, modelId) },
      { type: 'reasoning', text: '', opaque: opaque({ block: hidden }, modelId) },
      { type: 'reasoning', text: 'never signed' },
      text('a'),
    ];
    const content = (modelId: string) =>
      encode(user(text('go')), assistant(...parts(modelId)))[1]?.content;
    assert.deepEqual(content('m-1'), [block, hidden, said('a')]);
    assert.deepEqual(content('m-2'), [said('a')]);
  });

  it('end an answer that is begun without blanks', () => {
    const turns = encode(user(text('go')), assistant(text('I began \n')));
    assert.deepEqual(turns[1]?.content, [said('I began')]);
  });
});
