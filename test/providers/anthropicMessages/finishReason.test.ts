/*
 * Every stop reason of the wire, and those that are not known.
 */
import assert from 'node:assert/strict';
import { readReason } from '../../../src/providers/anthropicMessages/finishReason.ts';

describe('stop reasons', () => {
  const reasons = {
    end_turn: 'stop',
    stop_sequence: 'stop',
    tool_use: 'stop',
    max_tokens: 'length',
    model_context_window_exceeded: 'length',
    refusal: 'filtered',
    pause_turn: 'pause',
    something_new: 'unknown',
    toString: 'unknown',
  };
  for (const [raw, expected] of Object.entries(reasons)) {
    it(`${raw} is ${expected}`, () => assert.equal(readReason(raw), expected));
  }
});
