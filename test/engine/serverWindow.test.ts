// A server's window: what is left, how it fills, and what is not told.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { fitsAtMs, leftIn, windowFrom } from '../../src/engine/serverWindow.ts';

const of = (told: Parameters<typeof windowFrom>[0], nowMs = 0) =>
  windowFrom(told, nowMs) ?? assert.fail();

describe('server window', () => {
  it('fills evenly until it is full', () => {
    const window = of({ limit: 100, remaining: 20, resetsInMs: 8_000 }, 1_000);
    assert.deepEqual(
      [1_000, 5_000, 8_999, 9_000, 99_000].map((at) => Math.round(leftIn(window, at))),
      [20, 60, 100, 100, 100],
    );
    assert.equal(fitsAtMs(window, 20, 1_000), 1_000);
    assert.equal(fitsAtMs(window, 60, 1_000), 5_000);
    assert.equal(fitsAtMs(window, 60, 6_000), 6_000);
  });

  it('leaves what exceeds the limit itself to the server', () => {
    const window = of({ limit: 100, remaining: 100, resetsInMs: 0 });
    assert.equal(fitsAtMs(window, 5_000, 0), 0);
    const spent = of({ limit: 100, remaining: 0, resetsInMs: 10_000 });
    assert.equal(fitsAtMs(spent, 5_000, 0), 10_000, 'but waits for all there is');
  });

  it('sees nothing fill without a limit, and takes a minute where no reset is named', () => {
    const window = of({ remaining: 3, resetsInMs: 5_000 });
    assert.deepEqual([leftIn(window, 4_999), leftIn(window, 5_000)], [3, Infinity]);
    assert.equal(fitsAtMs(window, 4, 0), 5_000);
    assert.equal(fitsAtMs(of({ limit: 9, remaining: 0 }), 9, 0), 60_000);
  });

  it('is nothing where nobody says what is left', () => {
    assert.equal(windowFrom({ limit: 5, resetsInMs: 1_000 }, 0), undefined);
    assert.equal(windowFrom({}, 0), undefined);
  });

  it('fits what it says, when it says, whatever the headers hold', () => {
    const some = fc.option(fc.nat(10_000), { nil: undefined });
    fc.assert(
      fc.property(some, fc.nat(10_000), some, fc.nat(9_000), fc.nat(20_000), (...drawn) => {
        const [limit, remaining, resetsInMs, needed, nowMs] = drawn;
        const window = of({
          remaining,
          ...(limit === undefined ? {} : { limit }),
          ...(resetsInMs === undefined ? {} : { resetsInMs }),
        });
        const atMs = fitsAtMs(window, needed, nowMs);
        assert.ok(atMs >= nowMs);
        assert.ok(leftIn(window, atMs) >= Math.min(needed, limit ?? Infinity) - 1e-6);
        assert.ok(leftIn(window, nowMs) >= 0);
      }),
    );
  });
});
