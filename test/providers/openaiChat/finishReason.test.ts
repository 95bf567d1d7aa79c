/*
 * Finish reasons: known ones are read in any case, unknown ones are unknown and not a failure.
 */
import assert from 'node:assert/strict';
import { readReason } from '../../../src/providers/openaiChat/finishReason.ts';

describe('finish reasons', () => {
  it('are read', () => {
    assert.equal(readReason('Content_Filter'), 'filtered');
    assert.equal(readReason('function_call'), 'stop');
    assert.equal(readReason('pause_turn'), 'pause');
    assert.equal(readReason('error'), 'failed');
    assert.equal(readReason('toString'), 'unknown');
    assert.equal(readReason('constructor'), 'unknown');
  });
});
