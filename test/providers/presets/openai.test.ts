/*
 * The preset is complete, and its address is one that may be sent to.
 */
import assert from 'node:assert/strict';
import { checkBaseUrl } from '../../../src/providers/baseUrl.ts';
import { openai } from '../../../src/providers/presets/openai.ts';

describe('the openai preset', () => {
  it('is complete', () => {
    assert.equal(openai.kind, 'openai');
    assert(openai.label.length > 0);
    assert.deepEqual(openai.key, { in: 'header', name: 'authorization', prefix: 'Bearer ' });
    assert.deepEqual(Object.keys(openai.chat.reasoning), ['off', 'low', 'medium', 'high']);
    assert(checkBaseUrl(openai.baseUrl).ok && openai.needsKey);
  });
});
