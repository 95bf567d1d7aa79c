// An edit as it is asked for, and what is made of the answer: the block alone, at the depth and with
// the ends of line of the file, and while it grows only whole lines.

import assert from 'node:assert/strict';
import {
  answeredEdit,
  codeSoFar,
  editPrompt,
  editSplice,
  growingSplice,
  spanOf,
  wishOf,
} from '../../../src/host/edit/editAsked.ts';
import { spliced } from '../../../src/host/code/splice.ts';

const FILE = 'class A {\n  one() {\n    return 1;\n  }\n}\n';
const lines = { from: 2, to: 4, isEmpty: false };

describe('an edit that is asked for', () => {
  it('says which lines, what is wanted, what the editor reports', () => {
    const text = 'const a = `${b}`;\n```';
    const wish = { path: 'a.ts', lines, text, wish: wishOf('fix'), problems: 'a.ts:3:1 error x' };
    const prompt = editPrompt(wish);
    assert.match(prompt, /^Rewrite lines 2 to 4 of a\.ts, which are these:\n````\nconst/);
    assert.match(prompt, /The editor reports:\na\.ts:3:1 error x\n\nWhat the person wants:\nMend/);
    const empty = { ...wish, lines: { from: 7, to: 7, isEmpty: true }, text: '', problems: '' };
    assert.match(editPrompt(empty), /^Write what belongs at line 7 of a\.ts/);
    assert.doesNotMatch(editPrompt(empty), /reports/);
  });

  it('takes the block of the answer and nothing around it', () => {
    const answer = 'Here:\n```js\n  a();\n```\nThat is all.';
    assert.deepEqual(answeredEdit(answer), { is: 'code', code: '  a();' });
    assert.deepEqual(answeredEdit('~~~\r\na\r\n\r\nb\r\n~~~'), { is: 'code', code: 'a\n\nb' });
  });

  it('keeps blocks that are a part of the text, and an empty one', () => {
    const markdown = 'Use:\n```sh\nrun\n```\nDone.';
    const longer = `\`\`\`\`md\n${markdown}\n\`\`\`\``;
    assert.deepEqual(answeredEdit(longer), { is: 'code', code: markdown });
    // Fences of one length, one inside the other: the outermost pair counts.
    assert.deepEqual(answeredEdit(`\`\`\`md\n${markdown}\n\`\`\``), { is: 'code', code: markdown });
    assert.deepEqual(answeredEdit('```\n```'), { is: 'code', code: '' });
  });

  it('tells words from code', () => {
    assert.deepEqual(answeredEdit(' It is good as it is. '), {
      is: 'words',
      words: 'It is good as it is.',
    });
  });

  it('shows whole lines while it grows, and the rest as it was', () => {
    assert.equal(codeSoFar('Here'), undefined);
    assert.equal(codeSoFar('```js'), undefined);
    assert.equal(codeSoFar('```js\n  one('), '');
    assert.equal(codeSoFar('```js\n  one() {\n    ret'), '  one() {');
    const grown = growingSplice(FILE, lines, '  uno() {');
    assert.equal(spliced(FILE, grown), FILE.replace('one', 'uno'));
  });

  it('stands at the depth and with the ends of line of the file', () => {
    const code = 'one() {\n  return 2;\n}';
    const after = FILE.replace('return 1', 'return 2');
    assert.equal(spliced(FILE, editSplice(FILE, lines, code)), after);
    const crlf = FILE.replaceAll('\n', '\r\n');
    const changed = spliced(crlf, editSplice(crlf, lines, code));
    assert.equal(changed, after.replaceAll('\n', '\r\n'));
  });

  it('finds lines at the beginning, at the end, and without a last end of line', () => {
    const cut = (file: string, from: number, to: number): string => {
      const span = spanOf(file, { from, to, isEmpty: false });
      return file.slice(span.from, span.to);
    };
    assert.equal(cut('a\nb\nc', 1, 1), 'a');
    assert.equal(cut('a\nb\nc', 2, 3), 'b\nc');
    assert.equal(cut('a\r\nb\r\n', 2, 2), 'b');
    assert.equal(cut('a\n\nb', 2, 2), '');
    assert.equal(cut('a\n', 2, 2), '');
    assert.equal(cut('', 1, 1), '');
    assert.equal(cut('a', 3, 9), '');
  });
});
