/*
 * All presets: found by kind, each an address of its own or one to be asked for.
 */
import assert from 'node:assert/strict';
import { checkBaseUrl } from '../../../src/providers/baseUrl.ts';
import { presetOf, PRESETS, type PresetKind } from '../../../src/providers/presets/index.ts';

describe('presets', () => {
  for (const preset of PRESETS) {
    it(`${preset.kind} is found by its kind and can be used`, () => {
      assert.equal(presetOf(preset.kind as PresetKind), preset);
      assert(preset.baseUrl === 'ask' || checkBaseUrl(preset.baseUrl).ok);
      assert(preset.keyPageUrl === undefined || preset.keyPageUrl.startsWith('https://'));
    });
  }
  it('there are no others', () => {
    for (const kind of ['nobody', 'toString', '__proto__'])
      assert.throws(() => presetOf(kind as PresetKind), RangeError);
  });
});
