import assert from 'node:assert/strict';
import { findMatches } from '../../../src/webview/find/findMatches.ts';

const spans = (text: string, wanted: string, most?: number): string =>
  findMatches(text, wanted, most)
    .map(({ from, to }) => `${from}-${to}`)
    .join(' ');

describe('findMatches', () => {
  it('finds every place, whatever the case, literally', () => {
    assert.equal(spans('Pool pool POOL', 'pool'), '0-4 5-9 10-14');
    assert.equal(spans('a.b a*b (a.b)', 'a.b'), '0-3 9-12');
    assert.equal(spans('x', '('), '');
    for (const odd of ['[', '\\', '$&', '{1}', 'a|b', '^', '-', '/']) {
      assert.equal(spans(`say ${odd}!`, odd), `4-${4 + odd.length}`);
    }
  });

  it('keeps the offsets of the text, whatever its letters become in lower case', () => {
    assert.equal(spans('İİ pool', 'pool'), '3-7');
    assert.equal(spans('💡 pool', 'POOL'), '3-7');
  });

  it('stops where nobody counts any more, and finds nothing for nothing', () => {
    assert.equal(spans('aaaa', 'a', 2), '0-1 1-2');
    assert.equal(spans('aaaa', ''), '');
    assert.equal(spans('aaaa', 'a', 0), '');
  });
});
