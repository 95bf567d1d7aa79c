/*
 * Borders: the same seed cuts the same way, every cut is the whole body, small bodies at every byte.
 */
import assert from 'node:assert/strict';
import { pieces } from '../harness/recording.ts';
import { bordersOf } from './borders.ts';
import { servedAs } from './served.ts';

const caseOf = (id: string, length: number, packets?: readonly number[]) => ({
  id,
  served: servedAs({}, new Uint8Array(length).fill(97)),
  packets,
});

describe('borders', () => {
  it('are drawn from the seed and the name', () => {
    const one = caseOf('one', 5000);
    assert.deepEqual(bordersOf(one, 7), bordersOf(one, 7));
    assert.notDeepEqual(bordersOf(one, 7), bordersOf(one, 8));
    assert.notDeepEqual(bordersOf(one, 7), bordersOf(caseOf('two', 5000), 7));
  });

  it('are whole, recorded, every byte of small bodies, and random', () => {
    const names = (length: number, packets?: readonly number[]) =>
      bordersOf(caseOf('one', length, packets), 1, 1).map(({ name }) => name);
    const [whole, recorded, every, random] = names(100, [10]);
    assert.deepEqual(names(5000), [whole, random]);
    assert.deepEqual(names(100), [whole, every, random]);
    assert.deepEqual(names(5000, [10]), [whole, recorded, random]);
    assert.deepEqual(names(1), [whole]);
    assert.deepEqual(names(0), [whole]);
  });

  it('lose nothing and cut nothing empty; both paths carry what is whole', () => {
    const one = caseOf('one', 100);
    const body = Buffer.from(one.served.bytes);
    for (const { sizes, paths } of bordersOf(one, 3, 50)) {
      if (sizes.length === 0) assert.deepEqual(paths, ['fetch', 'node']);
      const cut = sizes.length === 0 ? [body] : pieces({ body, chunkSizes: sizes }, body);
      assert.deepEqual(Buffer.concat(cut), body);
      assert(cut.every(({ length }) => length > 0));
    }
  });
});
