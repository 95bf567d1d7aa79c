/*
 * The webview's words: English by default, overlaid by known keys only.
 */
import assert from 'node:assert/strict';
import { english, fill, wordsFrom } from '../../src/webview/words.ts';

describe('words', () => {
  it('are English until a snapshot brings others', () => {
    assert.deepEqual(wordsFrom({}), english);
    const german = wordsFrom({ stop: 'Anhalten', unknown: 'x' });
    assert.deepEqual(german, { ...english, stop: 'Anhalten' });
  });

  it('take nothing from a prototype', () => {
    const strings = Object.create({ stop: 'evil' }) as Record<string, string>;
    assert.equal(wordsFrom(strings).stop, english.stop);
  });

  it('fill literally, whatever the value holds', () => {
    assert.equal(fill('Switched to {name}', 'name', '$& {name}'), 'Switched to $& {name}');
  });
});
