import assert from 'node:assert/strict';
import { indented, placeCode, replaced, smallestChange } from '../../../src/host/code/placeCode.ts';

const FILE = `class Pool {
  async use(job) {
    const conn = await this.acquire();
    const result = await conn.query(job);
    this.release(conn);
    return result;
  }

  async drain() {
    await this.empty();
  }
}
`;
const CODE = `async use(job) {
  const conn = await this.acquire();
  try {
    return await conn.query(job);
  } finally {
    this.release(conn);
  }
}`;

describe('placeCode', () => {
  it('finds the function that begins and ends alike, and puts it in at its indentation', () => {
    const place = placeCode(FILE, CODE);
    assert.deepEqual(place, { from: 1, to: 6 });
    const after = replaced(FILE, { from: 1, to: 6 }, CODE);
    assert.match(after, /^class Pool \{\n {2}async use\(job\) \{\n {4}const conn/);
    assert.match(after, /\n {4}\}\n {2}\}\n\n {2}async drain/);
  });

  it('finds nothing where nothing or more than one place fits', () => {
    assert.equal(placeCode(FILE, 'function other() {\n}'), undefined);
    assert.equal(placeCode(FILE, '}'), undefined);
    assert.equal(placeCode(FILE, ''), undefined);
    assert.equal(placeCode('a {\n  b\n}\na {\n  b\n}\n', 'a {\n  b\n}'), undefined);
  });

  it('keeps the line ends of the file', () => {
    const file = 'one {\r\n  two\r\n}\r\n';
    const place = placeCode(file, 'one {\n  three\n}');
    assert.ok(place);
    assert.equal(replaced(file, place, 'one {\n  three\n}'), 'one {\r\n  three\r\n}\r\n');
  });

  it('is quick with what is absurd', () => {
    const lines = Array.from({ length: 18_000 }, () => 'x').join('\n');
    assert.equal(placeCode(lines, lines), undefined);
  });

  it('indents what has less, and leaves the first line where the caret stands', () => {
    assert.equal(indented('a\n  b\n\nc', '    ', true), '    a\n      b\n\n    c');
    assert.equal(indented('a\nb', '  ', false), 'a\n  b');
    assert.equal(indented('\ta', '  ', true), '\ta');
  });

  it('writes only what differs', () => {
    assert.deepEqual(smallestChange('abcd', 'abXd'), { from: 2, to: 3, text: 'X' });
    assert.deepEqual(smallestChange('aa', 'aaa'), { from: 2, to: 2, text: 'a' });
    assert.deepEqual(smallestChange('', 'new'), { from: 0, to: 0, text: 'new' });
  });
});
