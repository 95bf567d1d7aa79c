/*
 * Reasoning that must go back: joined from its pieces, and only where there is something to echo.
 */
import assert from 'node:assert/strict';
import { createReasoningFold } from '../../../src/providers/openaiChat/reasoningEcho.ts';

const fold = (deltas: readonly object[], hasCalls = false) => {
  const reasoning = createReasoningFold();
  for (const delta of deltas) reasoning.add(delta as Record<string, unknown>);
  return reasoning.close(hasCalls, 'm').map((event) => event.type === 'opaque' && event.opaque);
};
const details = (...pieces: object[]) => ({ reasoning_details: pieces });

describe('reasoning to send back', () => {
  it('joins the pieces of one block and keeps others apart', () => {
    const [opaque] = fold([
      details({ type: 'reasoning.text', index: 0, text: 'h', format: 'f' }),
      details({ type: 'reasoning.text', index: 0, text: 'm', signature: null }),
      details({ type: 'reasoning.text', index: 0, text: '', signature: 's' }),
      details({ type: 'reasoning.encrypted', index: 1, id: 'r1', data: 'x' }),
      details({ type: 'reasoning.encrypted', index: 1, id: 'r2', data: 'y' }),
    ]);
    assert.deepEqual(opaque, {
      wire: 'openai.chat',
      modelId: 'm',
      data: {
        reasoningDetails: [
          { type: 'reasoning.text', index: 0, text: 'hm', format: 'f', signature: 's' },
          { type: 'reasoning.encrypted', index: 1, id: 'r1', data: 'x' },
          { type: 'reasoning.encrypted', index: 1, id: 'r2', data: 'y' },
        ],
      },
    });
  });

  it('holds plain content only where calls follow', () => {
    const deltas = [
      { reasoning_content: 'h' },
      { reasoning_content: 'm' },
      { reasoning_content: null },
    ];
    assert.deepEqual(fold(deltas, true), [
      { wire: 'openai.chat', modelId: 'm', data: { reasoningContent: 'hm' } },
    ]);
    assert.deepEqual(fold(deltas), []);
  });
});
