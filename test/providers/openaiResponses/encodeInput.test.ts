/*
 * Messages as items: the order in which they came, ids, and reasoning that goes back to nobody else.
 */
import assert from 'node:assert/strict';
import type { Message, Part } from '../../../src/core/index.ts';
import { encodeInput } from '../../../src/providers/openaiResponses/encodeInput.ts';

const sealed = (id: string): Part => ({
  type: 'reasoning',
  text: 'Hm',
  opaque: { wire: 'openai.responses', modelId: 'gpt-5', data: { reasoning: [{ id }] } },
});
const call = (id: string): Part => ({ type: 'tool-call', id, name: 't', argumentsJson: '{}' });
const result = (id: string, isError = false): Part => ({
  type: 'tool-result',
  id,
  name: 't',
  text: 'ok',
  isError,
});
const text = (words: string): Part => ({ type: 'text', text: words });
const TURN: readonly Message[] = [
  { role: 'user', parts: [text('Hi')] },
  { role: 'assistant', parts: [sealed('rs_1'), call('a.0'), sealed('rs_2'), text('So')] },
  { role: 'tool', parts: [result('a.0', true)] },
];
const USER = { role: 'user', content: [{ type: 'input_text', text: 'Hi' }] };
const CALL = { type: 'function_call', call_id: 'call00000', name: 't', arguments: '{}' };
const RESULT = { type: 'function_call_output', call_id: 'call00000', output: 'Error: ok' };
const SAID = { role: 'assistant', content: 'So' };

describe('input items', () => {
  it('keep reasoning in front of what it led to', () => {
    assert.deepEqual(encodeInput(TURN, 'gpt-5').input, [
      USER,
      { id: 'rs_1' },
      CALL,
      { id: 'rs_2' },
      SAID,
      RESULT,
    ]);
  });

  it('hold no reasoning of another model', () => {
    assert.deepEqual(encodeInput(TURN, 'o3').input, [USER, CALL, SAID, RESULT]);
  });

  it('hold what the system says later; what it says first are instructions', () => {
    const system = (words: string): Message => ({ role: 'system', parts: [text(words)] });
    const user: Message = { role: 'user', parts: [result('x'), text('Hi')] };
    const { instructions, input } = encodeInput([system('A'), system('B'), user, system('C')], 'm');
    assert.equal(instructions, 'A\n\nB');
    assert.deepEqual(input, [
      { type: 'function_call_output', call_id: 'x', output: 'ok' },
      USER,
      { role: 'developer', content: 'C' },
    ]);
    assert.deepEqual(encodeInput([system('A')], 'm'), { instructions: 'A', input: [] });
    assert.deepEqual(encodeInput([], 'm'), { instructions: '', input: [] });
    assert.deepEqual(encodeInput([{ role: 'user', parts: [result('x')] }], 'm').input.length, 1);
  });
});
