/*
 * The preset is complete, and its address is one that may be sent to.
 */
import assert from 'node:assert/strict';
import { checkBaseUrl } from '../../../src/providers/baseUrl.ts';
import { compatible } from '../../../src/providers/presets/compatible.ts';

describe('the compatible preset', () => {
  it('is complete', () => {
    assert.equal(compatible.kind, 'compatible');
    assert(compatible.label.length > 0);
    assert.deepEqual(compatible.key, {
      in: 'header',
      name: 'authorization',
      prefix: 'Bearer ',
      isOptional: true,
    });
    assert.deepEqual(Object.keys(compatible.chat.reasoning), ['off', 'low', 'medium', 'high']);
    assert(compatible.baseUrl === 'ask' && !compatible.needsKey && !checkBaseUrl('').ok);
  });
});
