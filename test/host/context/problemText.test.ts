import assert from 'node:assert/strict';
import { problemText, type Problem } from '../../../src/host/context/problemText.ts';

const problem = (more: Partial<Problem>): Problem => ({
  path: 'a.ts',
  line: 1,
  column: 1,
  severity: 'error',
  message: 'wrong',
  ...more,
});

describe('problem text', () => {
  it('puts errors first, then the order of the files, one line each', () => {
    const { text } = problemText([
      problem({ severity: 'warning', line: 2 }),
      problem({ path: 'b.ts', message: 'two\nlines', source: 'ts 2322' }),
      problem({ line: 9, column: 4 }),
      problem({ line: 3 }),
    ]);
    assert.deepEqual(text.split('\n'), [
      'a.ts:3:1 error: wrong',
      'a.ts:9:4 error: wrong',
      'b.ts:1:1 error: two lines [ts 2322]',
      'a.ts:2:1 warning: wrong',
    ]);
  });

  it('says how many are not in it', () => {
    const many = Array.from({ length: 250 }, (_, line) => problem({ line }));
    assert.deepEqual(
      [problemText(many).left, problemText(many).text.split('\n').length],
      [50, 200],
    );
  });
});
