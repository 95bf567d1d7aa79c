/*
 * Where an object ends, however its text was cut, and in time that grows with the text alone.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createJsonEnd } from '../../../src/providers/openaiChat/jsonEnd.ts';
import { parseJson } from '../../../src/providers/json.ts';

const endOf = (...pieces: string[]): boolean => {
  const end = createJsonEnd();
  pieces.forEach((piece) => end.push(piece));
  return end.isReached;
};

describe('the end of a JSON object', () => {
  it('is where the text can first be parsed', () => {
    const object = fc.dictionary(fc.string(), fc.jsonValue());
    fc.assert(
      fc.property(object, fc.integer({ min: 1, max: 5 }), (value, size) => {
        const text = JSON.stringify(value);
        const end = createJsonEnd();
        for (let at = 0; at < text.length; at += size) {
          end.push(text.slice(at, at + size));
          const isWhole = parseJson(text.slice(0, at + size)) !== undefined;
          assert.equal(end.isReached, isWhole);
        }
      }),
    );
  });

  it('is not hidden by brackets and quotes in strings, nor by a cut behind a backslash', () => {
    assert.equal(endOf('{"a":"}'), false);
    assert.equal(endOf(String.raw`{"a":"\"}`), false);
    assert.equal(endOf('{"a":"\\', '"}'), false);
    assert.equal(endOf('{"a":"\\', '', '\\', '"}'), true);
    assert.equal(endOf('', ' '), false);
    assert.equal(endOf('[{"a":[1]}', ']'), true);
  });
});
