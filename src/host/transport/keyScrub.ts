/*
 * Takes the used key out of everything that comes back, for vendors echo it ("Incorrect API key
 * provided: …"), sometimes whole (law 8).
 * Promise: no exact occurrence passes, also not one cut by chunk borders; every other byte passes
 * in order, and bytes are held back only while they could be the beginning of the key.
 * It finds exact bytes only: a key that a vendor shortens, encodes or spells differently is not
 * found.
 */
const REPLACEMENT = '[key]';

/**
 * Within a 2xx answer only keys of this length or more are replaced. A shorter one is no secret but
 * the dummy that local servers ask for ("ollama", "lm-studio"), and the text may well contain it.
 */
export const SECRET_LENGTH_MIN = 16;

export type KeyScrub = {
  /** The same text without the key. */
  text(text: string): string;
  /** The same chunks without the key. Errors of `chunks` pass, after the bytes held back. */
  bytes(chunks: AsyncIterable<Uint8Array>): AsyncIterable<Uint8Array>;
};

/** A scrub for one answer; undefined key: everything passes untouched. */
export function keyScrub(key: string | undefined): KeyScrub {
  if (key === undefined || key === '') return { text: (text) => text, bytes: (chunks) => chunks };
  const needle = Buffer.from(key, 'utf8');
  return {
    text: (text) => text.replaceAll(key, REPLACEMENT),
    bytes: (chunks) => scrubBytes(chunks, needle),
  };
}

async function* scrubBytes(
  chunks: AsyncIterable<Uint8Array>,
  needle: Buffer,
): AsyncIterable<Uint8Array> {
  let held: Buffer = Buffer.alloc(0);
  try {
    for await (const chunk of chunks) {
      const bytes = held.length === 0 ? view(chunk) : Buffer.concat([held, chunk]);
      const { passed, rest } = replaceAll(bytes, needle);
      held = rest;
      if (passed.length > 0) yield passed;
    }
  } catch (error) {
    if (held.length > 0) yield held;
    throw error;
  }
  if (held.length > 0) yield held;
}

function view(chunk: Uint8Array): Buffer {
  return Buffer.from(chunk.buffer, chunk.byteOffset, chunk.byteLength);
}

function replaceAll(bytes: Buffer, needle: Buffer): { passed: Buffer; rest: Buffer } {
  const pieces: Buffer[] = [];
  let from = 0;
  for (let at = bytes.indexOf(needle); at >= 0; at = bytes.indexOf(needle, from)) {
    pieces.push(bytes.subarray(from, at), Buffer.from(REPLACEMENT));
    from = at + needle.length;
  }
  const end = bytes.length - beginningAtEnd(bytes.subarray(from), needle);
  const tail = bytes.subarray(from, end);
  return {
    passed: pieces.length === 0 ? tail : Buffer.concat([...pieces, tail]),
    rest: Buffer.from(bytes.subarray(end)),
  };
}

/**
 * How many of the last bytes are a proper beginning of the needle: the longest such run. Tried only
 * where its first byte stands, for this is asked of every chunk and keys are long.
 */
function beginningAtEnd(bytes: Buffer, needle: Buffer): number {
  const first = needle[0] ?? 0;
  const from = Math.max(0, bytes.length - needle.length + 1);
  for (let at = bytes.indexOf(first, from); at >= 0; at = bytes.indexOf(first, at + 1)) {
    const length = bytes.length - at;
    if (bytes.compare(needle, 0, length, at) === 0) return length;
  }
  return 0;
}
