/*
 * Drives one answer from its head to its end: response start, then what the decoder finds, then one
 * `finish` or one `ChatError`. What arrived before an error is yielded first. The only wait is a
 * short one for what may still follow the terminal event.
 */
import type { Clock, StreamEvent, Transport } from '../core/index.ts';
import { throwIfAborted } from './body/bodyReader.ts';
import type { Decoding } from './body/decoding.ts';
import { readingError, requestIdOf, type AnswerPlace } from './errors/errorOf.ts';
import {
  ask,
  brokenBody,
  errorOfStatus,
  isSuccess,
  type Answer,
  type Question,
} from './exchange.ts';
import { readRateLimits } from './limits/rateLimitHeaders.ts';

/**
 * How long the end of an answer is waited for once its terminal event was seen: usage and `[DONE]`
 * follow within a round trip; a server that then keeps the connection open must not hold the
 * answer.
 */
const TAIL_MAX_MS = 2000;
/**
 * What is kept of an answer; more is a stream that went wild. Far above what a model can write, far
 * below what a string can hold.
 */
const CONTENT_CHARS_MAX = 32 * 1024 * 1024;
/**
 * With everything around it, which is not kept. Servers that repeat the whole message beside each
 * delta (Perplexity) send a hundred times what they say, and Azure wraps a token in 600 bytes.
 */
const STREAM_BYTES_MAX = 1024 * 1024 * 1024;

export async function* streamAnswer(
  transport: Transport,
  clock: Clock,
  asked: Question,
  decode: (place: AnswerPlace) => Decoding,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  const answer = await ask(transport, clock, asked, signal);
  const { place, reader } = answer;
  try {
    const limits = readRateLimits(place.headers, place.wallMs);
    const vendorRequestId = requestIdOf(place.headers);
    yield {
      type: 'response-start',
      status: place.status,
      ...(vendorRequestId === undefined ? {} : { vendorRequestId }),
      ...(limits === undefined ? {} : { limits }),
    };
    if (!isSuccess(place)) throw await errorOfStatus(answer, signal);
    yield* readAnswer(clock, answer, decode(place), signal);
  } finally {
    reader.close();
  }
}

async function* readAnswer(
  clock: Clock,
  { place, reader }: Answer,
  decoding: Decoding,
  signal: AbortSignal,
): AsyncGenerator<StreamEvent> {
  let bytes = 0;
  let chars = 0;
  let tailEndsMs: number | undefined;
  for (;;) {
    let broken: unknown;
    throwIfAborted(signal);
    if (decoding.phase === 'tail') tailEndsMs ??= clock.nowMs() + TAIL_MAX_MS;
    else tailEndsMs = undefined;
    const waitMs = tailEndsMs === undefined ? undefined : Math.max(0, tailEndsMs - clock.nowMs());
    const read = await reader.next(waitMs).catch((error: unknown) => {
      broken = error;
      return 'late' as const;
    });
    throwIfAborted(signal);
    if (read === 'end') decoding.end('eof');
    else if (read === 'late') decoding.end('lost');
    else {
      bytes += read.length;
      decoding.push(read);
    }
    const events = decoding.take();
    for (const event of events) {
      throwIfAborted(signal);
      chars += charsOf(event);
      yield event;
    }
    if (decoding.failure !== undefined) throw decoding.failure;
    if (decoding.phase === 'over') return;
    if (read === 'late' || read === 'end') throw brokenBody(place, broken);
    const isEndless = chars > CONTENT_CHARS_MAX || bytes > STREAM_BYTES_MAX;
    if (isEndless) throw readingError(place, 'cut', 'the answer does not end');
    // Bytes that say nothing (comments, blanks, half an event) prove that the connection lives.
    if (events.length === 0 && read.length > 0) yield { type: 'alive' };
  }
}

/** How much an event adds to what is kept. */
function charsOf(event: StreamEvent): number {
  if (event.type === 'text-delta' || event.type === 'reasoning-delta') return event.text.length;
  if (event.type === 'opaque') return JSON.stringify([event.opaque.data]).length;
  return event.type === 'tool-call-delta' ? event.argumentsText.length : 0;
}
