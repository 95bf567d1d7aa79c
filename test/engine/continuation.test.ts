// What follows a broken answer, for each mode and each reason against going on; and how it is asked.

import assert from 'node:assert/strict';
import type { ErrorKind, MidStream, RequestCall } from '../../src/core/index.ts';
import { continued, midStreamPlan } from '../../src/engine/continuation.ts';
import { nothingShown, type Shown } from '../../src/engine/shown.ts';
import { failure, requestCall } from './byHand.ts';

const LONG = 'word '.repeat(100);
type Case = {
  readonly mode?: MidStream;
  readonly text?: string;
  readonly kind?: ErrorKind;
  readonly shown?: Partial<Shown>;
  readonly call?: Partial<RequestCall>;
};
const LIMITS = { tier: 'any', localOnly: false, canFold: true } as const;
const TOOLS = [{ name: 'read', description: '', parametersSchema: {} }];

const plan = ({
  mode = 'auto',
  text = LONG,
  kind = 'cut',
  shown = {},
  call = {},
}: Case): string => {
  const cut = { error: failure(kind), text, shown: { ...nothingShown(), ...shown } };
  return midStreamPlan(requestCall(call), cut, mode);
};

describe('continuation', () => {
  it('goes on by itself with a long text, outside of code', () => {
    assert.equal(plan({}), 'continue');
    assert.equal(plan({ text: LONG.slice(0, 399) }), 'fold');
    assert.equal(plan({ text: `${LONG}\n\`\`\`ts\nconst a` }), 'fold');
    assert.equal(plan({ text: `${LONG}\n\`\`\`ts\nconst a;\n\`\`\`\n` }), 'continue');
  });

  it('does what it is told', () => {
    assert.equal(plan({ mode: 'continue', text: 'Half' }), 'continue');
    assert.equal(plan({ mode: 'restart' }), 'fold');
    assert.equal(plan({ mode: 'ask', text: 'Half' }), 'ask');
    assert.equal(plan({ call: { limits: { ...LIMITS, midStream: 'restart' } } }), 'fold');
  });

  it('never goes on behind a tool call, nor where tools might be called', () => {
    assert.equal(plan({ mode: 'continue', shown: { hasCall: true } }), 'fold');
    const request = { messages: [], tools: TOOLS };
    assert.equal(plan({ mode: 'continue', call: { request } }), 'fold');
    const none = { ...request, toolChoice: 'none' } as const;
    assert.equal(plan({ mode: 'continue', call: { request: none } }), 'continue');
  });

  it('never goes on with nothing, or with what was no sound text', () => {
    assert.equal(plan({ mode: 'continue', text: ' \n' }), 'fold');
    assert.equal(plan({ mode: 'continue', kind: 'degenerate' }), 'fold');
  });

  it('gives callers that cannot fold a continuation or the failure', () => {
    const limits = { ...LIMITS, canFold: false };
    assert.equal(plan({ text: 'Half', call: { limits } }), 'continue');
    assert.equal(plan({ mode: 'ask', call: { limits } }), 'continue');
    assert.equal(plan({ mode: 'restart', call: { limits } }), 'throw');
    assert.equal(plan({ shown: { hasCall: true }, call: { limits } }), 'throw');
  });

  it('begins an inline edit anew: nothing is applied yet', () => {
    assert.equal(plan({ mode: 'continue', call: { lane: 'inline' } }), 'fold');
  });

  it('asks by the beginning of a turn without white space at its end, or in words', () => {
    const request = { messages: [{ role: 'user', parts: [] }] } as const;
    const prefilled = continued(request, 'Half a \n', true);
    assert.deepEqual(prefilled.request.messages.slice(1), [
      { role: 'assistant', parts: [{ type: 'text', text: 'Half a' }] },
    ]);
    assert.deepEqual([prefilled.sentAs, prefilled.unsentSpace], ['prefill', 2]);
    const told = continued(request, 'Half', false);
    assert.deepEqual(
      told.request.messages.map(({ role }) => role),
      ['user', 'assistant', 'user'],
    );
    assert.equal(told.sentAs, 'instruction');
  });
});
