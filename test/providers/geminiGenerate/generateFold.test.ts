/*
 * One answer of Gemini from its responses: over at the end of the bytes after a reason, blocked
 * prompts, errors, counts, and lists.
 */
import assert from 'node:assert/strict';
import { createSink } from '../../../src/providers/body/decoding.ts';
import { createGenerateFold } from '../../../src/providers/geminiGenerate/generateFold.ts';
import type { AnswerFold } from '../../../src/providers/wire.ts';
import { find, PLACE, wordsOf } from '../bench.ts';

const said = (text: string, finishReason?: string, index = 0) => ({
  candidates: [{ index, content: { parts: [{ text }] }, finishReason }],
  modelVersion: 'gemini-x',
});
const counted = (candidatesTokenCount: number) => ({
  usageMetadata: { promptTokenCount: 1, candidatesTokenCount },
});

function fold(
  chunks: readonly object[],
  finish: (fold: AnswerFold) => unknown = (answer) => answer.end('eof'),
) {
  const sink = createSink();
  const answer = createGenerateFold(PLACE, sink);
  for (const chunk of chunks) answer.chunk(chunk as Record<string, unknown>);
  const before = sink.phase;
  const returned = finish(answer);
  const events = sink.take();
  const end = find(events, 'finish')[0];
  return {
    events,
    before,
    returned,
    end: sink.failure?.kind ?? end?.reason ?? sink.phase,
    raw: end?.rawReason,
    text: wordsOf(events).text,
    usage: find(events, 'usage').map(({ usage }) => usage.outputTokens),
  };
}

describe('an answer of Gemini', () => {
  it('is over when the bytes end after a reason; text after the reason still counts', () => {
    const run = fold([said('a', 'STOP'), { ...said('b', 'STOP'), ...counted(2) }, counted(3)]);
    assert.deepEqual([run.end, run.raw, run.text], ['stop', 'STOP', 'ab']);
    assert.deepEqual(run.usage, [3]);
    assert.equal(fold([said('a', 'STOP'), counted(3)]).before, 'tail');
    assert.equal(find(run.events, 'model-named').length, 1);
    assert.equal(fold([said('a', 'STOP')], (answer) => answer.end('lost')).end, 'stop');
    assert.equal(fold([said('a', 'STOP')], (answer) => answer.done()).end, 'stop');
  });

  it('that names a reason in every response is not over at any of them', () => {
    const chunks = [said('a', 'STOP'), said('b', 'STOP')];
    assert.equal(fold(chunks).before, 'open');
    assert.equal(fold(chunks, (answer) => answer.end('lost')).end, 'open');
    assert.equal(fold([...chunks, counted(3)]).end, 'stop');
  });

  it('is truncated without a reason, and keeps its counts', () => {
    const run = fold([said('a'), counted(4)]);
    assert.deepEqual([run.end, run.text, run.usage], ['truncated', 'a', [4]]);
    assert.equal(fold([said('a')], (answer) => answer.end('lost')).end, 'open');
  });

  it('is filtered where the prompt was blocked', () => {
    const run = fold([{ promptFeedback: { blockReason: 'PROHIBITED_CONTENT' } }]);
    assert.deepEqual([run.end, run.raw], ['filtered', 'blocked:PROHIBITED_CONTENT']);
  });

  it('is at its length although thinking ate the budget, and empty where it only stopped', () => {
    assert.equal(fold([said('', 'MAX_TOKENS')]).end, 'length');
    assert.equal(fold([said('', 'STOP')]).end, 'empty');
    assert.equal(fold([said('', 'MALFORMED_FUNCTION_CALL')]).end, 'tool-use-failed');
  });

  it('fails at an error in place of candidates, after the text before it', () => {
    const error = { error: { code: 503, status: 'UNAVAILABLE', message: 'overloaded' } };
    const run = fold([said('a'), error, said('b')]);
    assert.deepEqual([run.end, run.text], ['overloaded', 'a']);
    assert.equal(fold([], (answer) => answer.errorEvent(error)).end, 'overloaded');
  });

  it('reads candidate 0 only', () => assert.equal(fold([said('x', 'STOP', 1)]).end, 'truncated'));

  it('is read whole, alone or as a list; anything else is none', () => {
    const whole = (value: unknown) => fold([], (answer) => answer.whole(value));
    assert.equal(whole(said('a', 'STOP')).end, 'stop');
    assert.equal(whole(said('a')).end, 'unknown');
    assert.equal(whole([said('a'), said('b', 'STOP')]).text, 'ab');
    assert.equal(whole([said('a')]).end, 'truncated');
    assert.equal(
      whole([{ error: { code: 400, details: [{ reason: 'API_KEY_INVALID' }] } }]).end,
      'auth',
    );
    for (const other of [1, {}, [], [1]]) assert.equal(whole(other).returned, false);
  });
});
