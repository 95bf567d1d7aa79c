/*
 * Stepping through matches that stand in turns: round about, and at the same match while others
 * come and go.
 */
import assert from 'node:assert/strict';
import { ordinalOf, placeAt, stepped, totalOf } from '../../../src/webview/find/findCounts.ts';

const found = [
  { turnId: 'a', count: 2 },
  { turnId: 'b', count: 1 },
  { turnId: 'c', count: 3 },
];

describe('findCounts', () => {
  it('ordinal and place are each other’s inverse', () => {
    assert.equal(totalOf(found), 6);
    for (let ordinal = 1; ordinal <= 6; ordinal += 1) {
      assert.equal(ordinalOf(found, placeAt(found, ordinal)), ordinal);
    }
    assert.equal(placeAt(found, 0), undefined);
    assert.equal(placeAt(found, 7), undefined);
    assert.equal(ordinalOf(found, undefined), 0);
    assert.equal(ordinalOf(found, { turnId: 'b', nth: 1 }), 0);
  });

  it('steps round about in both directions', () => {
    assert.deepEqual(stepped(found, { turnId: 'a', nth: 1 }, 1), { turnId: 'b', nth: 0 });
    assert.deepEqual(stepped(found, { turnId: 'c', nth: 2 }, 1), { turnId: 'a', nth: 0 });
    assert.deepEqual(stepped(found, { turnId: 'a', nth: 0 }, -1), { turnId: 'c', nth: 2 });
    assert.equal(stepped([], { turnId: 'a', nth: 0 }, 1), undefined);
  });

  it('stays at its match when earlier turns come, and begins anew when its turn has gone', () => {
    const place = { turnId: 'b', nth: 0 };
    assert.equal(ordinalOf([{ turnId: 'z', count: 4 }, ...found], place), 7);
    assert.deepEqual(stepped([{ turnId: 'c', count: 1 }], place, -1), { turnId: 'c', nth: 0 });
  });
});
