import assert from 'node:assert/strict';
import type { ChatRequest, Message, Part } from '../../../src/core/index.ts';
import { lmMessages, lmOptions } from '../../../src/host/lm/lmMessages.ts';
import { fakeLm } from './fakeLm.ts';

const api = fakeLm();
const text = (words: string): Part => ({ type: 'text', text: words });
const call = (id: string, argumentsJson = '{"a":1}'): Part => ({
  type: 'tool-call',
  id,
  name: 't',
  argumentsJson,
});
const result = (id: string, isError = false): Part => ({
  type: 'tool-result',
  id,
  name: 't',
  text: `of ${id}`,
  isError,
});
const shape = (messages: readonly Message[]): unknown =>
  JSON.parse(JSON.stringify(lmMessages(api, { messages }, 'v/m')));
const user = (...content: object[]) => ({ role: 'user', content });
const assistant = (...content: object[]) => ({ role: 'assistant', content });
const given = (callId: string, value: string) => ({ callId, content: [{ value }] });
const NOT_RUN = 'Error: There is no result: the call was not run.';

describe('messages to a model of another extension', () => {
  it('know two roles: what the system says first stands first, in a message of its own', () => {
    const messages: Message[] = [
      { role: 'system', parts: [text('Be brief.')] },
      { role: 'user', parts: [text('Hi'), { type: 'file', name: 'a.ts', text: 'x' }] },
      { role: 'assistant', parts: [{ type: 'reasoning', text: 'hm' }, text('Yes?')] },
      { role: 'user', parts: [text('So')] },
      { role: 'system', parts: [text('Now.')] },
    ];
    assert.deepEqual(shape(messages), [
      user({ value: 'Be brief.' }),
      user({ value: 'Hi' }, { value: 'File: a.ts\n```\nx\n```' }),
      assistant({ value: 'Yes?' }),
      user({ value: 'So' }, { value: 'Now.' }),
    ]);
  });

  it('hold images as bytes', () => {
    const parts: Part[] = [{ type: 'image', mediaType: 'image/png', dataBase64: '/wA=' }];
    const [message] = lmMessages(api, { messages: [{ role: 'user', parts }] }, 'v/m') as [
      { content: [{ data: Uint8Array; mimeType: string }] },
    ];
    assert.deepEqual([...message.content[0].data], [255, 0]);
    assert.equal(message.content[0].mimeType, 'image/png');
  });

  it('give each call its result, in order; one that is missing says so, a strange one is text', () => {
    const messages: Message[] = [
      { role: 'user', parts: [text('Hi')] },
      { role: 'assistant', parts: [text('I look.'), call('a'), call('b', 'no JSON')] },
      { role: 'tool', parts: [result('x')] },
      { role: 'tool', parts: [result('b', true)] },
      { role: 'user', parts: [text('And?')] },
    ];
    assert.deepEqual(shape(messages), [
      user({ value: 'Hi' }),
      assistant(
        { value: 'I look.' },
        { callId: 'call00000', name: 't', input: { a: 1 } },
        { callId: 'call00001', name: 't', input: {} },
      ),
      user(
        given('call00000', NOT_RUN),
        given('call00001', 'Error: of b'),
        { value: 'Result of a tool: of x' },
        { value: 'And?' },
      ),
    ]);
  });

  it('close a call that nobody answered at all', () => {
    const messages: Message[] = [{ role: 'assistant', parts: [call('a')] }];
    assert.deepEqual(shape(messages), [
      assistant({ callId: 'call00000', name: 't', input: { a: 1 } }),
      user(given('call00000', NOT_RUN)),
    ]);
  });

  it('use the id that the model gave its call, and no other’s', () => {
    const opaque = { wire: 'vscode.lm', modelId: 'v/m', data: { callId: 'own' } } as const;
    const parts = [
      { ...call('a'), opaque },
      { ...call('b'), opaque: { ...opaque, modelId: 'x' } },
    ];
    const messages: Message[] = [
      { role: 'assistant', parts },
      { role: 'tool', parts: [result('a'), result('b')] },
    ];
    assert.deepEqual((shape(messages) as { content: unknown }[])[1]?.content, [
      given('own', 'of a'),
      given('call00001', 'of b'),
    ]);
  });

  it('are not sent when they say nothing', () => {
    const parts: Part[] = [{ type: 'reasoning', text: 'hm' }];
    assert.deepEqual(
      shape([
        { role: 'assistant', parts },
        { role: 'user', parts: [] },
      ]),
      [],
    );
  });
});

describe('options to a model of another extension', () => {
  const tools = ['one', 'two'].map((name) => ({
    name,
    description: `Does ${name}`,
    parametersSchema: { type: 'object' },
  }));
  const options = (more: Partial<ChatRequest>) => lmOptions(api, { messages: [], ...more }, 'why');

  it('say why it is asked, and nothing that was not asked for', () => {
    assert.deepEqual(options({}), { justification: 'why' });
    const limits = { outputTokensMax: 5, temperature: 1, topP: 1, stop: ['x'] };
    assert.deepEqual(options(limits), { justification: 'why' });
  });

  it('declare tools, all or the one that is wanted', () => {
    const [one] = tools;
    const declared = (name: string) => ({
      name,
      description: `Does ${name}`,
      inputSchema: { type: 'object' },
    });
    const all = { justification: 'why', tools: [declared('one'), declared('two')] };
    assert.deepEqual(options({ tools }), { ...all, toolMode: 1 });
    assert.deepEqual(options({ tools, toolChoice: 'required' }), { ...all, toolMode: 2 });
    assert.deepEqual(options({ tools, toolChoice: { name: one?.name ?? '' } }), {
      justification: 'why',
      tools: [declared('one')],
      toolMode: 2,
    });
    assert.deepEqual(options({ tools, toolChoice: 'none' }), { justification: 'why' });
  });
});
