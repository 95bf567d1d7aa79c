/*
 * Reads a whole JSON answer: of a server that does not stream although it was asked to, or an error
 * that came with status 200.
 * What is no JSON to its end is `cut`; other JSON is `protocol`. Bounded in size.
 */
import type { Sink } from '../body/decoding.ts';
import { readingError } from '../errors/errorOf.ts';
import { isErrorShape } from '../errors/vendorError.ts';
import { asArray, asObject, parseJson } from '../json.ts';
import type { ChatFold, ChatPlace } from './chatFold.ts';

/** One way to read a body, chosen by its first bytes. */
export type BodyReading = { push(bytes: Uint8Array): void; end(how: 'eof' | 'lost'): void };

/** A whole answer: far above the longest that a model can write. */
const WHOLE_MAX = 16 * 1024 * 1024;

export function readWhole(place: ChatPlace, sink: Sink, fold: ChatFold): BodyReading {
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
      // Gemini's compatible endpoint wraps its errors in a list.
      const value = asObject(parsed) ?? asObject(asArray(parsed)[0]);
      const isAnswer = asArray(value?.['choices']).length > 0;
      if (value === undefined || !(isAnswer || isErrorShape(value))) {
        return fail('protocol', 'the answer is not one of the chat protocol');
      }
      fold.chunk(value);
      fold.done();
    },
  };
}
