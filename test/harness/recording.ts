// What a loopback provider plays: the body of a recorded stream, its content type, how it is cut into
// pieces and how fast they come. Real providers cut anywhere, so the sizes are the test's to choose.
// It reads files and counts; it sends nothing.

import { readFileSync } from 'node:fs';

export interface Recording {
  /** A file with the recorded body, or the body itself. */
  readonly body: string | URL | Uint8Array;
  /** Default `text/event-stream`. */
  readonly contentType?: string;
  /** Bytes per piece, cycled; default: one event (up to a blank line), or one JSON line, per piece. */
  readonly chunkSizes?: readonly number[];
  /** Pause between pieces in milliseconds; default 0. */
  readonly pauseMs?: number;
  readonly headers?: Readonly<Record<string, string>>;
  /** Status and headers as they were recorded, sent as they are; default: those of a stream. */
  readonly head?: {
    readonly status: number;
    readonly headers: Readonly<Record<string, string>>;
  };
}

/** The body as bytes: a path is read, bytes are taken as they are. */
export function bodyBytes(recording: Recording): Buffer {
  const { body } = recording;
  return body instanceof Uint8Array ? Buffer.from(body) : readFileSync(body);
}

/** An answer in OpenAI's stream format with these words; for tests that need no recording. */
export function streamOf(words: readonly string[], model = 'loopback-1'): Buffer {
  const head = { id: 'chatcmpl-loopback', object: 'chat.completion.chunk', created: 1, model };
  const events: object[] = words.map((content, index) => ({
    ...head,
    choices: [
      {
        index: 0,
        delta: index === 0 ? { role: 'assistant', content } : { content },
        finish_reason: null,
      },
    ],
  }));
  events.push({ ...head, choices: [{ index: 0, delta: {}, finish_reason: 'stop' }] });
  events.push({
    ...head,
    choices: [],
    usage: { prompt_tokens: 7, completion_tokens: words.length, total_tokens: 7 + words.length },
  });
  const lines = [...events.map((event) => JSON.stringify(event)), '[DONE]'];
  return Buffer.from(lines.map((line) => `data: ${line}\n\n`).join(''));
}

/** An answer in the same format that calls one tool. */
export function callOf(name: string, input: object, model = 'loopback-1'): Buffer {
  const head = { id: 'chatcmpl-loopback', object: 'chat.completion.chunk', created: 1, model };
  const called = { name, arguments: JSON.stringify(input) };
  const call = { index: 0, id: 'call_1', type: 'function', function: called };
  const delta = { role: 'assistant', content: null, tool_calls: [call] };
  const events = [
    { ...head, choices: [{ index: 0, delta, finish_reason: null }] },
    { ...head, choices: [{ index: 0, delta: {}, finish_reason: 'tool_calls' }] },
  ];
  const lines = [...events.map((event) => JSON.stringify(event)), '[DONE]'];
  return Buffer.from(lines.map((line) => `data: ${line}\n\n`).join(''));
}

/** Cuts `bytes` into the recording's pieces. */
export function pieces(recording: Recording, bytes: Buffer): Buffer[] {
  const sizes = recording.chunkSizes;
  const found: Buffer[] = [];
  let at = 0;
  while (at < bytes.length) {
    const size =
      sizes === undefined || sizes.length === 0
        ? eventLength(bytes, at, recording.contentType)
        : Math.max(1, sizes[found.length % sizes.length] ?? 1);
    found.push(bytes.subarray(at, at + size));
    at += size;
  }
  return found;
}

function eventLength(bytes: Buffer, from: number, contentType = ''): number {
  const ends = (contentType.includes('ndjson') ? ['\n'] : ['\n\n', '\r\n\r\n', '\r\r'])
    .map((end) => ({ at: bytes.indexOf(end, from), size: end.length }))
    .filter(({ at }) => at >= 0)
    .map(({ at, size }) => at + size - from);
  return ends.length > 0 ? Math.min(...ends) : bytes.length - from;
}
