/*
 * The table of wire formats: every preset finds the code that speaks its wire.
 */
import assert from 'node:assert/strict';
import { PRESETS } from '../../src/providers/index.ts';
import { codecOf } from '../../src/providers/wires.ts';

describe('the wire of a preset', () => {
  for (const preset of PRESETS) {
    it(`${preset.kind} is spoken`, () => assert(codecOf(preset).models.path.startsWith('/')));
  }
  it('that nothing speaks is refused by name', () => {
    const preset = { kind: 'odd', wire: 'smoke.signals' as 'openai.chat' };
    assert.throws(() => codecOf(preset), /odd: nothing here speaks "smoke\.signals"/);
  });
});
