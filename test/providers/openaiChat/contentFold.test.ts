/*
 * Content is shown once, in whatever way and however often a server sends it.
 */
import assert from 'node:assert/strict';
import { createSink } from '../../../src/providers/body/decoding.ts';
import { createContentFold } from '../../../src/providers/openaiChat/contentFold.ts';
import { find, wordsOf } from '../bench.ts';

function read(choices: readonly object[]) {
  const sink = createSink();
  const content = createContentFold({ attemptId: 'a', modelId: 'm' }, sink);
  for (const choice of choices) content.read(choice as Record<string, unknown>);
  const events = sink.take();
  const deltas = find(events, 'tool-call-delta').length;
  return { ...wordsOf(events), deltas, hasText: content.hasText, isRefusal: content.isRefusal };
}
const calls = { tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{}' } }] };

describe('content', () => {
  it('beside a cumulative message is shown once', () => {
    const both = (part: string, content: string) => ({
      delta: { content: part },
      message: { content },
    });
    assert.equal(read([both('a', 'a'), both('b', 'ab'), both('', 'ab')]).text, 'ab');
    assert.equal(read([both('', 'whole')]).text, 'whole');
    assert.equal(read([both('a', 'something else')]).text, 'a');
  });

  it('in messages alone is what each adds, or each whole', () => {
    const alone = (content: string) => ({ message: { content } });
    assert.equal(read([alone('a'), alone('ab'), alone('abc')]).text, 'abc');
    assert.equal(read([alone('a'), alone('b')]).text, 'ab');
  });

  it('of reasoning, refusal and calls in both is shown once', () => {
    const both = { delta: { reasoning: 'h', ...calls }, message: { reasoning: 'h', ...calls } };
    const run = read([both, { delta: { refusal: 'no' }, message: { refusal: 'no' } }]);
    assert.deepEqual([run.reasoning, run.text, run.deltas, run.isRefusal], ['h', 'no', 1, true]);
  });

  it('is nothing where a choice says nothing', () => {
    const run = read([
      {},
      { delta: null },
      { delta: 'x', message: 3 },
      { delta: { content: null } },
    ]);
    assert.deepEqual([run.text, run.hasText, run.isRefusal, run.deltas], ['', false, false, 0]);
  });
});
