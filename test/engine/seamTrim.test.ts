// What is trimmed at a seam, and what never is: examples, then any text cut anywhere.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createSeamTrim, OVERLAP_MAX_CHARS, OVERLAP_MIN_CHARS } from '../../src/engine/seamTrim.ts';

const join = (kept: string, pieces: readonly string[], unsentSpace = 0): string => {
  const trim = createSeamTrim({ kept, unsentSpace });
  return kept + pieces.map((piece) => trim.push(piece)).join('') + trim.end();
};

describe('seamTrim', () => {
  const cases: readonly (readonly [string, string, string, string])[] = [
    ['nothing repeated', 'The pool is', ' never drained.', 'The pool is never drained.'],
    [
      'the last words',
      'so the pool is never',
      'pool is never drained',
      'so the pool is never drained',
    ],
    [
      'the word that broke off',
      '`release()` is only call',
      'called once',
      '`release()` is only called once',
    ],
    [
      'the whole of it',
      'A whole beginning',
      'A whole beginning, and an end',
      'A whole beginning, and an end',
    ],
    ['two letters prove nothing', 'and so on', 'on and on', 'and so onon and on'],
    ['the end of a word is not a word', 'a ban', 'ana', 'a banana'],
    ['figures are never a repeat', 'it is 1200', '1200 times', 'it is 12001200 times'],
    ['a ruled line goes on', '| ------------', '------------ |', '| ------------------------ |'],
    [
      'a rhythm goes on',
      'la la la la la la ',
      'la la la la la la!',
      'la la la la la la la la la la la la!',
    ],
    [
      'indents go on',
      'if (x) {\n            ',
      '            y();',
      'if (x) {\n                        y();',
    ],
  ];
  for (const [name, kept, next, whole] of cases) {
    it(name, () => {
      assert.equal(join(kept, [next]), whole);
      assert.equal(join(kept, next.split('')), whole, 'letter by letter');
    });
  }

  it('takes the longest repeat where there are several', () => {
    const kept = 'one two three four, one two three four';
    assert.equal(join(kept, [`${kept}, five`]), `${kept}, five`);
  });

  it('gives white space back once, where the model did not see it', () => {
    assert.equal(join('A line.\n\n', ['\n\nAnother'], 2), 'A line.\n\nAnother');
    assert.equal(join('A line.\n', ['\n- item'], 0), 'A line.\n\n- item');
  });

  it('shows at the end what looked like a repeat and was none', () => {
    assert.equal(
      join('The pool is never drained.', ['The pool']),
      'The pool is never drained.The pool',
    );
  });

  it('holds nothing back once it cannot be a repeat', () => {
    const trim = createSeamTrim({ kept: 'The pool is never drained', unsentSpace: 0 });
    assert.equal(trim.push('never'), '');
    assert.equal(trim.push('mind'), 'nevermind');
    assert.equal(trim.push('drained'), 'drained');
    assert.equal(trim.end(), '');
  });

  const word = fc.stringMatching(/^[a-z]{3,9}$/);
  // No word twice, so that there is one place only where a repeat can begin.
  const prose = fc.uniqueArray(word, { minLength: 12, maxLength: 60 }).map((all) => all.join(' '));
  const cutUp = (text: string, sizes: readonly number[]): string[] => {
    const pieces: string[] = [];
    for (let at = 0, n = 0; at < text.length; n += 1) {
      const size = sizes[n % sizes.length] ?? 1;
      pieces.push(text.slice(at, at + size));
      at += size;
    }
    return pieces;
  };
  const sizes = fc.array(fc.integer({ min: 1, max: 30 }), { minLength: 1, maxLength: 5 });

  it('joins any text cut anywhere, repeated from anywhere, without a character more or less', () => {
    fc.assert(
      fc.property(prose, fc.nat(), fc.nat(), sizes, (text, cut, back, how) => {
        const at = 20 + (cut % (text.length - 20));
        const overlap = OVERLAP_MIN_CHARS + (back % (at - OVERLAP_MIN_CHARS + 1));
        fc.pre((text.slice(at - overlap, at).match(/[a-z]/g)?.length ?? 0) >= 6);
        const next = cutUp(text.slice(at - overlap), how);
        assert.equal(join(text.slice(0, at), next), text);
      }),
    );
  });

  it('joins any text cut anywhere and gone on with exactly', () => {
    fc.assert(
      fc.property(prose, fc.nat(), sizes, (text, cut, how) => {
        const at = cut % text.length;
        assert.equal(join(text.slice(0, at), cutUp(text.slice(at), how)), text);
      }),
    );
  });

  it('takes nothing but an exact repeat of the end, and never more than its limit', () => {
    const letters = fc.string({
      unit: fc.constantFrom('a', 'b', ' ', '\n', '-', '1'),
      maxLength: 80,
    });
    fc.assert(
      fc.property(letters, letters, sizes, (kept, next, how) => {
        const joined = join(kept, cutUp(next, how));
        const taken = kept.length + next.length - joined.length;
        assert.ok(joined.startsWith(kept) && next.endsWith(joined.slice(kept.length)));
        assert.ok(taken >= 0 && taken <= OVERLAP_MAX_CHARS);
        assert.ok(kept.endsWith(next.slice(0, taken)));
      }),
      { numRuns: 1_000 },
    );
  });

  it('looks no further back than its limit', () => {
    const [head, tail] = ['first words of all ', 'x y '.repeat(OVERLAP_MAX_CHARS)];
    const kept = `${head}${tail}`;
    assert.equal(join(kept, [`${kept}!`]), `${kept}${kept}!`);
  });
});
