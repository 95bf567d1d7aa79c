/*
 * Narrow reads: the wrong type is absent, and nothing throws.
 */
import assert from 'node:assert/strict';
import { asArray, asCount, asObject, asText, parseJson } from '../../src/providers/json.ts';

describe('narrow reads', () => {
  it('take the right type and nothing else', () => {
    assert.deepEqual([asObject({}), asObject([]), asObject(null)], [{}, undefined, undefined]);
    assert.deepEqual([asText('a'), asText(''), asText(1)], ['a', undefined, undefined]);
    assert.deepEqual([asArray([1]), asArray({ length: 1 })], [[1], []]);
    assert.deepEqual([1.5, 0, -1, NaN, Infinity, '1'].map(asCount), [
      1.5,
      0,
      undefined,
      undefined,
      undefined,
      undefined,
    ]);
  });
  it('parse or say nothing', () => {
    assert.deepEqual(
      [parseJson('{"a":1}'), parseJson('null'), parseJson('{'), parseJson('')],
      [{ a: 1 }, null, undefined, undefined],
    );
  });
});
