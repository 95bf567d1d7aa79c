/*
 * Who runs the model: the rule of the preset.
 */
import assert from 'node:assert/strict';
import { compatible } from '../../../src/providers/presets/compatible.ts';
import { upstreamOf, type Preset } from '../../../src/providers/presets/preset.ts';

describe('the upstream of a model', () => {
  it('is the family, or the maker that a broker names', () => {
    const broker: Preset = { ...compatible, upstream: { by: 'model-prefix' } };
    assert.equal(upstreamOf(compatible, 'f', 'anthropic/claude'), 'f');
    assert.equal(upstreamOf(broker, 'f', 'anthropic/claude'), 'anthropic');
    assert.equal(upstreamOf(broker, 'f', 'auto'), 'f');
    assert.equal(upstreamOf(broker, 'f', '/odd'), 'f');
  });
});
