/*
 * Counts of Gemini: thoughts are output, the prompts of tools are input, absent is unknown.
 */
import assert from 'node:assert/strict';
import { readUsage } from '../../../src/providers/geminiGenerate/usage.ts';

describe('usage of Gemini', () => {
  it('adds thoughts to the output and what tools read to the input', () => {
    const usage = {
      promptTokenCount: 15,
      toolUsePromptTokenCount: 770,
      candidatesTokenCount: 37,
      thoughtsTokenCount: 742,
      cachedContentTokenCount: 5,
    };
    assert.deepEqual(readUsage(usage), {
      inputTokens: 785,
      outputTokens: 779,
      cachedInputTokens: 5,
      reasoningTokens: 742,
    });
  });

  it('takes an output that is left out for none', () =>
    assert.deepEqual(readUsage({ promptTokenCount: 9 }), { inputTokens: 9, outputTokens: 0 }));

  it('is unknown where the prompt or the output is no count', () => {
    const bad = [
      {},
      { trafficType: 'ON_DEMAND' },
      { promptTokenCount: 'x' },
      { promptTokenCount: 1, candidatesTokenCount: -1 },
    ];
    for (const usage of bad) assert.equal(readUsage(usage), undefined);
  });
});
