/*
 * Gemini for the contract: whole responses as events, a finish reason and no mark of the end, errors
 * with a status in words. Shapes as documented and recorded.
 */
import { findAll, strings, type WireSample } from './sample.ts';

const event = (value: unknown): string => `data: ${JSON.stringify(value)}\r\n\r\n`;
const usageMetadata = { promptTokenCount: 3, candidatesTokenCount: 4, totalTokenCount: 7 };
const response = (part: object, finishReason?: string) => ({
  candidates: [
    {
      content: { role: 'model', parts: [part] },
      index: 0,
      ...(finishReason === undefined ? {} : { finishReason }),
    },
  ],
  usageMetadata,
  modelVersion: 'm',
});
const error = (code: number, status: string, message: string, ...details: readonly object[]) => ({
  error: { code, status, message, details },
});
const RETRY = { '@type': 'type.googleapis.com/google.rpc.RetryInfo', retryDelay: '48s' };
const BAD_KEY = { '@type': 'type.googleapis.com/google.rpc.ErrorInfo', reason: 'API_KEY_INVALID' };

export const geminiGenerate: WireSample = {
  wire: 'gemini.generateContent',
  callId: 'v1',
  text: (words) => [
    ...words.map((text) => event(response({ text }))),
    event(response({ text: '' }, 'STOP')),
  ],
  call: (name, args) => [
    event(response({ functionCall: { id: 'v1', name, args } })),
    event(response({ text: '' }, 'STOP')),
  ],
  whole: (text) => response({ text }, 'STOP'),
  event,
  brokenBy: event(error(503, 'UNAVAILABLE', 'The model is overloaded.')),
  refusals: [
    {
      kind: 'auth',
      status: 400,
      body: error(400, 'INVALID_ARGUMENT', 'API key not valid.', BAD_KEY),
    },
    {
      kind: 'permission',
      status: 403,
      body: error(403, 'PERMISSION_DENIED', 'The caller does not have permission'),
    },
    {
      kind: 'region',
      status: 400,
      body: error(400, 'FAILED_PRECONDITION', 'User location is not supported for the API use.'),
    },
    {
      kind: 'quota',
      status: 402,
      body: error(402, 'RESOURCE_EXHAUSTED', 'Your prepayment credits are depleted.'),
    },
    {
      kind: 'rate-limit',
      status: 429,
      body: error(429, 'RESOURCE_EXHAUSTED', 'Quota exceeded. Please retry in 48.94s.', RETRY),
      waitMs: 48_940,
    },
    {
      kind: 'overloaded',
      status: 503,
      body: error(503, 'UNAVAILABLE', 'The model is overloaded.'),
    },
    {
      kind: 'server',
      status: 500,
      body: error(500, 'INTERNAL', 'An internal error has occurred.'),
    },
    { kind: 'model-gone', status: 404, body: error(404, 'NOT_FOUND', 'models/m is not found') },
    {
      kind: 'context-length',
      status: 400,
      body: error(400, 'INVALID_ARGUMENT', 'The input token count (9) exceeds the maximum (8).'),
    },
    {
      kind: 'unsupported',
      status: 400,
      body: error(400, 'INVALID_ARGUMENT', 'Function calling is not enabled for models/m'),
    },
    { kind: 'invalid', status: 400, body: error(400, 'INVALID_ARGUMENT', 'Contents are required') },
  ],
  smallest: ['contents'],
  ask(body) {
    const { contents } = body;
    const held = (name: string): Record<string, unknown>[] =>
      findAll(contents, (one) => name in one).map((one) => one[name] as Record<string, unknown>);
    return {
      words: [...strings(body['systemInstruction']), ...strings(contents)].join(' '),
      images: held('inlineData').map((data) => String(data['data'])),
      tools: findAll(body['tools'], (one) => 'parametersJsonSchema' in one).map((one) =>
        String(one['name']),
      ),
      calls: held('functionCall').map(({ id, name, args }) => ({
        id: String(id),
        name: String(name),
        args,
      })),
      results: held('functionResponse').map(({ id, name, response: said }) => ({
        id: String(id),
        name: String(name),
        text: strings(said).join(''),
      })),
    };
  },
  keys: [
    ...['candidates', 'content', 'parts', 'text', 'thought', 'functionCall', 'name', 'args', 'id'],
    ...['finishReason', 'index', 'usageMetadata', 'promptTokenCount', 'candidatesTokenCount'],
    ...['promptFeedback', 'blockReason', 'thoughtSignature', 'error', 'code', 'message'],
    ...['partialArgs', 'willContinue', 'jsonPath', 'stringValue'],
  ],
  nouns: [
    ...['STOP', 'MAX_TOKENS', 'SAFETY', 'MALFORMED_FUNCTION_CALL', 'CONTINUATION', '$.a'],
    response({ functionCall: { name: 'f', willContinue: true } }),
    response({ functionCall: { partialArgs: [{ jsonPath: '$.a', stringValue: 'x' }] } }),
    response({ text: 'a' }, 'STOP'),
  ],
};
