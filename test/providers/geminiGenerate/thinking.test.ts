/*
 * Thinking of Gemini: budgets for older models, levels for newer ones.
 */
import assert from 'node:assert/strict';
import type { ReasoningEffort } from '../../../src/core/index.ts';
import {
  knowsOnlyBudgets,
  thinkingConfigOf,
} from '../../../src/providers/geminiGenerate/thinking.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';

const { gemini } = presetOf('gemini');

describe('thinking of Gemini', () => {
  const cases: readonly (readonly [ReasoningEffort | undefined, string, unknown])[] = [
    [undefined, 'gemini-2.5-pro', undefined],
    ['off', 'gemini-2.5-flash', { thinkingBudget: 0 }],
    ['medium', 'gemini-2.5-flash', { includeThoughts: true, thinkingBudget: 8192 }],
    ['off', 'gemini-3-pro-preview', { thinkingLevel: 'LOW' }],
    ['high', 'gemini-4-argon', { includeThoughts: true, thinkingLevel: 'HIGH' }],
  ];
  for (const [effort, modelId, expected] of cases) {
    it(`${effort ?? 'nothing'} at ${modelId}`, () =>
      assert.deepEqual(thinkingConfigOf(effort, modelId, gemini), expected));
  }
  it('goes by the name without its folder', () => {
    assert(knowsOnlyBudgets('models/gemini-2.0-flash', gemini));
    assert(!knowsOnlyBudgets('gemini-3-flash', gemini));
  });
});
