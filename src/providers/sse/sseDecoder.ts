/*
 * Bytes in, server-sent events out, by the WHATWG rules (eventsource-parser reads them). Chunk
 * borders may fall anywhere, inside a character too. An event without its closing blank line is
 * dropped, as the standard says: a stream cut there must not look whole. One line or event over
 * `bufferMax` characters ends the stream (`onOverflow`); memory stays bounded.
 */
import { createParser } from 'eventsource-parser';

export type SseEvent = { readonly event?: string | undefined; readonly data: string };

export type SseListener = {
  onEvent(event: SseEvent): void;
  /** Once; nothing comes after it. */
  onOverflow(): void;
  onComment?(): void;
};

export type SseDecoder = {
  push(bytes: Uint8Array): void;
  /** The bytes are over: settles a last lone CR, drops what is unfinished. */
  end(): void;
};

/**
 * Far above any chunk that vendors send (the largest recorded event has 60 kB), far below memory.
 */
export const SSE_BUFFER_MAX = 8 * 1024 * 1024;

export function createSseDecoder(listener: SseListener, bufferMax = SSE_BUFFER_MAX): SseDecoder {
  // `ignoreBOM` leaves the mark to the parser, which strips exactly one; the decoder would strip a
  // second one and read a field that the standard does not.
  const text = new TextDecoder('utf-8', { ignoreBOM: true, fatal: false });
  let isOver = false;
  const parser = createParser({
    maxBufferSize: bufferMax,
    onEvent: (event) => {
      if (!isOver) listener.onEvent(event);
    },
    onComment: () => listener.onComment?.(),
    onError: (error) => {
      if (error.type !== 'max-buffer-size-exceeded' || isOver) return;
      isOver = true;
      listener.onOverflow();
    },
  });
  return {
    push(bytes) {
      if (!isOver) parser.feed(text.decode(bytes, { stream: true }));
    },
    end() {
      if (isOver) return;
      parser.feed(text.decode());
      if (!isOver) parser.reset({ consume: true });
      isOver = true;
    },
  };
}
