// What counts as content and what as progress: the commit point and the clocks hang on it.

import assert from 'node:assert/strict';
import { isContent, isProgress } from '../../src/core/index.ts';
import type { StreamEvent } from '../../src/core/index.ts';

const CASES: Record<StreamEvent['type'], 'content' | 'progress' | 'neither'> = {
  'response-start': 'neither',
  'reasoning-left-out': 'neither',
  alive: 'neither',
  'model-named': 'neither',
  'text-delta': 'content',
  'reasoning-delta': 'progress',
  'tool-call-delta': 'content',
  'tool-call': 'content',
  opaque: 'neither',
  usage: 'neither',
  'prompt-cut': 'neither',
  finish: 'neither',
};

describe('stream events', () => {
  for (const [type, what] of Object.entries(CASES)) {
    it(`${type} is ${what}`, () => {
      assert.equal(isContent({ type }), what === 'content');
      assert.equal(isProgress({ type }), what !== 'neither');
    });
  }
});
