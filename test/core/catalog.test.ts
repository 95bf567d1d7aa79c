// Unknown stays unknown: no fact of an unknown model reads as zero or as "no".

import assert from 'node:assert/strict';
import { UNKNOWN_FACTS } from '../../src/core/index.ts';

describe('catalog', () => {
  it('knows nothing of an unknown model', () => {
    for (const fact of Object.values(UNKNOWN_FACTS)) assert.equal(fact, 'unknown');
  });
});
