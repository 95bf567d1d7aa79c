/*
 * Messages as items: the order in which they came, ids, and reasoning that goes back to nobody else.
 */
import assert from 'node:assert/strict';
import type { Message, Opaque, Part } from '../../../src/core/index.ts';
import { encodeInput } from '../../../src/providers/openaiResponses/encodeInput.ts';

const own = (data: unknown): Opaque => ({ wire: 'openai.responses', modelId: 'gpt-5', data });
const seal = (data: unknown): Part => ({ type: 'reasoning', text: 'Hm', opaque: own(data) });
const sealed = (id: string): Part => seal({ reasoning: [{ id }] });
const call = (id: string, itemId?: string): Part => ({
  type: 'tool-call',
  id,
  name: 't',
  argumentsJson: '{}',
  ...(itemId === undefined ? {} : { opaque: own({ itemId }) }),
});
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
  {
    role: 'assistant',
    parts: [
      sealed('rs_1'),
      call('a.0', 'fc_1'),
      sealed('rs_2'),
      text('So'),
      seal({ message: { id: 'msg_1', status: 'completed', phase: 'final_answer' } }),
    ],
  },
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
      { ...CALL, id: 'fc_1' },
      { id: 'rs_2' },
      {
        type: 'message',
        role: 'assistant',
        id: 'msg_1',
        status: 'completed',
        phase: 'final_answer',
        content: [{ type: 'output_text', text: 'So', annotations: [], logprobs: [] }],
      },
      RESULT,
    ]);
  });

  it('leave reasoning out whose next item has no id of its own: alone it is refused', () => {
    const parts = [sealed('rs_1'), call('a.0'), sealed('rs_2'), text('So'), sealed('rs_3')];
    const turn: Message = { role: 'assistant', parts };
    assert.deepEqual(encodeInput([turn], 'gpt-5').input, [CALL, SAID]);
  });

  it('take reasoning without an id as it is (xAI)', () => {
    const bare = { encrypted_content: 'x' };
    const turn: Message = { role: 'assistant', parts: [seal({ reasoning: [bare] }), text('So')] };
    assert.deepEqual(encodeInput([turn], 'gpt-5').input, [bare, SAID]);
  });

  it('name an item by its id only behind the reasoning that led to it', () => {
    const named = seal({ message: { id: 'msg_1', status: 'completed' } });
    const turn: Message = { role: 'assistant', parts: [text('So'), named, call('a.0', 'fc_1')] };
    assert.deepEqual(encodeInput([turn], 'gpt-5').input, [SAID, CALL]);
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
