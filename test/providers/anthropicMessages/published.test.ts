/*
 * Requests of this wire against the types that Anthropic publishes: what is expected here is typed by
 * them, so a field that they do not know, or of another form, does not compile; and what is sent must
 * be exactly that.
 */
import assert from 'node:assert/strict';
import type Anthropic from '@anthropic-ai/sdk';
import type { ChatRequest, Message } from '../../../src/core/index.ts';
import { encodeMessagesBody } from '../../../src/providers/anthropicMessages/encode.ts';
import { anthropic } from '../../../src/providers/presets/anthropic.ts';

type Body = Anthropic.MessageCreateParamsStreaming;

const NEW = 'claude-opus-5-5';
const OLD = 'claude-haiku-4-5';
const LONG = 'Be brief. '.repeat(500);

function check(request: ChatRequest, expected: Body): void {
  const sent = encodeMessagesBody(request, expected.model, anthropic.anthropic);
  assert.deepEqual(JSON.parse(sent), expected);
}
const own = (modelId: string, data: unknown) =>
  ({ opaque: { wire: 'anthropic.messages', modelId, data } }) as const;

const thinking = { type: 'thinking', thinking: 'hm', signature: 'sig' } as const;
const redacted = { type: 'redacted_thinking', data: 'sealed' } as const;
const MESSAGES: readonly Message[] = [
  { role: 'system', parts: [{ type: 'text', text: LONG }] },
  {
    role: 'user',
    parts: [
      { type: 'text', text: 'What is this?' },
      { type: 'image', mediaType: 'image/png', dataBase64: 'aGk=' },
    ],
  },
  {
    role: 'assistant',
    parts: [
      { type: 'reasoning', text: '', ...own(NEW, { block: thinking }) },
      { type: 'reasoning', text: '', ...own(NEW, { block: redacted }) },
      { type: 'text', text: 'I look.' },
      {
        type: 'tool-call',
        id: 'a.0',
        name: 'look',
        argumentsJson: '{"at":"sky"}',
        ...own(NEW, { callId: 'toolu_1' }),
      },
    ],
  },
  {
    role: 'tool',
    parts: [{ type: 'tool-result', id: 'a.0', name: 'look', text: 'dark', isError: true }],
  },
];
const TOOL = { name: 'look', description: 'Looks', parametersSchema: { type: 'object' } };
const DECLARED: Anthropic.Tool = {
  name: 'look',
  description: 'Looks',
  input_schema: { type: 'object' },
};
const MARK: Anthropic.CacheControlEphemeral = { type: 'ephemeral' };
const HELLO: Message = { role: 'user', parts: [{ type: 'text', text: 'Hello' }] };
const SMALLEST: Body = {
  model: NEW,
  max_tokens: 8192,
  stream: true,
  messages: [{ role: 'user', content: [{ type: 'text', text: 'Hello' }] }],
};

describe('a question to Messages, by the published types', () => {
  it('is the smallest that the wire allows', () => check({ messages: [HELLO] }, SMALLEST));

  it('is valid with everything in it', () => {
    const request: ChatRequest = {
      messages: MESSAGES,
      tools: [TOOL],
      toolChoice: 'auto',
      outputTokensMax: 9000,
      reasoning: 'high',
      stop: ['END'],
    };
    check(request, {
      model: NEW,
      max_tokens: 9000,
      stream: true,
      system: [{ type: 'text', text: LONG, cache_control: MARK }],
      messages: [
        {
          role: 'user',
          content: [
            { type: 'text', text: 'What is this?' },
            { type: 'image', source: { type: 'base64', media_type: 'image/png', data: 'aGk=' } },
          ],
        },
        {
          role: 'assistant',
          content: [
            thinking,
            redacted,
            { type: 'text', text: 'I look.' },
            {
              type: 'tool_use',
              id: 'toolu_1',
              name: 'look',
              input: { at: 'sky' },
              cache_control: MARK,
            },
          ],
        },
        {
          role: 'user',
          content: [
            { type: 'tool_result', tool_use_id: 'toolu_1', content: 'dark', is_error: true },
          ],
        },
      ],
      tools: [DECLARED],
      tool_choice: { type: 'auto' },
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'high' },
      stop_sequences: ['END'],
    });
  });

  it('asks older models for a budget, and any to be kept from thinking', () => {
    check(
      { messages: [HELLO], reasoning: 'low' },
      {
        ...SMALLEST,
        model: OLD,
        max_tokens: 8192 + 2048,
        thinking: { type: 'enabled', budget_tokens: 2048 },
      },
    );
    const off: Body = { ...SMALLEST, thinking: { type: 'disabled' } };
    check({ messages: [HELLO], reasoning: 'off' }, off);
  });

  it('chooses tools in every way', () => {
    const choices: readonly (readonly [
      NonNullable<ChatRequest['toolChoice']>,
      Body['tool_choice'],
    ])[] = [
      ['auto', { type: 'auto' }],
      ['none', { type: 'none' }],
      ['required', { type: 'any' }],
      [{ name: 'look' }, { type: 'tool', name: 'look' }],
    ];
    for (const [toolChoice, tool_choice] of choices) {
      const choice = tool_choice === undefined ? {} : { tool_choice };
      check(
        { messages: [HELLO], tools: [TOOL], toolChoice },
        { ...SMALLEST, tools: [DECLARED], ...choice },
      );
    }
  });
});
