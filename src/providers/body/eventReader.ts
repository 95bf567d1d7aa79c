/*
 * Reads an event stream. A chunk that is no JSON ends the attempt as `cut`; after the
 * terminal event it is ignored, because the answer stands. `[DONE]` is the end, and nothing after
 * it is read. Bytes that never were an event stream are `protocol`, not a truncated answer.
 */
import { readingError, type AnswerPlace } from '../errors/errorOf.ts';
import { asArray, asObject, parseJson } from '../json.ts';
import { createSseDecoder } from '../sse/sseDecoder.ts';
import type { AnswerFold } from '../wire.ts';
import type { Sink } from './decoding.ts';
import type { BodyReading } from './wholeReader.ts';

/** What an event stream can begin with; other text is no event stream. */
const SSE_START = /^\uFEFF?\s*(?:data|event|id|retry)?:/;
/** Enough of the beginning to tell. */
const HEAD_MAX = 64;

type Parts = { readonly sink: Sink; readonly fold: AnswerFold; readonly bufferMax: number };

export function readEvents(place: AnswerPlace, { sink, fold, bufferMax }: Parts): BodyReading {
  const text = new TextDecoder('utf-8', { fatal: false });
  let head = '';
  let isStream = false;

  const fail = (kind: 'cut' | 'protocol', what: string): void =>
    sink.fail(readingError(place, kind, what));

  const read = (name: string | undefined, data: string): void => {
    if (data === '' || sink.phase === 'over') return;
    if (data.startsWith('[DONE]')) return fold.done();
    const value = parseJson(data);
    if (name === 'error') return fold.errorEvent(value ?? data);
    if (value === undefined) {
      if (sink.phase === 'open') fail('cut', 'a part of the answer is broken');
      return;
    }
    const chunk = asObject(value) ?? asObject(asArray(value)[0]);
    if (chunk !== undefined) fold.chunk(chunk, name);
  };

  const decoder = createSseDecoder(
    {
      onComment: () => {
        isStream = true;
      },
      onOverflow: () => fail('cut', 'a part of the answer is too large'),
      onEvent: ({ event, data }) => {
        isStream = true;
        read(event, data.trim());
      },
    },
    bufferMax,
  );

  return {
    push(bytes) {
      if (!isStream && head.length < HEAD_MAX) {
        head += text.decode(bytes.subarray(0, HEAD_MAX), { stream: true });
      }
      decoder.push(bytes);
    },
    end(how) {
      decoder.end();
      if (sink.phase === 'over') return;
      if (!isStream && how === 'eof' && !SSE_START.test(head)) {
        return fail('protocol', 'something else came instead of an answer');
      }
      fold.end(how);
    },
  };
}
