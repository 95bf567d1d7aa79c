/*
 * Waiting for a busy database: what is tried again, and that nobody is blocked meanwhile.
 */
import assert from 'node:assert/strict';
import { whenFree } from '../../src/store/whenFree.ts';

const busy = () => Object.assign(new Error('database is locked'), { errcode: 5 });

describe('store/whenFree', () => {
  it('gives the result at once where nobody is in the way', async () => {
    assert.equal(await whenFree(() => 7), 7);
  });

  it('tries again while it is busy, and lets others work in between', async () => {
    let tries = 0;
    let othersWorked = 0;
    const timer = setInterval(() => (othersWorked += 1), 1);
    const result = await whenFree(() => {
      tries += 1;
      if (tries < 5) throw busy();
      return 'done';
    });
    clearInterval(timer);
    assert.equal(result, 'done');
    assert.equal(tries, 5);
    assert.ok(othersWorked > 5);
  });

  it('never repeats anything else', async () => {
    let tries = 0;
    await assert.rejects(
      whenFree(() => {
        tries += 1;
        throw new Error('no such table');
      }),
      /no such table/,
    );
    assert.equal(tries, 1);
  });

  it('gives up after ten seconds with the last complaint', async () => {
    const real = performance.now;
    let skippedMs = 0;
    performance.now = () => real.call(performance) + skippedMs;
    try {
      await assert.rejects(
        whenFree(() => {
          skippedMs += 6_000;
          throw busy();
        }),
        /locked/,
      );
    } finally {
      performance.now = real;
    }
  });
});
