/*
 * Requests of this wire against the types that Google publishes: what is expected here is typed by
 * them, so a field that they do not know, or of another form, does not compile; and what is sent must
 * be exactly that. Enumerations are taken as the words that they stand for.
 */
import assert from 'node:assert/strict';
import type { Content, GenerationConfig, Tool, ToolConfig } from '@google/genai';
import type { ChatRequest, Message } from '../../../src/core/index.ts';
import { encodeGenerateBody } from '../../../src/providers/geminiGenerate/encode.ts';
import { gemini } from '../../../src/providers/presets/gemini.ts';

type Worded<T> = T extends string
  ? `${T}`
  : T extends readonly (infer E)[]
    ? Worded<E>[]
    : T extends object
      ? { [K in keyof T]: Worded<T[K]> }
      : T;

type Body = {
  readonly systemInstruction?: Worded<Content>;
  readonly contents: readonly Worded<Content>[];
  readonly tools?: readonly Worded<Tool>[];
  readonly toolConfig?: Worded<ToolConfig>;
  readonly generationConfig?: Worded<GenerationConfig>;
};

const NEW = 'gemini-3.1-pro-preview';
const OLD = 'gemini-2.5-flash';

function check(request: ChatRequest, modelId: string, expected: Body): void {
  const sent = encodeGenerateBody(request, modelId, gemini.gemini);
  assert.deepEqual(JSON.parse(sent), expected);
}
const own = (data: unknown) =>
  ({ opaque: { wire: 'gemini.generateContent', modelId: NEW, data } }) as const;

const HELLO: Message = { role: 'user', parts: [{ type: 'text', text: 'Hello' }] };
const SMALLEST: Body = { contents: [{ role: 'user', parts: [{ text: 'Hello' }] }] };
const TOOL = { name: 'look', description: 'Looks', parametersSchema: { type: 'object' } };
const DECLARED: Worded<Tool> = {
  functionDeclarations: [
    { name: 'look', description: 'Looks', parametersJsonSchema: { type: 'object' } },
  ],
};

describe('a question to generateContent, by the published types', () => {
  it('is the smallest that the wire allows', () => check({ messages: [HELLO] }, NEW, SMALLEST));

  it('is valid with everything in it', () => {
    const request: ChatRequest = {
      messages: [
        { role: 'system', parts: [{ type: 'text', text: 'Be brief.' }] },
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
            { type: 'text', text: 'I look.' },
            {
              type: 'tool-call',
              id: 'a.0',
              name: 'look',
              argumentsJson: '{"at":"sky"}',
              ...own({ callId: 'v1', thoughtSignature: 'c2ln' }),
            },
          ],
        },
        {
          role: 'tool',
          parts: [{ type: 'tool-result', id: 'a.0', name: 'look', text: 'dark', isError: true }],
        },
      ],
      tools: [TOOL],
      toolChoice: { name: 'look' },
      outputTokensMax: 9,
      reasoning: 'medium',
      stop: ['END'],
      temperature: 0.5,
      topP: 0.9,
    };
    check(request, NEW, {
      systemInstruction: { parts: [{ text: 'Be brief.' }] },
      contents: [
        {
          role: 'user',
          parts: [
            { text: 'What is this?' },
            { inlineData: { mimeType: 'image/png', data: 'aGk=' } },
          ],
        },
        {
          role: 'model',
          parts: [
            { text: 'I look.' },
            {
              functionCall: { id: 'v1', name: 'look', args: { at: 'sky' } },
              thoughtSignature: 'c2ln',
            },
          ],
        },
        {
          role: 'user',
          parts: [{ functionResponse: { id: 'v1', name: 'look', response: { error: 'dark' } } }],
        },
      ],
      tools: [DECLARED],
      toolConfig: { functionCallingConfig: { mode: 'ANY', allowedFunctionNames: ['look'] } },
      generationConfig: {
        maxOutputTokens: 9,
        thinkingConfig: { includeThoughts: true, thinkingLevel: 'MEDIUM' },
        stopSequences: ['END'],
        temperature: 0.5,
        topP: 0.9,
      },
    });
  });

  it('asks for every effort in a word that is known, and older models for a budget', () => {
    const levels = { off: 'LOW', low: 'LOW', medium: 'MEDIUM', high: 'HIGH' } as const;
    for (const reasoning of ['off', 'low', 'medium', 'high'] as const) {
      const shown = reasoning === 'off' ? {} : { includeThoughts: true };
      const thinkingConfig = { ...shown, thinkingLevel: levels[reasoning] };
      const generationConfig = { thinkingConfig };
      check({ messages: [HELLO], reasoning }, NEW, { ...SMALLEST, generationConfig });
    }
    check({ messages: [HELLO], reasoning: 'off' }, OLD, {
      ...SMALLEST,
      generationConfig: { thinkingConfig: { thinkingBudget: 0 } },
    });
  });

  it('chooses tools in every way', () => {
    const modes = { auto: 'AUTO', none: 'NONE', required: 'ANY' } as const;
    for (const toolChoice of ['auto', 'none', 'required'] as const) {
      check({ messages: [HELLO], tools: [TOOL], toolChoice }, NEW, {
        ...SMALLEST,
        tools: [DECLARED],
        toolConfig: { functionCallingConfig: { mode: modes[toolChoice] } },
      });
    }
  });
});
