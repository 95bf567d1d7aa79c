/*
 * Ollama's own wire for the contract: JSON lines, calls that come whole and without ids, errors as
 * plain text. Shapes as documented and recorded.
 */
import { findAll, strings, type WireSample } from './sample.ts';

const event = (value: unknown): string => `${JSON.stringify(value)}\n`;
const line = (message: object) => ({
  model: 'm',
  message: { role: 'assistant', ...message },
  done: false,
});
const DONE = {
  ...line({ content: '' }),
  done: true,
  done_reason: 'stop',
  prompt_eval_count: 3,
  eval_count: 4,
};
const error = (text: string) => ({ error: text });

export const ollamaChat: WireSample = {
  wire: 'ollama.chat',
  text: (words) => [...words.map((content) => event(line({ content }))), event(DONE)],
  call: (name, args) => [
    event(line({ content: '', tool_calls: [{ function: { name, arguments: args } }] })),
    event(DONE),
  ],
  whole: (content) => ({ ...DONE, message: { role: 'assistant', content } }),
  event,
  brokenBy: event(error('server busy, please try again')),
  refusals: [
    { kind: 'auth', status: 401, body: error('unauthorized') },
    { kind: 'permission', status: 403, body: error('this model is not available to you') },
    { kind: 'rate-limit', status: 429, body: error('too many requests') },
    {
      kind: 'overloaded',
      status: 503,
      body: error('server busy, please try again. maximum pending requests exceeded'),
    },
    { kind: 'server', status: 500, body: error('llama runner process has terminated') },
    {
      kind: 'no-memory',
      status: 500,
      body: error('model requires more system memory (9 GiB) than is available (8 GiB)'),
    },
    { kind: 'model-gone', status: 404, body: error("model 'm' not found") },
    {
      kind: 'context-length',
      status: 400,
      body: error('prompt too long; exceeded max context length by 9 tokens'),
    },
    {
      kind: 'unsupported',
      status: 400,
      body: error('registry.ollama.ai/library/m does not support tools'),
    },
    { kind: 'invalid', status: 400, body: error('invalid message content type') },
  ],
  smallest: ['messages', 'model', 'stream'],
  ask(body) {
    const { messages } = body;
    const tool = (one: Record<string, unknown>): boolean => 'parameters' in one;
    const called = (one: Record<string, unknown>): boolean => 'arguments' in one;
    return {
      words: strings(messages).join(' '),
      images: findAll(messages, (one) => 'images' in one).flatMap((one) => strings(one['images'])),
      tools: findAll(body['tools'], tool).map((one) => String(one['name'])),
      calls: findAll(messages, called).map(({ name, arguments: args }) => ({
        name: String(name),
        args,
      })),
      results: findAll(messages, (one) => one['role'] === 'tool').map((one) => ({
        name: String(one['tool_name']),
        text: String(one['content']),
      })),
    };
  },
  keys: [
    ...['message', 'content', 'thinking', 'tool_calls', 'function', 'name', 'arguments', 'error'],
    ...['done', 'done_reason', 'prompt_eval_count', 'eval_count', 'model'],
  ],
  nouns: [
    'stop',
    'length',
    'load',
    true,
    DONE,
    line({ content: 'a' }),
    line({ tool_calls: [{ function: { name: 'f', arguments: '{"a' } }] }),
  ],
};
