/*
 * The block cutter: blocks depend on the text alone, never on the deltas; nothing is lost; absurd
 * input stays bounded.
 */
import assert from 'node:assert/strict';
import fc from 'fast-check';
import { MarkdownStream, type Block } from '../../../src/webview/markdown/markdownStream.ts';

const PIECES = [
  'word ',
  'two words',
  '\n',
  '\n\n',
  '- item\n',
  '  - nested\n',
  '1. one\n',
  '> quote\n',
  '# head\n',
  '```ts\n',
  '```\n',
  '~~~\n',
  '  ```\n',
  'let a = 1\n',
  '| a | b |\n',
  '|---|---|\n',
  '***\n',
  '---\n',
  '===\n',
  '**bold',
  '**',
  '`',
  '[a]: https://x.example\n',
  '[a]',
  '[b](https://y.example)',
  '\r\n',
  '\r',
  '    indented\n',
  '<div>\n',
  '</div>\n',
  '<!-- c -->',
  '\t',
  '\u200B',
  '🙂',
  '&amp;',
  '\\',
  '> - > ',
  'x'.repeat(9000),
  '- a\n'.repeat(4000),
  '```\n' + 'code\n'.repeat(50),
];

const piece = fc.constantFrom(...PIECES);
const document = fc.array(piece, { maxLength: 25 }).map((pieces) => pieces.join(''));

function cut(text: string, cuts: readonly number[]): MarkdownStream {
  const stream = new MarkdownStream();
  const places = [...new Set(cuts.map((at) => at % (text.length + 1)))].toSorted((a, b) => a - b);
  let from = 0;
  for (const to of [...places, text.length]) {
    stream.append(text.slice(from, to));
    stream.open();
    from = to;
  }
  stream.finish();
  return stream;
}

const blocksOf = (text: string, cuts: readonly number[] = []): readonly Block[] =>
  cut(text, cuts).closed;

describe('MarkdownStream', () => {
  it('gives the same blocks however the text was cut', () => {
    fc.assert(
      fc.property(document, fc.array(fc.nat(), { maxLength: 40 }), (text, cuts) => {
        assert.deepEqual(blocksOf(text, cuts), blocksOf(text));
      }),
      { numRuns: 100 },
    );
  });

  it('loses no letter', () => {
    fc.assert(
      fc.property(fc.array(fc.stringMatching(/^[a-z]{1,8}[ \n]{0,3}$/)), (words) => {
        const text = words.join('');
        const kept = blocksOf(text).map(({ raw }) => raw);
        assert.equal(kept.join('').replace(/\s/g, ''), text.replace(/\s/g, ''));
      }),
    );
  });

  it('never changes a closed block', () => {
    const text = 'para\n#tag\n\n- a\n\n  b\n\n```js\nlet a\n```\nend\n---\n';
    const stream = new MarkdownStream();
    let before: readonly Block[] = [];
    for (const char of text) {
      stream.append(char);
      assert.deepEqual(stream.closed.slice(0, before.length), before);
      before = [...stream.closed];
    }
  });

  it('follows fences by itself and keeps those inside a list with the list', () => {
    assert.deepEqual(blocksOf('a\n```ts x.ts\nlet a\n\n```\nb'), [
      { kind: 'markdown', raw: 'a\n' },
      { kind: 'code', raw: 'let a\n', info: 'ts x.ts' },
      { kind: 'markdown', raw: 'b' },
    ]);
    const inList = blocksOf('- item\n  ```ts\n  let a\n  ```\n');
    assert.deepEqual(
      inList.map(({ kind }) => kind),
      ['markdown'],
    );
    assert.deepEqual(blocksOf('```\nnever closed'), [
      { kind: 'code', raw: 'never closed', info: '' },
    ]);
    assert.equal(blocksOf('````\n```\n````\n')[0]?.raw, '```');
  });

  it('hides the fence that is just being closed', () => {
    const stream = new MarkdownStream();
    stream.append('```\ncode\n``');
    assert.equal(stream.open()?.raw, 'code\n``');
    stream.append('`');
    assert.equal(stream.open()?.raw, 'code\n');
  });

  it('shows absurd lines as plain text', () => {
    assert.deepEqual(
      [...new Set(blocksOf('*a '.repeat(20_000)).map(({ kind }) => kind))],
      ['plain'],
    );
    assert.equal(blocksOf('> '.repeat(40) + 'x')[0]?.kind, 'plain');
  });

  it('tells the code it broke off in, and goes on in it elsewhere', () => {
    const above = new MarkdownStream();
    above.append('```ts\nlet a');
    const begun = above.finish();
    assert.deepEqual(begun, { mark: '```', info: 'ts', text: 'let a' });
    const below = new MarkdownStream();
    if (begun !== undefined) below.begin(begun);
    below.append(' = 1\n```\nDone.');
    assert.equal(below.finish(), undefined);
    assert.deepEqual(below.closed, [
      { kind: 'code', raw: ' = 1', info: 'ts' },
      { kind: 'markdown', raw: 'Done.' },
    ]);
  });
});
