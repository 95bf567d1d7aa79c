/*
 * Calls that come whole: an id each, arguments in both forms, and what is no call.
 */
import assert from 'node:assert/strict';
import { createWholeCalls } from '../../../src/providers/ollamaChat/wholeCalls.ts';

const call = (name: unknown, args: unknown) => ({ function: { name, arguments: args } });

describe('whole calls', () => {
  it('are told at once and leave at the end, in order', () => {
    const calls = createWholeCalls('a');
    const [first] = calls.add({ tool_calls: [call('x', { q: 1 })] });
    assert.deepEqual(first, {
      type: 'tool-call-delta',
      id: 'a.0',
      name: 'x',
      argumentsText: '{"q":1}',
    });
    calls.add({ tool_calls: [call('y', '{"r":2}'), call('z', undefined)] });
    const closed = calls.close(false);
    assert.deepEqual(
      closed.calls.map((event) => event.type === 'tool-call' && [event.id, event.argumentsJson]),
      [
        ['a.0', '{"q":1}'],
        ['a.1', '{"r":2}'],
        ['a.2', '{}'],
      ],
    );
    assert(!closed.isBroken);
  });

  it('without a name, or with half an object, are broken', () => {
    for (const odd of [call('', {}), call('x', '{"a":')]) {
      const calls = createWholeCalls('a');
      calls.add({ tool_calls: [odd] });
      assert.deepEqual(calls.close(false), { calls: [], isBroken: true });
    }
  });

  it('are nothing where there is nothing', () => {
    const calls = createWholeCalls('a');
    assert.deepEqual(calls.add({ tool_calls: [null, 1, {}] }), []);
    assert.deepEqual(calls.add({}), []);
    assert.deepEqual(calls.close(false), { calls: [], isBroken: false });
  });
});
