/*
 * Reads a stream of JSON lines (NDJSON): one object a line, the last one with or without its line
 * break. A line that is no JSON ends the attempt as `cut`; bytes that never were such lines are
 * `protocol`. One line over the limit ends it too; memory stays bounded.
 */
import { readingError, type AnswerPlace } from '../errors/errorOf.ts';
import { asObject, parseJson } from '../json.ts';
import type { AnswerFold } from '../wire.ts';
import type { Sink } from './decoding.ts';
import type { BodyReading } from './wholeReader.ts';

type Parts = { readonly sink: Sink; readonly fold: AnswerFold; readonly bufferMax: number };

export function readLines(place: AnswerPlace, { sink, fold, bufferMax }: Parts): BodyReading {
  const text = new TextDecoder('utf-8', { fatal: false });
  /** What came of a line that has no end yet. */
  let pieces: string[] = [];
  let length = 0;

  const isOver = (): boolean => sink.phase === 'over';
  const cut = (what: string): void => sink.fail(readingError(place, 'cut', what));

  const read = (line: string, isLast: boolean): void => {
    if (line.trim() === '' || isOver()) return;
    const value = parseJson(line);
    // The beginning of a line is what a broken connection leaves: the fold knows what that means.
    if (value === undefined) return isLast ? undefined : cut('a part of the answer is broken');
    const chunk = asObject(value);
    if (chunk !== undefined) fold.chunk(chunk);
  };

  const add = (decoded: string): void => {
    const lines = decoded.split('\n');
    for (const [at, piece] of lines.entries()) {
      pieces.push(piece);
      length += piece.length;
      if (length > bufferMax) return cut('a part of the answer is too large');
      if (at === lines.length - 1) return;
      const line = pieces.join('');
      pieces = [];
      length = 0;
      read(line, false);
    }
  };

  return {
    push(bytes) {
      if (!isOver()) add(text.decode(bytes, { stream: true }));
    },
    end(how) {
      if (isOver()) return;
      add(text.decode());
      read(pieces.join(''), true);
      if (!isOver()) fold.end(how);
    },
  };
}
