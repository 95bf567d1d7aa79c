// Checks of options: what is in bounds passes, all else is named.

import assert from 'node:assert/strict';
import { oneOf, whole, within } from '../../../src/engine/options/bounds.ts';

const message = (fn: () => void): string => {
  try {
    fn();
  } catch (error) {
    assert.ok(error instanceof RangeError);
    return error.message;
  }
  return 'fine';
};

describe('bounds of options', () => {
  it('lets both bounds pass, and what lies between', () => {
    for (const value of [1, 1.5, 2])
      assert.equal(
        message(() => within('a.b', value, 1, 2)),
        'fine',
      );
    assert.equal(
      message(() => whole('a.b', 2, 1, 2)),
      'fine',
    );
    assert.equal(
      message(() => oneOf('a.b', 'x', ['x'])),
      'fine',
    );
  });

  it('names field, value and remedy', () => {
    for (const value of [0.9, 2.1, NaN, Infinity, '1', null, undefined])
      assert.equal(
        message(() => within('a.b', value, 1, 2)),
        `a.b is ${value}: it must be a number from 1 to 2`,
      );
    assert.match(
      message(() => whole('a.b', 1.5, 1, 2)),
      /a\.b is 1\.5: .*whole/,
    );
    assert.match(
      message(() => oneOf('a.b', 'y', ['x', 'z'])),
      /a\.b is y: .*one of x, z/,
    );
    assert.match(
      message(() => oneOf('a.b', 1, ['x'])),
      /a\.b is 1/,
    );
  });
});
