/*
 * One answer of Messages from its events or whole: its only end, its errors, its counts.
 */
import assert from 'node:assert/strict';
import { createMessageFold } from '../../../src/providers/anthropicMessages/messageFold.ts';
import { createSink } from '../../../src/providers/body/decoding.ts';
import type { AnswerFold } from '../../../src/providers/wire.ts';
import { find, PLACE, wordsOf } from '../bench.ts';

const START = {
  type: 'message_start',
  message: { model: 'claude-x', usage: { input_tokens: 3, output_tokens: 1 } },
};
const text = (words: string) => ({
  type: 'content_block_delta',
  index: 0,
  delta: { type: 'text_delta', text: words },
});
const reason = (stop_reason: string | null, output_tokens = 5) => ({
  type: 'message_delta',
  delta: { stop_reason },
  usage: { output_tokens },
});
const STOP = { type: 'message_stop' };

function fold(chunks: readonly object[], finish: (fold: AnswerFold) => unknown = () => undefined) {
  const sink = createSink();
  const message = createMessageFold(PLACE, sink);
  for (const chunk of chunks) message.chunk(chunk as Record<string, unknown>);
  const returned = finish(message);
  const events = sink.take();
  const end = find(events, 'finish')[0];
  return {
    events,
    returned,
    end: sink.failure?.kind ?? end?.reason ?? sink.phase,
    raw: end?.rawReason,
    usage: find(events, 'usage').map(({ usage }) => usage),
    text: wordsOf(events).text,
  };
}

describe('an answer of Messages', () => {
  it('ends at message_stop with its reason, its counts and its model', () => {
    const run = fold([
      START,
      { type: 'ping' },
      text('Hi'),
      reason(null, 2),
      reason('end_turn'),
      STOP,
    ]);
    assert.deepEqual([run.end, run.raw, run.text], ['stop', 'end_turn', 'Hi']);
    assert.deepEqual(run.usage, [{ inputTokens: 3, outputTokens: 5 }]);
    assert.deepEqual(find(run.events, 'model-named'), [{ type: 'model-named', model: 'claude-x' }]);
  });

  it('is truncated at any other end, and keeps its counts', () => {
    for (const finish of [
      (message: AnswerFold) => message.end('eof'),
      (message: AnswerFold) => message.done(),
    ]) {
      const run = fold([START, text('Hi'), reason('end_turn')], finish);
      assert.equal(run.end, 'truncated');
      assert.equal(run.usage.length, 1);
    }
    assert.equal(fold([START, text('Hi')], (message) => message.end('lost')).end, 'open');
  });

  it('fails at an error inside it, once, and hears nothing afterwards', () => {
    const error = { type: 'error', error: { type: 'overloaded_error', message: 'Overloaded' } };
    const run = fold([START, text('Hi'), error, text('!'), STOP], (message) => {
      message.errorEvent(error);
      message.end('eof');
      message.done();
    });
    assert.deepEqual([run.end, run.text, run.usage.length], ['overloaded', 'Hi', 1]);
    assert.equal(fold([], (message) => message.errorEvent('rate limit')).end, 'rate-limit');
  });

  const ends: readonly (readonly [string, string])[] = [
    ['refusal', 'filtered'],
    ['pause_turn', 'pause'],
    ['model_context_window_exceeded', 'length'],
    ['end_turn', 'empty'],
  ];
  for (const [raw, expected] of ends) {
    it(`without a word, at ${raw}, is ${expected}`, () =>
      assert.equal(fold([START, reason(raw), STOP]).end, expected));
  }

  it('goes by the name of an event that has no type', () => {
    const sink = createSink();
    createMessageFold(PLACE, sink).chunk({}, 'message_stop');
    assert.equal(sink.failure?.kind, 'empty');
  });

  it('is read whole as well; anything else is none', () => {
    const whole = {
      type: 'message',
      model: 'claude-x',
      content: [
        { type: 'text', text: 'Hi' },
        { type: 'tool_use', id: 't', name: 'f', input: { a: 1 } },
      ],
      stop_reason: 'tool_use',
      usage: { input_tokens: 1, output_tokens: 2 },
    };
    const run = fold([], (message) => message.whole(whole));
    assert.deepEqual([run.end, run.text, run.returned], ['tool-calls', 'Hi', true]);
    const failed = fold([], (message) =>
      message.whole({ type: 'error', error: { type: 'api_error' } }),
    );
    assert.deepEqual([failed.end, failed.returned], ['server', true]);
    for (const other of [null, [], { a: 1 }])
      assert.equal(fold([], (message) => message.whole(other)).returned, false);
  });
});
