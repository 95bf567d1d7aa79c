// What may be left out of a request, and what makes it another one.

import assert from 'node:assert/strict';
import { isSetting } from '../../src/core/index.ts';

describe('request parts', () => {
  it('tells settings from what is asked', () => {
    for (const setting of ['temperature', 'topP', 'stop', 'reasoning', 'cacheKey'] as const)
      assert.equal(isSetting(setting), true, setting);
    for (const asked of ['images', 'tools'] as const) assert.equal(isSetting(asked), false, asked);
  });
});
