/*
 * Thinking: which form for which model, and when it must be off.
 */
import assert from 'node:assert/strict';
import type { ChatRequest, Message, Part, ReasoningEffort } from '../../../src/core/index.ts';
import { thinkingOf } from '../../../src/providers/anthropicMessages/thinking.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';

const { anthropic } = presetOf('anthropic');
const NEW = 'claude-opus-5';
const OLD = 'claude-sonnet-4-5-20250929';
const user: Message = { role: 'user', parts: [{ type: 'text', text: 'go' }] };
const think = (
  reasoning: ReasoningEffort | undefined,
  modelId: string,
  more: Partial<ChatRequest> = {},
) =>
  thinkingOf(
    { messages: [user], ...more, ...(reasoning === undefined ? {} : { reasoning }) },
    modelId,
    anthropic,
  );
const DISABLED = { thinking: { type: 'disabled' } };

describe('thinking', () => {
  it('is not spoken of where the person did not choose', () =>
    assert.deepEqual(think(undefined, NEW), { isOn: false, fields: {}, tokens: 0 }));

  it('is an effort for newer models, a budget for older ones, and can be off for both', () => {
    assert.deepEqual(think('high', NEW).fields, {
      thinking: { type: 'adaptive', display: 'summarized' },
      output_config: { effort: 'high' },
    });
    assert.deepEqual(think('low', OLD).fields, {
      thinking: { type: 'enabled', budget_tokens: 2048 },
    });
    for (const modelId of [NEW, OLD]) assert.deepEqual(think('off', modelId).fields, DISABLED);
  });

  it('keeps a budget within the limit, and gives up where nothing is left', () => {
    const budget = think('high', OLD, { outputTokensMax: 4096 });
    assert.deepEqual(budget.fields, { thinking: { type: 'enabled', budget_tokens: 3072 } });
    assert.deepEqual(think('high', OLD, { outputTokensMax: 1500 }).fields, DISABLED);
  });

  it('is off where the API refuses it: a forced tool, an answer that is begun', () => {
    const tools = [{ name: 'f', description: '', parametersSchema: {} }];
    for (const toolChoice of ['required', { name: 'f' }] as const) {
      assert.deepEqual(think('low', NEW, { tools, toolChoice }).fields, DISABLED);
    }
    assert(think('low', NEW, { tools, toolChoice: 'auto' }).isOn);
    const begun: Message = { role: 'assistant', parts: [{ type: 'text', text: 'I' }] };
    assert.deepEqual(think('low', NEW, { messages: [user, begun] }).fields, DISABLED);
  });

  it('is off in a tool loop that another model began, and on after it', () => {
    const call: Part = { type: 'tool-call', id: '1', name: 'f', argumentsJson: '{}' };
    const data = { block: { type: 'thinking' } };
    const own = (modelId: string): Part => ({
      type: 'reasoning',
      text: 'hm',
      opaque: { wire: 'anthropic.messages', modelId, data },
    });
    const result: Message = {
      role: 'tool',
      parts: [{ type: 'tool-result', id: '1', name: 'f', text: 'r', isError: false }],
    };
    const loop = (...parts: Part[]): Message[] => [user, { role: 'assistant', parts }, result];
    assert(!think('low', NEW, { messages: loop(call) }).isOn);
    assert(!think('low', NEW, { messages: loop(own('claude-opus-4-8'), call) }).isOn);
    assert(think('low', NEW, { messages: loop(own(NEW), call) }).isOn);
    assert(think('low', NEW, { messages: [...loop(call), user] }).isOn);
  });
});
