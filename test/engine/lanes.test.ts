// What the lanes mean to each other.

import assert from 'node:assert/strict';
import type { Lane } from '../../src/core/index.ts';
import { isBestEffort } from '../../src/engine/lanes.ts';

describe('lanes', () => {
  it('knows who may stand back', () => {
    const all: Lane[] = ['chat', 'inline', 'background', 'external', 'probe'];
    assert.deepEqual(all.filter(isBestEffort), ['background', 'external']);
  });
});
