/*
 * Reads a 2xx body of any wire, whatever it turns out to be: an event stream, JSON lines, a whole
 * JSON answer, a page that somebody put in the way, or nothing.
 * Nothing here waits or reads bytes from the network: `answerStream.ts` does.
 */
import { readingError } from '../errors/errorOf.ts';
import { SSE_BUFFER_MAX } from '../sse/sseDecoder.ts';
import type { CallPlace, WireCodec } from '../wire.ts';
import { createSink, type Decoding } from './decoding.ts';
import { readEvents } from './eventReader.ts';
import { readLines } from './lineReader.ts';
import { createSniffer } from './sniff.ts';
import { readWhole, type BodyReading } from './wholeReader.ts';

/** Length of the UTF-8 byte order mark. */
const MARK_BYTES = 3;

export function createAnswerDecoding(
  codec: Pick<WireCodec, 'createFold' | 'framing'>,
  place: CallPlace,
  bufferMax = SSE_BUFFER_MAX,
): Decoding {
  const sink = createSink();
  const fold = codec.createFold(place, sink);
  const sniffer = createSniffer();
  const held: Uint8Array[] = [];
  let reading: BodyReading | undefined;
  let bytesSeen = 0;

  const protocol = (what: string): void => sink.fail(readingError(place, 'protocol', what));

  const open = (bytes: Uint8Array): BodyReading | undefined => {
    const form = sniffer.look(bytes);
    if (form === 'page') protocol('a web page came instead of an answer');
    if (codec.framing === 'ndjson') {
      if (form === 'events') protocol('something else came instead of an answer');
      return form === 'json' ? readLines(place, { sink, fold, bufferMax }) : undefined;
    }
    if (form === 'json') return readWhole(place, sink, fold);
    return form === 'events' ? readEvents(place, { sink, fold, bufferMax }) : undefined;
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
      reading ??= open(bytes);
      if (reading === undefined) {
        // A byte order mark may be cut in two; blanks after it say nothing and are not kept.
        if (bytesSeen - bytes.length < MARK_BYTES) held.push(bytes);
        return;
      }
      for (const early of held.splice(0)) reading.push(early);
      reading.push(bytes);
    },
    end(how) {
      if (sink.phase === 'over') return;
      if (reading !== undefined) return reading.end(how);
      if (how === 'eof') protocol(bytesSeen === 0 ? 'the answer is empty' : 'the answer is blank');
    },
  };
}
