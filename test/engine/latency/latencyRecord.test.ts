// Written down and read again; what is damaged is read as nothing.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { add, emptyHistogram } from '../../../src/engine/latency/histogram.ts';
import {
  readRecord,
  TIMEOUTS_MAX,
  writeRecord,
} from '../../../src/engine/latency/latencyRecord.ts';
import type { LatencyRecord } from '../../../src/engine/latency/latencyRecord.ts';
import { stepOf } from '../../../src/engine/latency/scale.ts';

const some = (): LatencyRecord => {
  const firstToken = emptyHistogram(77);
  add(firstToken.seen, 800);
  add(firstToken.censored, 9_000);
  return {
    sizes: [{ firstToken }, {}, {}, {}, { gap: emptyHistogram(5) }],
    timeouts: [{ measure: 'firstToken', size: 0, ms: 9_000 }],
  };
};
const stored = (): Record<string, unknown> =>
  JSON.parse(JSON.stringify(writeRecord(some()))) as Record<string, unknown>;

describe('latency record', () => {
  it('comes back as it was', () => {
    assert.deepEqual(readRecord(stored()), some());
  });

  it('keeps only what is there: a histogram is a few numbers', () => {
    assert.ok(JSON.stringify(writeRecord(some())).length < 250);
  });

  it('is nothing where it is damaged or from a later version', () => {
    const broken = [undefined, null, 7, 'x', [], {}, { ...stored(), v: 2 }];
    for (const one of [...broken, { ...stored(), sizes: [] }, { ...stored(), sizes: 'x' }]) {
      assert.equal(readRecord(one), undefined);
    }
  });

  it('leaves out what makes no sense and keeps the rest', () => {
    const sizes = [
      {
        firstToken: {
          wallMs: 1,
          seen: [[3, 2], [64, 1], [-1, 1], [1.5, 1], [4, -2], [5, 'x'], [6, 1e99], 'x', null],
          censored: 'x',
        },
        rate: { wallMs: 'soon' },
        other: { wallMs: 1 },
      },
      ...[null, 1, {}, {}],
    ];
    const timeouts = [
      null,
      { measure: 'other', size: 0, ms: 1 },
      { measure: 'gap', size: 5, ms: 1 },
      { measure: 'gap', size: 1, ms: -1 },
      { measure: 'gap', size: 1, ms: Number.NaN },
      { measure: 'gap', size: 1, ms: 4 },
    ];
    const read = readRecord({ v: 1, sizes, timeouts });
    const seen = read?.sizes[0]?.firstToken?.seen ?? [];
    assert.deepEqual([seen[3], seen[4], seen[5], seen[6]], [2, 0, 0, 10_000]);
    assert.equal(read?.sizes[0]?.rate, undefined);
    assert.deepEqual(read?.timeouts, [{ measure: 'gap', size: 1, ms: 4 }]);
    const many = Array.from({ length: 99 }, () => ({ measure: 'gap', size: 1, ms: 4 }));
    assert.equal(readRecord({ ...stored(), timeouts: many })?.timeouts.length, TIMEOUTS_MAX);
  });

  it('reads anything at all without throwing, and weighs nothing below zero', () => {
    fc.assert(
      fc.property(fc.jsonValue(), fc.jsonValue(), (value, size) => {
        readRecord(value);
        const read = readRecord({ v: 1, timeouts: value, sizes: [size, value, {}, {}, {}] });
        for (const each of read?.sizes ?? [])
          for (const histogram of Object.values(each))
            assert.ok(histogram.seen.every((weight) => weight >= 0));
      }),
    );
    assert.equal(stepOf(800) > 0, true);
  });
});
