/*
 * Events of one answer: its ends, its errors in every place, and a whole answer instead of a stream.
 */
import assert from 'node:assert/strict';
import type { JsonObject } from '../../../src/providers/json.ts';
import { createResponseFold } from '../../../src/providers/openaiResponses/responseFold.ts';
import { feed, find, wordsOf } from '../bench.ts';

const text = (delta: string): JsonObject => ({ type: 'response.output_text.delta', delta });
const ended = (how: string, response: object = {}): JsonObject => ({
  type: `response.${how}`,
  response: { model: 'gpt-5', status: how, ...response },
});
function run(...events: JsonObject[]) {
  return feed(createResponseFold, (fold) => {
    for (const event of events) fold.chunk(event);
    fold.end('eof');
  });
}

describe('a Responses answer', () => {
  it('names its model once, reasons, speaks, counts and ends', () => {
    const reasoning = { type: 'response.reasoning_summary_text.delta', delta: 'Hm' };
    const usage = { input_tokens: 1, output_tokens: 2 };
    const head = { type: 'response.created', response: { model: 'gpt-5' } };
    const { events } = run(head, reasoning, text('Hi'), ended('completed', { usage }));
    assert.deepEqual(events, [
      { type: 'model-named', model: 'gpt-5' },
      { type: 'reasoning-delta', text: 'Hm' },
      { type: 'text-delta', text: 'Hi' },
      { type: 'usage', usage: { inputTokens: 1, outputTokens: 2 } },
      { type: 'finish', reason: 'stop', rawReason: 'completed' },
    ]);
  });

  const because = (reason: string): object => ({ incomplete_details: { reason } });
  const ends: readonly (readonly [JsonObject, string])[] = [
    [ended('incomplete', because('max_output_tokens')), 'length'],
    [ended('incomplete', because('content_filter')), 'filtered'],
    [ended('incomplete'), 'length'],
    [ended('incomplete', because('odd')), 'unknown'],
    [ended('completed', { status: 'toString' }), 'unknown'],
  ];
  for (const [last, expected] of ends) {
    it(`${JSON.stringify(last['response'])} is ${expected}`, () => {
      assert.equal(find(run(text('a'), last).events, 'finish')[0]?.reason, expected);
    });
  }

  it('that refuses is filtered; one with calls ends in them', () => {
    const refusal = { type: 'response.refusal.delta', delta: 'No' };
    assert.equal(find(run(refusal, ended('completed')).events, 'finish')[0]?.reason, 'filtered');
    const item = { type: 'function_call', name: 't', call_id: 'c', arguments: '{}' };
    const { events } = run(ended('completed', { output: [item] }));
    assert.deepEqual(
      [find(events, 'tool-call').length, find(events, 'finish')[0]?.reason],
      [1, 'tool-calls'],
    );
  });

  const quota = { code: 'insufficient_quota', message: 'You exceeded your current quota' };
  const failures: readonly (readonly [string, JsonObject, string])[] = [
    ['a nested error', { type: 'error', error: quota }, 'quota'],
    ['a flat error', { type: 'error', ...quota }, 'quota'],
    ['an error without a type', { error: quota }, 'quota'],
    ['a failure that says why', ended('failed', { error: quota }), 'quota'],
    ['a failure that says nothing', ended('failed'), 'server'],
    ['an answer that was given up', ended('cancelled'), 'truncated'],
    ['an answer without a word', ended('completed'), 'empty'],
    ['an end without an answer', { type: 'response.completed' }, 'truncated'],
  ];
  for (const [what, event, kind] of failures) {
    it(`${what} is ${kind}`, () => {
      const { failure, events } = run(event);
      assert.equal(failure?.kind, kind);
      assert.equal(find(events, 'finish').length, 0);
    });
  }

  it('keeps the text before an error, and hears nothing after its end', () => {
    const broken = run(text('Half'), { type: 'error', error: quota }, text('more'));
    assert.equal(wordsOf(broken.events).text, 'Half');
    const whole = run(text('All'), ended('completed'), { type: 'error', error: quota });
    assert.equal(whole.failure, undefined);
    const lost = feed(createResponseFold, (fold) => {
      fold.chunk(text('a'));
      fold.end('lost');
    });
    assert(!lost.isOver);
  });

  it('may come whole, as an error too; anything else is no answer', () => {
    const message = { type: 'message', content: [{ type: 'output_text', text: 'Hi' }] };
    const read = (value: unknown) =>
      feed(createResponseFold, (fold) => assert.equal(fold.whole(value), value !== 1));
    const answer = { object: 'response', status: 'completed', error: null, output: [message] };
    assert.equal(wordsOf(read(answer).events).text, 'Hi');
    assert.equal(read([{ error: quota }]).failure?.kind, 'quota');
    read(1);
    feed(createResponseFold, (fold) => assert(!fold.whole({ a: 1 })));
    const named = feed(createResponseFold, (fold) => fold.errorEvent('plain words'));
    assert.equal(named.failure?.vendorMessage, 'plain words');
  });
});
