/*
 * The ways in which an answer closes, the same for every wire: a finish with its whole calls, an
 * error of the vendor's, or an end that came too early. Each reports the token counts first, so
 * that what was spent is known however it ended. Nothing is emitted after it.
 */
import type { TokenUsage } from '../core/index.ts';
import type { Sink } from './body/decoding.ts';
import { endingOf, type ClosedCalls, type ReadReason } from './ending.ts';
import { bodyError, readingError } from './errors/errorOf.ts';
import type { CallPlace } from './wire.ts';

type Content = {
  readonly hasText: boolean;
  readonly close: (isCutShort: boolean) => ClosedCalls;
};

export type Closing = {
  /** The wire's own end was seen. */
  settle(content: Content, reason: ReadReason, rawReason: string | undefined): void;
  /** The answer carries an error. */
  fail(value: unknown): void;
  /** The bytes are over before the wire's own end; whoever lost them says so himself. */
  endEarly(how: 'eof' | 'lost'): void;
};

export function createClosing(
  place: CallPlace,
  sink: Sink,
  usageOf: () => TokenUsage | undefined,
): Closing {
  const report = (): void => {
    const usage = usageOf();
    if (usage !== undefined) sink.emit({ type: 'usage', usage });
  };
  return {
    settle(content, reason, rawReason) {
      const ending = endingOf(reason, content.hasText, (isCutShort) => content.close(isCutShort));
      if (ending.ok) ending.calls.forEach(sink.emit);
      report();
      if (!ending.ok) return sink.fail(readingError(place, ending.kind, ending.what));
      const raw = rawReason === undefined ? {} : { rawReason };
      sink.emit({ type: 'finish', reason: ending.reason, ...raw });
      sink.finish();
    },
    fail(value) {
      report();
      sink.fail(bodyError(place, value));
    },
    endEarly(how) {
      report();
      if (how === 'lost') return;
      sink.fail(readingError(place, 'truncated', 'the answer ended before it was finished'));
    },
  };
}
