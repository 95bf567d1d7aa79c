/*
 * Upstreams that are ill in one way each, as plain data: what a real server on loopback does with a
 * chat request. Every word that a healthy one would say is here, so a test can tell whose it was.
 */
import type { RequestListener, ServerResponse } from 'node:http';
import { gzipSync } from 'node:zlib';

export const HALF = 'Half of it';
export const WHOLE = 'The whole answer.';

type Play = (response: ServerResponse) => void;

const chunk = (choice: object): string =>
  `data: ${JSON.stringify({ id: 'c', object: 'chat.completion.chunk', model: 'm', choices: [choice] })}\n\n`;
export const word = (content: string): string =>
  chunk({ index: 0, delta: { content }, finish_reason: null });
export const ended = chunk({ index: 0, delta: {}, finish_reason: 'stop' });
const role = chunk({ index: 0, delta: { role: 'assistant', content: '' }, finish_reason: null });
export const DONE = 'data: [DONE]\n\n';

export const head: Play = (response) => {
  response.writeHead(200, { 'content-type': 'text/event-stream' });
  response.flushHeaders();
};

/** Headers and these bytes, whole. */
const stream =
  (...parts: string[]): Play =>
  (response) => {
    head(response);
    response.end(parts.join(''));
  };

/** Headers and these bytes, and the connection stays as it is. */
const hanging =
  (...parts: string[]): Play =>
  (response) => {
    head(response);
    response.write(parts.join(''));
  };

const commenting =
  (...parts: string[]): Play =>
  (response) => {
    hanging(...parts, ': alive\n\n')(response);
    const timer = setInterval(() => response.write(': alive\n\n'), 50);
    response.on('close', () => clearInterval(timer));
  };

const status =
  (code: number, error: object = {}, headers: Record<string, string> = {}): Play =>
  (response) => {
    response.writeHead(code, { 'content-type': 'application/json', ...headers });
    response.end(JSON.stringify({ error: { message: `Status ${code}.`, ...error } }));
  };

const limited = (retryAfter?: string): Play =>
  status(429, {}, retryAfter === undefined ? {} : { 'retry-after': retryAfter });

const body =
  (type: string, text: string | Buffer, headers: Record<string, string> = {}): Play =>
  (response) => {
    response.writeHead(200, { 'content-type': type, ...headers });
    response.end(text);
  };

const dripping: Play = (response) => {
  head(response);
  const words = WHOLE.split('').map(word);
  const timer = setInterval(() => {
    const next = words.shift();
    response.write(next ?? `${ended}${DONE}`);
    if (next === undefined) response.end();
  }, 20);
  response.on('close', () => clearInterval(timer));
};

const rst: Play = (response) => response.socket?.resetAndDestroy();

export const healthy = stream(role, word('The whole '), word('answer.'), ended, DONE);

export const PLAYS = {
  '503': status(503),
  '500': status(500),
  '529': status(529),
  '429, retry after 1': limited('1'),
  '429, retry after 20': limited('20'),
  '429, retry after 3600': limited('3600'),
  '429 without a delay': limited(),
  '429 with a date': (response) => limited(new Date(Date.now() + 60_000).toUTCString())(response),
  '429 with a garbage delay': limited('soon, -5 banana'),
  '401': status(401, { code: 'invalid_api_key' }),
  '402': status(402),
  '403': status(403),
  '404 model': status(404, { code: 'model_not_found' }),
  '400': status(400, { type: 'invalid_request_error' }),
  '413': status(413),
  'reset before headers': rst,
  'reset mid-stream': (response) => {
    hanging(role, word(HALF))(response);
    setTimeout(() => rst(response), 30);
  },
  'silence before headers': () => undefined,
  'silence after headers': hanging(),
  'comments only': commenting(),
  'comments during a stall': commenting(role, word(HALF)),
  'end without finish': stream(role, word(HALF)),
  'end without finish or word': stream(role),
  'done without finish': stream(role, word(WHOLE), DONE),
  'a web page': body('text/html', '<!doctype html><html><title>Sign in</title></html>'),
  'an empty body': body('text/event-stream', ''),
  'an error as 200': body(
    'application/json',
    '{"error":{"message":"Bad day","type":"server_error"}}',
  ),
  'an error event mid-stream': stream(
    role,
    word(HALF),
    'data: {"error":{"message":"Bad day","type":"server_error","code":500}}\n\n',
  ),
  'garbage mid-stream': stream(role, word(HALF), 'data: {"choices":[{"del\n\n', ended, DONE),
  'stop without a word': stream(role, ended, DONE),
  'a slow drip': dripping,
  'finish twice': stream(role, word(WHOLE), ended, ended, DONE, word('More.'), DONE),
  'a line of 9 MB': stream(`data: ${'x'.repeat(9_000_000)}`),
  'a comment of 1 MB': stream(`: ${'x'.repeat(1_000_000)}\n\n`, word(WHOLE), ended, DONE),
  gzip: body('text/event-stream', gzipSync(word(WHOLE) + ended + DONE), {
    'content-encoding': 'gzip',
  }),
  'half a JSON answer': body('application/json', '{"choices":[{"message":{"content":"Half of'),
} as const satisfies Record<string, Play>;

export type PlayName = keyof typeof PLAYS;

export const playing =
  (play: Play): RequestListener =>
  (_request, response) =>
    play(response);
