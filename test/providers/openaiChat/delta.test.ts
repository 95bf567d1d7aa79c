/*
 * The words of a delta in every form that servers use.
 */
import assert from 'node:assert/strict';
import { readWords } from '../../../src/providers/openaiChat/delta.ts';

describe('the words of a delta', () => {
  const cases: readonly (readonly [string, object, string, string, string])[] = [
    ['a string', { content: 'a' }, 'a', '', ''],
    ['null', { content: null, reasoning: null, refusal: null }, '', '', ''],
    ['a number is no text', { content: 42 }, '', '', ''],
    [
      'parts',
      { content: [{ type: 'text', text: 'a' }, 'b', { type: 'reference', reference_ids: [1] }] },
      'ab',
      '',
      '',
    ],
    [
      'thinking parts',
      {
        content: [
          { type: 'thinking', thinking: [{ type: 'text', text: 'h' }, 'm'] },
          { type: 'text', text: 'a' },
        ],
      },
      'a',
      'hm',
      '',
    ],
    ['thinking as a string', { content: [{ type: 'thinking', thinking: 'hm' }] }, '', 'hm', ''],
    ['DeepSeek', { content: null, reasoning_content: 'hm' }, '', 'hm', ''],
    [
      'the same twice',
      { reasoning: 'hm', reasoning_details: [{ type: 'reasoning.text', text: 'hm' }] },
      '',
      'hm',
      '',
    ],
    ['under two names', { reasoning: 'hm', reasoning_content: 'hm' }, '', 'hm', ''],
    [
      'only details',
      {
        reasoning_details: [
          { text: 'h' },
          { summary: 'm' },
          { type: 'reasoning.encrypted', data: 'x' },
        ],
      },
      '',
      'hm',
      '',
    ],
    ['a refusal', { refusal: 'no' }, '', '', 'no'],
    ['a refusal as a part', { content: [{ type: 'refusal', refusal: 'no' }] }, '', '', 'no'],
  ];
  for (const [what, delta, text, reasoning, refusal] of cases) {
    it(what, () =>
      assert.deepEqual(readWords(delta as Record<string, unknown>), { text, reasoning, refusal }),
    );
  }
});
