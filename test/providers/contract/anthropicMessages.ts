/*
 * Anthropic Messages for the contract: a message that starts, content blocks, `message_stop`, and
 * errors that are named by their type. Shapes as documented and recorded.
 */
import { findAll, strings, type WireSample } from './sample.ts';

const event = (value: unknown): string => {
  const { type } = (value ?? {}) as { type?: unknown };
  const name = typeof type === 'string' ? type.replace(/\s/g, '_') : 'x';
  return `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
};
const START = event({
  type: 'message_start',
  message: {
    type: 'message',
    role: 'assistant',
    model: 'm',
    content: [],
    usage: { input_tokens: 3, output_tokens: 1 },
  },
});
const block = (content_block: object, deltas: readonly object[]): readonly string[] => [
  event({ type: 'content_block_start', index: 0, content_block }),
  ...deltas.map((delta) => event({ type: 'content_block_delta', index: 0, delta })),
  event({ type: 'content_block_stop', index: 0 }),
];
const end = (stop_reason: string): readonly string[] => [
  event({ type: 'message_delta', delta: { stop_reason }, usage: { output_tokens: 4 } }),
  event({ type: 'message_stop' }),
];
const error = (type: string, message: string) => ({
  type: 'error',
  error: { type, message },
  request_id: 'req_1',
});

export const anthropicMessages: WireSample = {
  wire: 'anthropic.messages',
  callId: 'toolu_v1',
  text: (words) => [
    START,
    ...block(
      { type: 'text', text: '' },
      words.map((text) => ({ type: 'text_delta', text })),
    ),
    ...end('end_turn'),
  ],
  call(name, args) {
    const text = JSON.stringify(args);
    const pieces = ['', text.slice(0, 3), text.slice(3)];
    return [
      START,
      ...block(
        { type: 'tool_use', id: 'toolu_v1', name, input: {} },
        pieces.map((partial_json) => ({ type: 'input_json_delta', partial_json })),
      ),
      ...end('tool_use'),
    ];
  },
  whole: (text) => ({
    type: 'message',
    role: 'assistant',
    content: [{ type: 'text', text }],
    stop_reason: 'end_turn',
    usage: { input_tokens: 3, output_tokens: 4 },
  }),
  event,
  brokenBy: event(error('overloaded_error', 'Overloaded')),
  refusals: [
    { kind: 'auth', status: 401, body: error('authentication_error', 'invalid x-api-key') },
    {
      kind: 'permission',
      status: 403,
      body: error('permission_error', 'Your key may not use this resource.'),
    },
    {
      kind: 'quota',
      status: 402,
      body: error('billing_error', 'There was a problem with your payment.'),
    },
    {
      kind: 'quota',
      status: 400,
      body: error('invalid_request_error', 'Your credit balance is too low to access the API.'),
    },
    {
      kind: 'rate-limit',
      status: 429,
      body: error('rate_limit_error', 'This request would exceed your rate limit.'),
      headers: { 'retry-after': '13' },
      waitMs: 13_000,
    },
    { kind: 'overloaded', status: 529, body: error('overloaded_error', 'Overloaded') },
    { kind: 'server', status: 500, body: error('api_error', 'Internal server error') },
    { kind: 'model-gone', status: 404, body: error('not_found_error', 'model: m') },
    {
      kind: 'context-length',
      status: 400,
      body: error('invalid_request_error', 'prompt is too long: 9 tokens > 8 maximum'),
    },
    {
      kind: 'unsupported',
      status: 400,
      body: error('invalid_request_error', 'tools: Extra inputs are not permitted'),
    },
    {
      kind: 'invalid',
      status: 400,
      body: error('invalid_request_error', 'messages: at least one message is required'),
    },
    {
      kind: 'too-large',
      status: 413,
      body: error('request_too_large', 'Request exceeds the maximum size'),
    },
  ],
  smallest: ['max_tokens', 'messages', 'model', 'stream'],
  ask(body) {
    const { messages } = body;
    const is = (type: string) => (one: Record<string, unknown>) => one['type'] === type;
    return {
      words: [...strings(body['system']), ...strings(messages)].join(' '),
      images: findAll(messages, is('base64')).map((source) => String(source['data'])),
      tools: findAll(body['tools'], (one) => 'input_schema' in one).map((one) =>
        String(one['name']),
      ),
      calls: findAll(messages, is('tool_use')).map((one) => ({
        id: String(one['id']),
        name: String(one['name']),
        args: one['input'],
      })),
      results: findAll(messages, is('tool_result')).map((one) => ({
        id: String(one['tool_use_id']),
        text: strings(one['content']).join(''),
      })),
    };
  },
  keys: [
    ...['type', 'index', 'delta', 'content_block', 'message', 'content', 'usage', 'input', 'error'],
    ...['text', 'thinking', 'signature', 'partial_json', 'stop_reason', 'name', 'id'],
  ],
  nouns: [
    ...['message_start', 'content_block_start', 'content_block_delta', 'content_block_stop'],
    ...['message_delta', 'message_stop', 'text', 'tool_use', 'thinking', 'text_delta', '{"a"'],
    ...['input_json_delta', 'thinking_delta', 'end_turn', 'error', 'redacted_thinking'],
    { type: 'content_block_start', index: 0, content_block: { type: 'tool_use', name: 'f' } },
    {
      type: 'content_block_delta',
      index: 0,
      delta: { type: 'input_json_delta', partial_json: '{' },
    },
    { type: 'message_stop' },
  ],
};
