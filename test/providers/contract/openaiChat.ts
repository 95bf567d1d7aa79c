/*
 * Chat Completions for the contract: chunks with choices, `[DONE]`, errors under `error`.
 * Shapes as recorded from OpenAI and the many that speak its wire.
 */
import { bare, findAll, sse, strings, type WireSample } from './sample.ts';

const chunk = (delta: object, finish_reason: string | null = null) => ({
  id: 'c1',
  object: 'chat.completion.chunk',
  model: 'm',
  choices: [{ index: 0, delta, finish_reason }],
});
const usage = { prompt_tokens: 3, completion_tokens: 4, total_tokens: 7 };
const END = [sse({ ...chunk({}), choices: [], usage }), 'data: [DONE]\n\n'];
const fn = (called: object) => ({ tool_calls: [{ index: 0, function: called }] });
const error = (message: string, code: string | null, type = 'invalid_request_error') => ({
  error: { message, type, param: null, code },
});

export const openaiChat: WireSample = {
  wire: 'openai.chat',
  callId: 'call_v1',
  text: (words) => [
    ...words.map((content) => sse(chunk({ content }))),
    sse(chunk({}, 'stop')),
    ...END,
  ],
  call(name, args) {
    const text = JSON.stringify(args);
    const first = { index: 0, id: 'call_v1', type: 'function', function: { name, arguments: '' } };
    return [
      sse(chunk({ tool_calls: [first] })),
      sse(chunk(fn({ arguments: text.slice(0, 3) }))),
      sse(chunk(fn({ arguments: text.slice(3) }))),
      sse(chunk({}, 'tool_calls')),
      ...END,
    ];
  },
  whole: (content) => ({
    object: 'chat.completion',
    choices: [{ index: 0, message: { role: 'assistant', content }, finish_reason: 'stop' }],
    usage,
  }),
  event: sse,
  brokenBy: sse(error('The server is overloaded', 'server_is_overloaded', 'server_error')),
  refusals: [
    { kind: 'auth', status: 401, body: error('Incorrect API key provided', 'invalid_api_key') },
    { kind: 'permission', status: 403, body: error('You are not allowed to sample', null) },
    {
      kind: 'region',
      status: 403,
      body: error('Country not supported', 'unsupported_country_region_territory'),
    },
    {
      kind: 'quota',
      status: 429,
      body: error('You exceeded your current quota', 'insufficient_quota', 'insufficient_quota'),
    },
    { kind: 'quota', status: 402, body: error('Insufficient Balance', 'invalid_request_error') },
    {
      kind: 'rate-limit',
      status: 429,
      body: error('Rate limit reached. Please try again in 3.5s.', 'rate_limit_exceeded', 'tokens'),
      waitMs: 3500,
    },
    {
      kind: 'too-large-per-minute',
      status: 429,
      body: error(
        'Request too large for m on tokens per min (TPM): Limit 30, Requested 50.',
        'rate_limit_exceeded',
        'tokens',
      ),
    },
    { kind: 'overloaded', status: 503, body: error('Overloaded', 'server_is_overloaded') },
    { kind: 'server', status: 500, body: error('The server had an error', null, 'server_error') },
    { kind: 'loading', status: 503, body: error('Loading model', null, 'unavailable_error') },
    {
      kind: 'model-gone',
      status: 404,
      body: error('The model `m` does not exist', 'model_not_found'),
    },
    {
      kind: 'context-length',
      status: 400,
      body: error("This model's maximum context length is 8", 'context_length_exceeded'),
    },
    {
      kind: 'unsupported',
      status: 400,
      body: error("Unsupported parameter: 'tools'", 'unsupported_parameter'),
    },
    {
      kind: 'invalid',
      status: 400,
      body: error('Missing required parameter', 'missing_required_parameter'),
    },
    {
      kind: 'tool-use-failed',
      status: 400,
      body: error('Failed to call a function.', 'tool_use_failed'),
    },
    {
      kind: 'content-filter',
      status: 400,
      body: error('The prompt was filtered', 'content_filter'),
    },
  ],
  smallest: ['messages', 'model', 'stream', 'stream_options'],
  ask(body) {
    const isImage = (part: Record<string, unknown>): boolean => part['type'] === 'image_url';
    const call = (one: Record<string, unknown>): boolean =>
      one['type'] === 'function' && 'id' in one;
    const tool = (one: Record<string, unknown>): boolean => 'parameters' in one;
    return {
      words: strings(body['messages']).join(' '),
      images: findAll(body, isImage).map((part) =>
        bare((part['image_url'] as { url: string }).url),
      ),
      tools: findAll(body['tools'], tool).map((one) => String(one['name'])),
      calls: findAll(body['messages'], call).map((one) => {
        const { name, arguments: text } = one['function'] as { name: string; arguments: string };
        return { id: String(one['id']), name, args: JSON.parse(text) as unknown };
      }),
      results: findAll(body['messages'], (one) => one['role'] === 'tool').map((one) => ({
        id: String(one['tool_call_id']),
        text: String(one['content']),
      })),
    };
  },
  keys: [
    ...['choices', 'delta', 'message', 'content', 'error', 'tool_calls', 'function', 'name', 'raw'],
    ...['arguments', 'index', 'finish_reason', 'usage', 'prompt_tokens', 'id', 'code', 'metadata'],
    ...['function_call', 'reasoning', 'reasoning_details', 'refusal', 'text', 'type'],
  ],
  nouns: [
    'stop',
    'length',
    'tool_calls',
    'error',
    '{"a"',
    '{}',
    chunk({ content: 'a' }),
    fn({ name: 'f' }),
  ],
};
