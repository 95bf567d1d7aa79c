/*
 * The kinds of provider that a journey walks, one for each wire and each way to enter an address:
 * where it is asked, with what key, and what a server there once answered.
 */
import type { LoopbackOptions } from '../harness/loopbackProvider.ts';

export type Kind = {
  readonly label: string;
  /** What the provider is called afterwards; default its label. */
  readonly name?: string;
  /** Where it is asked: a vendor's own host, through the proxy; or this computer. */
  readonly host?: string;
  /** Typed by the person where the kind asks for an address. */
  readonly address?: string;
  readonly wire?: LoopbackOptions['wire'];
  readonly model: string;
  readonly recording: readonly [provider: string, name: string];
  readonly path: string;
  /** The one header that carries the key, and how. */
  readonly key?: readonly [header: string, prefix: string];
};

const bearer = ['authorization', 'Bearer '] as const;

export const kinds: readonly Kind[] = [
  {
    label: 'OpenAI',
    host: 'api.openai.com',
    model: 'gpt-4.1',
    recording: ['openai', 'chat-stream-text-gpt-4-0613'],
    path: '/v1/chat/completions',
    key: bearer,
  },
  {
    label: 'OpenAI',
    name: 'OpenAI (api.openai.com)',
    host: 'api.openai.com',
    model: 'o3-mini',
    recording: ['openai', 'responses-stream-reasoning-text-o3-mini'],
    path: '/v1/responses',
    key: bearer,
  },
  {
    label: 'Anthropic',
    host: 'api.anthropic.com',
    wire: 'anthropic',
    model: 'claude-sonnet-4-5',
    recording: ['anthropic', 'messages-stream-text-claude-sonnet-4-5'],
    path: '/v1/messages',
    key: ['x-api-key', ''],
  },
  {
    label: 'Google Gemini',
    host: 'generativelanguage.googleapis.com',
    wire: 'gemini',
    model: 'gemini-2.5-flash',
    recording: ['gemini', 'generate-stream-text-gemini-2-5-flash'],
    path: '/v1beta/models/gemini-2.5-flash:streamGenerateContent',
    key: ['x-goog-api-key', ''],
  },
  {
    label: 'Azure OpenAI',
    host: 'example.openai.azure.com',
    address: 'https://example.openai.azure.com/openai/v1',
    model: 'my-deployment',
    recording: ['azure', 'chat-stream-text-gpt-4-1-mini'],
    path: '/openai/v1/chat/completions',
    key: ['api-key', ''],
  },
  {
    label: 'Ollama',
    wire: 'ollama',
    model: 'gpt-oss:20b',
    recording: ['ollama', 'apichat-stream-reasoning-text'],
    path: '/api/chat',
  },
];
