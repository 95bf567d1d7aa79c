/*
 * What every decoder of a 2xx body is to the code that reads the bytes: bytes in, events out, and a
 * state. `open`: more may come. `tail`: the terminal event was seen; only usage, the closing mark
 * or a late error can follow, unless the answer goes on after all, then it is open again. `over`:
 * finished or failed, nothing is read any more. Events that stand before a failure are always taken
 * first, so no text that arrived is lost.
 */
import type { ChatError, StreamEvent } from '../../core/index.ts';

export type Decoding = {
  readonly phase: 'open' | 'tail' | 'over';
  /** Set when it ended in an error; to be thrown after the events were taken. */
  readonly failure: ChatError | undefined;
  push(bytes: Uint8Array): void;
  /**
   * `eof`: the bytes ended properly. `lost`: the connection broke, or the wait for a tail is over.
   */
  end(how: 'eof' | 'lost'): void;
  /** The events since the last call, in order. */
  take(): readonly StreamEvent[];
};

/** Where decoders put what they find. */
export type Sink = {
  readonly phase: Decoding['phase'];
  readonly emit: (event: StreamEvent) => void;
  readonly enterTail: () => void;
  /** What was taken for the end was none. */
  readonly leaveTail: () => void;
  readonly finish: () => void;
  readonly fail: (error: ChatError) => void;
};

export type SinkState = Sink & Pick<Decoding, 'failure' | 'take'>;

export function createSink(): SinkState {
  let events: StreamEvent[] = [];
  let phase: Decoding['phase'] = 'open';
  let failure: ChatError | undefined;
  return {
    get phase() {
      return phase;
    },
    get failure() {
      return failure;
    },
    emit: (event) => void events.push(event),
    enterTail: () => {
      if (phase === 'open') phase = 'tail';
    },
    leaveTail: () => {
      if (phase === 'tail') phase = 'open';
    },
    finish: () => {
      phase = 'over';
    },
    fail: (error) => {
      if (phase === 'over') return;
      phase = 'over';
      failure = error;
    },
    take: () => {
      if (events.length === 0) return [];
      const taken = events;
      events = [];
      return taken;
    },
  };
}
