/*
 * Reads a 2xx body of this wire: an event stream, or a whole JSON answer where the server does not
 * stream, or something else, which is `protocol`.
 * A chunk that is no JSON ends the attempt as `cut`; after the terminal event it is ignored, because
 * the answer stands. Nothing here waits or reads bytes: `provider.ts` does.
 */
import { createSink, type Decoding } from '../body/decoding.ts';
import { createSniffer } from '../body/sniff.ts';
import { readingError } from '../errors/errorOf.ts';
import { isErrorShape } from '../errors/vendorError.ts';
import { asArray, asObject, parseJson } from '../json.ts';
import { createSseDecoder, SSE_BUFFER_MAX, type SseDecoder } from '../sse/sseDecoder.ts';
import { createChatFold, type ChatPlace } from './chatFold.ts';

/** A whole answer: far above the longest that a model can write. */
const WHOLE_MAX = 16 * 1024 * 1024;
/** Length of the UTF-8 byte order mark. */
const MARK_BYTES = 3;
/** What an event stream can begin with; other text is no event stream. */
const SSE_START = /^\ufeff?\s*(?:data|event|id|retry)?:/;

export function createChatDecoding(place: ChatPlace, bufferMax = SSE_BUFFER_MAX): Decoding {
  const sink = createSink();
  const fold = createChatFold(place, sink);
  const sniffer = createSniffer();
  let reader: Reader | undefined;
  let bytesSeen = 0;
  const held: Uint8Array[] = [];

  const protocol = (what: string): void => sink.fail(readingError(place, 'protocol', what));

  const open = (bytes: Uint8Array): Reader | undefined => {
    const form = sniffer.look(bytes);
    if (form === 'page') protocol('a web page came instead of an answer');
    if (form === 'json') return wholeReader();
    return form === 'events' ? eventReader() : undefined;
  };

  const wholeReader = (): Reader => {
    const text = new TextDecoder('utf-8', { fatal: false });
    let body = '';
    return {
      push(bytes) {
        body += text.decode(bytes, { stream: true });
        if (body.length > WHOLE_MAX)
          sink.fail(readingError(place, 'cut', 'the answer is too large'));
      },
      end(how) {
        if (how === 'eof') readWhole(body + text.decode());
      },
    };
  };

  const readWhole = (body: string): void => {
    const parsed = parseJson(body);
    if (parsed === undefined) {
      return sink.fail(readingError(place, 'cut', 'the answer is broken: it is no whole JSON'));
    }
    // Gemini's compatible endpoint wraps its errors in a list.
    const value = asObject(parsed) ?? asObject(asArray(parsed)[0]);
    if (value !== undefined && (asArray(value['choices']).length > 0 || isErrorShape(value))) {
      fold.chunk(value);
      return fold.done();
    }
    protocol('the answer is not one of the chat protocol');
  };

  const eventReader = (): Reader => {
    let head = '';
    let isStream = false;
    const text = new TextDecoder('utf-8', { fatal: false });
    const decoder: SseDecoder = createSseDecoder(
      {
        onComment: () => void (isStream = true),
        onOverflow: () =>
          sink.fail(readingError(place, 'cut', 'a part of the answer is too large')),
        onEvent: ({ event, data }) => {
          isStream = true;
          if (sink.phase !== 'over') readEvent(event, data.trim());
        },
      },
      bufferMax,
    );
    return {
      push(bytes) {
        if (!isStream && head.length < 64)
          head += text.decode(bytes.subarray(0, 64), { stream: true });
        decoder.push(bytes);
      },
      end(how) {
        decoder.end();
        if (sink.phase === 'over') return;
        if (!isStream && how === 'eof' && !SSE_START.test(head)) {
          return protocol('something else came instead of an answer');
        }
        fold.end(how);
      },
    };
  };

  const readEvent = (name: string | undefined, data: string): void => {
    if (data === '') return;
    if (data.startsWith('[DONE]')) return fold.done();
    const value = parseJson(data);
    if (name === 'error') return fold.errorEvent(value ?? data);
    if (value === undefined) {
      if (sink.phase === 'open')
        sink.fail(readingError(place, 'cut', 'a part of the answer is broken'));
      return;
    }
    const chunk = asObject(value) ?? asObject(asArray(value)[0]);
    if (chunk !== undefined) fold.chunk(chunk);
  };

  return {
    get phase() {
      return sink.phase;
    },
    get failure() {
      return sink.failure;
    },
    take: () => sink.take(),
    push(bytes) {
      if (sink.phase === 'over') return;
      bytesSeen += bytes.length;
      reader ??= open(bytes);
      if (reader === undefined) {
        // A byte order mark may be cut in two; blanks after it say nothing and are not kept.
        if (bytesSeen - bytes.length < MARK_BYTES) held.push(bytes);
        return;
      }
      for (const early of held.splice(0)) reader.push(early);
      reader.push(bytes);
    },
    end(how) {
      if (sink.phase === 'over') return;
      if (reader !== undefined) return reader.end(how);
      if (how === 'eof') protocol(bytesSeen === 0 ? 'the answer is empty' : 'the answer is blank');
    },
  };
}

type Reader = { push(bytes: Uint8Array): void; end(how: 'eof' | 'lost'): void };
