/*
 * The Responses API for the contract: named events, output items, and an end that holds the whole
 * answer once more. Shapes as recorded; it refuses as Chat Completions do, with a 400 for models.
 */
import { openaiChat } from './openaiChat.ts';
import { bare, findAll, strings, type WireSample } from './sample.ts';

const event = (value: unknown): string => {
  const { type } = (value ?? {}) as { type?: unknown };
  const name = typeof type === 'string' ? type.replace(/\s/g, '_') : 'x';
  return `event: ${name}\ndata: ${JSON.stringify(value)}\n\n`;
};
const usage = { input_tokens: 3, output_tokens: 4, total_tokens: 7 };
const answer = (output: readonly object[]) => ({
  id: 'resp_1',
  object: 'response',
  status: 'completed',
  error: null,
  model: 'm',
  output,
  usage,
});
const said = (text: string) => ({
  type: 'message',
  id: 'msg_1',
  status: 'completed',
  role: 'assistant',
  content: [{ type: 'output_text', text, annotations: [] }],
});
const end = (output: readonly object[]): string =>
  event({ type: 'response.completed', response: answer(output) });

export const openaiResponses: WireSample = {
  wire: 'openai.responses',
  callId: 'call_v1',
  text: (words) => [
    event({ type: 'response.created', response: { model: 'm', status: 'in_progress' } }),
    ...words.map((delta) => event({ type: 'response.output_text.delta', output_index: 0, delta })),
    end([said(words.join(''))]),
  ],
  call(name, args) {
    const text = JSON.stringify(args);
    const item = { type: 'function_call', id: 'fc_1', call_id: 'call_v1', name };
    const delta = { type: 'response.function_call_arguments.delta', output_index: 0 };
    const whole = { ...item, arguments: text, status: 'completed' };
    return [
      event({
        type: 'response.output_item.added',
        output_index: 0,
        item: { ...item, arguments: '' },
      }),
      event({ ...delta, delta: text.slice(0, 3) }),
      event({ ...delta, delta: text.slice(3) }),
      event({ type: 'response.output_item.done', output_index: 0, item: whole }),
      end([whole]),
    ];
  },
  whole: (text) => answer([said(text)]),
  event,
  brokenBy: event({
    type: 'error',
    error: { type: 'server_error', code: 'server_is_overloaded', message: 'Overloaded' },
  }),
  refusals: openaiChat.refusals.map((refusal) =>
    refusal.kind === 'model-gone' ? { ...refusal, status: 400 } : refusal,
  ),
  smallest: ['include', 'input', 'model', 'store', 'stream'],
  ask(body) {
    const { input } = body;
    const is = (type: string) => (one: Record<string, unknown>) => one['type'] === type;
    return {
      words: [...strings(body['instructions']), ...strings(input)].join(' '),
      images: findAll(input, is('input_image')).map((part) => bare(part['image_url'])),
      tools: findAll(body['tools'], is('function')).map((one) => String(one['name'])),
      calls: findAll(input, is('function_call')).map((one) => ({
        id: String(one['call_id']),
        name: String(one['name']),
        args: JSON.parse(String(one['arguments'])) as unknown,
      })),
      results: findAll(input, is('function_call_output')).map((one) => ({
        id: String(one['call_id']),
        text: String(one['output']),
      })),
    };
  },
  keys: [
    ...[
      'type',
      'response',
      'output',
      'output_index',
      'item',
      'delta',
      'content',
      'error',
      'status',
    ],
    ...['arguments', 'call_id', 'name', 'text', 'summary', 'usage', 'incomplete_details', 'reason'],
  ],
  nouns: [
    ...[
      'response.completed',
      'response.failed',
      'response.incomplete',
      'response.output_text.delta',
    ],
    ...['response.output_item.done', 'response.output_item.added', 'function_call', 'message'],
    ...['response.function_call_arguments.delta', 'output_text', 'completed', 'error', '{"a"'],
    { type: 'response.output_item.added', item: { type: 'function_call', name: 'f' } },
    { type: 'response.completed', response: answer([]) },
  ],
};
