// Hunks: together they make the new text, alone each is a change of its own, and none is larger than
// it must be.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { hunksOf } from '../../../src/host/code/hunks.ts';
import { spliced, type Splice } from '../../../src/host/code/splice.ts';

const all = (text: string, hunks: readonly Splice[]): string =>
  hunks.toReversed().reduce((now, hunk) => spliced(now, hunk), text);

describe('hunks', () => {
  it('of equal texts are none', () => assert.deepEqual(hunksOf('a\nb', 'a\nb'), []));

  it('are as many as there are places', () => {
    const before = 'one\ntwo\nthree\nfour\nfive\n';
    const hunks = hunksOf(before, 'ONE\ntwo\nthree\nfour\nfive\nsix\n');
    assert.deepEqual(hunks, [
      { from: 0, to: 4, text: 'ONE\n' },
      { from: before.length, to: before.length, text: 'six\n' },
    ]);
    assert.equal(spliced(before, hunks[0] as Splice), 'ONE\ntwo\nthree\nfour\nfive\n');
  });

  it('keep carriage returns and a missing last end of line', () => {
    const after = 'a\r\nB\r\nc';
    assert.equal(all('a\r\nb\r\nc\r\n', hunksOf('a\r\nb\r\nc\r\n', after)), after);
  });

  it('of texts with nothing in common are one', () => {
    const many = (word: string): string => `${word}\n`.repeat(2000);
    assert.equal(hunksOf(many('a'), many('b')).length, 1);
  });

  it('make the new text, do not touch each other, and each holds a difference', () => {
    const lines = fc.array(fc.constantFrom('a', 'b', 'c', '', '  d'), { maxLength: 12 });
    const text = fc.tuple(lines, fc.boolean()).map(([own, isEnded]) => {
      const joined = own.join('\n');
      return isEnded && joined !== '' ? `${joined}\n` : joined;
    });
    fc.assert(
      fc.property(text, text, (before, after) => {
        const hunks = hunksOf(before, after);
        assert.equal(all(before, hunks), after);
        for (const [index, hunk] of hunks.entries()) {
          assert.notEqual(before.slice(hunk.from, hunk.to), hunk.text);
          assert.ok(hunk.from >= (hunks[index - 1]?.to ?? 0));
          if (index > 0) assert.ok(hunk.from > (hunks[index - 1]?.to ?? 0));
        }
      }),
      { numRuns: 2000 },
    );
  });
});
