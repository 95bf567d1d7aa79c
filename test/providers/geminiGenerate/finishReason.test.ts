/*
 * Finish reasons of Gemini, and what says that an answer is over.
 */
import assert from 'node:assert/strict';
import { readReason, reasonIn } from '../../../src/providers/geminiGenerate/finishReason.ts';

describe('finish reasons of Gemini', () => {
  const reasons = {
    STOP: 'stop',
    MAX_TOKENS: 'length',
    SAFETY: 'filtered',
    MODEL_ARMOR: 'filtered',
    MALFORMED_FUNCTION_CALL: 'bad-call',
    CONTINUATION: 'pause',
    OTHER: 'unknown',
    constructor: 'unknown',
    'blocked:ANYTHING': 'filtered',
  };
  for (const [raw, expected] of Object.entries(reasons)) {
    it(`${raw} is ${expected}`, () => assert.equal(readReason(raw), expected));
  }

  it('stand in the candidate; a blocked prompt counts where there is none', () => {
    const blocked = { promptFeedback: { blockReason: 'SAFETY' } };
    assert.equal(reasonIn({}, { finishReason: 'STOP' }), 'STOP');
    assert.equal(reasonIn({}, { finishReason: 'FINISH_REASON_UNSPECIFIED' }), undefined);
    assert.equal(reasonIn(blocked, undefined), 'blocked:SAFETY');
    assert.equal(reasonIn(blocked, {}), undefined);
    assert.equal(reasonIn({}, undefined), undefined);
  });
});
