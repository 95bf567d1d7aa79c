import assert from 'node:assert/strict';
import { isProblemPlace } from '../../../src/host/code/problemPlace.ts';

describe('the place of a problem', () => {
  it('is taken as a quick fix hands it over', () => {
    assert.ok(isProblemPlace({ uri: 'file:///a.ts', line: 1, lastLine: 1 }));
    assert.ok(isProblemPlace({ uri: 'file:///a.ts', line: 3, lastLine: 9, more: true }));
  });

  it('is nothing else, whatever comes', () => {
    const uri = 'file:///a.ts';
    const wrong = [
      undefined,
      null,
      'x',
      {},
      { uri, line: 0, lastLine: 1 },
      { uri, line: 2, lastLine: 1 },
      { uri, line: 1.5, lastLine: 2 },
      { uri: 7, line: 1, lastLine: 1 },
      { uri, line: '1', lastLine: 1 },
      { uri, line: 1, lastLine: 1, kind: 7 },
      { uri, line: 1, lastLine: 1, kind: 'x'.repeat(300) },
    ];
    for (const arg of wrong) assert.equal(isProblemPlace(arg), false, JSON.stringify(arg));
  });
});
