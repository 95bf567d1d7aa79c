/*
 * Lines of one answer: text, thinking, calls, the ends that there are, and the ones there are not.
 */
import assert from 'node:assert/strict';
import { createOllamaFold } from '../../../src/providers/ollamaChat/ollamaFold.ts';
import type { JsonObject } from '../../../src/providers/json.ts';
import { feed, find } from '../bench.ts';

const say = (message: object, rest: object = {}): JsonObject => ({
  model: 'qwen3',
  message,
  done: false,
  ...rest,
});
const end = (done_reason?: string, rest: object = {}): JsonObject =>
  say(
    { content: '' },
    { done: true, ...(done_reason === undefined ? {} : { done_reason }), ...rest },
  );
const CALL = { tool_calls: [{ function: { name: 't', arguments: { a: 1 } } }] };

function run(lines: readonly JsonObject[], how: 'eof' | 'lost' = 'eof') {
  return feed(createOllamaFold, (fold) => {
    for (const line of lines) fold.chunk(line);
    fold.end(how);
  });
}

describe('an answer of Ollama', () => {
  it('names its model once, thinks, speaks, counts and ends', () => {
    const counts = { prompt_eval_count: 5, eval_count: 2 };
    const { events } = run([say({ thinking: 'Hm' }), say({ content: 'Hi' }), end('stop', counts)]);
    assert.deepEqual(events, [
      { type: 'model-named', model: 'qwen3' },
      { type: 'reasoning-delta', text: 'Hm' },
      { type: 'text-delta', text: 'Hi' },
      { type: 'usage', usage: { inputTokens: 5, outputTokens: 2 } },
      { type: 'finish', reason: 'stop', rawReason: 'stop' },
    ]);
  });

  it('gives calls an id of ours when it ends, and the thinking that belongs to them', () => {
    const { events } = run([say({ thinking: 'Hm', ...CALL }), end('stop')]);
    assert.deepEqual(find(events, 'tool-call'), [
      { type: 'tool-call', id: 'a.0', name: 't', argumentsJson: '{"a":1}' },
    ]);
    assert.deepEqual(find(events, 'opaque')[0]?.opaque, {
      wire: 'ollama.chat',
      modelId: 'model-1',
      data: { thinking: 'Hm' },
    });
    assert.equal(find(events, 'finish')[0]?.reason, 'tool-calls');
  });

  const ends: readonly (readonly [string, readonly JsonObject[], string])[] = [
    ['its length', [say({ content: 'a' }), end('length')], 'length'],
    ['its length without a word', [end('length')], 'length'],
    ['a reason that is not known', [say({ content: 'a' }), end('odd')], 'unknown'],
    ['no reason at all', [say({ content: 'a' }), end()], 'unknown'],
    ['a name of an object of ours', [say({ content: 'a' }), end('toString')], 'unknown'],
  ];
  for (const [what, lines, reason] of ends) {
    it(`ends at ${what}`, () => {
      assert.equal(find(run(lines).events, 'finish')[0]?.reason, reason);
    });
  }

  const failures: readonly (readonly [string, readonly JsonObject[], string])[] = [
    ['that breaks off', [say({ content: 'a' })], 'truncated'],
    ['with an error as a line', [say({ content: 'a' }), { error: 'boom' }], 'server'],
    ['that only loaded', [end('load')], 'empty'],
    ['without a word', [end('stop')], 'empty'],
    ['that is none', [{ hello: 1 }], 'protocol'],
  ];
  for (const [what, lines, kind] of failures) {
    it(`${what} is ${kind}`, () => {
      const { failure, events, isOver } = run(lines);
      assert.equal(failure?.kind, kind);
      assert(isOver && find(events, 'finish').length === 0);
    });
  }

  it('goes on after it was loaded', () => {
    const { events } = run([end('load'), say({ content: 'Hi' }), end('stop')]);
    assert.equal(find(events, 'finish')[0]?.reason, 'stop');
  });

  it('whose connection is lost is left to who lost it; what comes after its end says nothing', () => {
    assert.deepEqual(run([say({ content: 'a' })], 'lost').failure, undefined);
    const { events, failure } = run([say({ content: 'a' }), end('stop'), { error: 'late' }]);
    assert(failure === undefined && events.at(-1)?.type === 'finish');
  });

  it('may be one object, and a mark of another wire is none', () => {
    const whole = feed(createOllamaFold, (fold) => {
      fold.done();
      assert(fold.whole(say({ content: 'Hi' }, { done: true, done_reason: 'stop' })));
    });
    assert.equal(find(whole.events, 'finish').length, 1);
    feed(createOllamaFold, (fold) => assert(!fold.whole([1]) && !fold.whole({ a: 1 })));
  });
});
