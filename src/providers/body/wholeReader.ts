/*
 * Reads a whole JSON answer: of a server that does not stream although it was asked to, or an error
 * that came with status 200.
 * What is no JSON to its end is `cut`; other JSON is `protocol`. Bounded in size.
 */
import { readingError, type AnswerPlace } from '../errors/errorOf.ts';
import { parseJson } from '../json.ts';
import type { AnswerFold } from '../wire.ts';
import type { Sink } from './decoding.ts';

/** One way to read a body, chosen by its first bytes. */
export type BodyReading = { push(bytes: Uint8Array): void; end(how: 'eof' | 'lost'): void };

/** A whole answer: far above the longest that a model can write. */
const WHOLE_MAX = 16 * 1024 * 1024;

export function readWhole(place: AnswerPlace, sink: Sink, fold: AnswerFold): BodyReading {
  const text = new TextDecoder('utf-8', { fatal: false });
  let body = '';

  const fail = (kind: 'cut' | 'protocol', what: string): void =>
    sink.fail(readingError(place, kind, what));

  return {
    push(bytes) {
      body += text.decode(bytes, { stream: true });
      if (body.length > WHOLE_MAX) fail('cut', 'the answer is too large');
    },
    end(how) {
      if (how === 'lost') return;
      const parsed = parseJson(body + text.decode());
      if (parsed === undefined) return fail('cut', 'the answer is broken: it is no whole JSON');
      if (!fold.whole(parsed)) fail('protocol', 'the answer is not one of the chat protocol');
    },
  };
}
