/*
 * One answer folded from its chunks: what ends it, what overturns it, what is said once.
 */
import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/core/index.ts';
import { createSink } from '../../../src/providers/body/decoding.ts';
import { createChatFold } from '../../../src/providers/openaiChat/chatFold.ts';
import { find, wordsOf } from '../bench.ts';

const PLACE = {
  providerId: 'p',
  modelId: 'm',
  attemptId: 'a',
  status: 200,
  headers: {},
  wallMs: 0,
};
const delta = (words: object, finish?: string | null) => ({
  choices: [{ index: 0, delta: words, finish_reason: finish }],
});
const text = (words: string) => delta({ content: words });

function fold(chunks: readonly object[], end: 'done' | 'eof' | 'lost' | 'none' = 'done') {
  const sink = createSink();
  const chat = createChatFold(PLACE, sink);
  for (const chunk of chunks) chat.chunk(chunk as Record<string, unknown>);
  if (end === 'done') chat.done();
  else if (end !== 'none') chat.end(end);
  const events: readonly StreamEvent[] = sink.take();
  const finish = find(events, 'finish')[0];
  return {
    events,
    phase: sink.phase,
    kind: sink.failure?.kind,
    finish: finish?.reason,
    raw: finish?.rawReason,
    ...wordsOf(events),
  };
}

describe('an answer', () => {
  it('is whole after its finish reason, with or without the closing mark', () => {
    for (const end of ['done', 'eof', 'lost'] as const)
      assert.equal(fold([text('a'), delta({}, 'stop')], end).finish, 'stop');
  });

  it('without a finish reason is unknown at the mark and truncated without it', () => {
    assert.equal(fold([text('a')]).finish, 'unknown');
    assert.equal(fold([text('a')], 'eof').kind, 'truncated');
    assert.equal(fold([delta({}, '')], 'eof').kind, 'truncated');
    assert.equal(fold([text('a')], 'lost').phase, 'open');
  });

  const reasons: readonly (readonly [string, string])[] = [
    ['stop', 'stop'],
    ['eos', 'stop'],
    ['STOP', 'stop'],
    ['length', 'length'],
    ['model_length', 'length'],
    ['content_filter', 'filtered'],
    ['tool_calls', 'stop'],
    ['something_new', 'unknown'],
  ];
  for (const [raw, reason] of reasons) {
    it(`${raw} is ${reason}`, () => {
      const run = fold([text('a'), delta({}, raw)]);
      assert.deepEqual([run.finish, run.raw], [reason, raw]);
    });
  }

  it('that ends in an error, explained or not, is one', () => {
    assert.equal(fold([text('a'), delta({}, 'error')]).kind, 'server');
    assert.equal(fold([text('a'), delta({}, 'insufficient_system_resource')]).kind, 'overloaded');
    assert.equal(fold([text('a'), delta({}, 'abort')]).kind, 'truncated');
    const beside = {
      ...delta({ content: 'b' }, 'error'),
      error: { code: 429, message: 'Rate limit' },
    };
    assert.deepEqual(
      [fold([text('a'), beside]).kind, fold([text('a'), beside]).text],
      ['rate-limit', 'ab'],
    );
  });

  it('is overturned by an error after its finish reason, not by anything else', () => {
    const run = fold([
      text('a'),
      delta({}, 'length'),
      { choices: [], error: { code: 502, message: 'x' } },
    ]);
    assert.deepEqual([run.kind, run.finish, run.text], ['server', undefined, 'a']);
    assert.equal(fold([text('a'), delta({}, 'stop'), text('LATE')]).text, 'a');
  });

  it('that names a reason in every chunk is not over at any of them', () => {
    const chunks = [delta({ content: 'a' }, 'stop'), delta({ content: 'b' }, 'stop'), text('c')];
    const run = fold(chunks, 'none');
    assert.deepEqual([run.text, run.phase], ['abc', 'open']);
    assert.deepEqual([fold(chunks).finish, fold(chunks, 'eof').finish], ['stop', 'stop']);
    assert.equal(fold(chunks, 'lost').phase, 'open');
    // A second reason without a word changes nothing.
    assert.equal(fold([text('a'), delta({}, 'stop'), delta({}, 'stop')], 'none').phase, 'tail');
  });

  it('ends in tool calls because of the calls, not the reason', () => {
    const call = { tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{}' } }] };
    assert.equal(fold([delta(call), delta({}, 'stop')]).finish, 'tool-calls');
    assert.equal(fold([delta(call)]).finish, 'tool-calls');
    assert.equal(fold([delta(call), delta({}, 'length')]).finish, 'length');
  });

  it('with a broken call is a failed call; cut short it only loses the call', () => {
    const half = {
      tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{"a"' } }],
    };
    assert.equal(fold([delta(half), delta({}, 'tool_calls')]).kind, 'tool-use-failed');
    const cut = fold([text('a'), delta(half), delta({}, 'length')]);
    assert.deepEqual([cut.finish, find(cut.events, 'tool-call').length], ['length', 0]);
    assert.equal(find(fold([delta(half)], 'eof').events, 'tool-call').length, 0);
  });

  it('without words is empty; when its budget was spent on thinking it is only at its length', () => {
    assert.equal(fold([delta({}, 'stop')]).kind, 'empty');
    assert.equal(fold([delta({ reasoning: 'hm' }, 'stop')]).kind, 'empty');
    assert.equal(fold([]).kind, 'empty');
    assert.equal(fold([delta({ reasoning: 'hm' }, 'length')]).finish, 'length');
  });

  it('that is a refusal shows it and is filtered', () => {
    const run = fold([delta({ refusal: 'I ' }), delta({ refusal: 'cannot' }), delta({}, 'stop')]);
    assert.deepEqual([run.text, run.finish, run.raw], ['I cannot', 'filtered', 'stop']);
  });

  it('beside a cumulative message is shown once (Perplexity)', () => {
    const both = (part: string, all: string) => ({
      choices: [{ index: 0, delta: { content: part }, message: { content: all } }],
    });
    assert.equal(fold([both('a', 'a'), both('b', 'ab'), both('', 'ab')]).text, 'ab');
    assert.equal(fold([both('', 'whole')]).text, 'whole');
    const alone = (all: string) => ({ choices: [{ index: 0, message: { content: all } }] });
    assert.equal(fold([alone('a'), alone('ab'), alone('abc')]).text, 'abc');
  });

  it('reports usage once, the last, wherever it stood, also before an error', () => {
    const counted = (output: number) => ({
      ...text('a'),
      usage: { prompt_tokens: 1, completion_tokens: output },
    });
    const run = fold([counted(1), counted(2), delta({}, 'stop')]);
    assert.deepEqual(
      find(run.events, 'usage').map(({ usage }) => usage.outputTokens),
      [2],
    );
    assert.equal(run.events.at(-2)?.type, 'usage');
    assert.equal(find(fold([counted(1)], 'eof').events, 'usage').length, 1);
    assert.equal(find(fold([counted(1)], 'lost').events, 'usage').length, 1);
  });

  it('names its model once, and again with a fingerprint that came later', () => {
    const named = (model: string, system_fingerprint?: string | null) => ({
      ...text('a'),
      model,
      system_fingerprint,
    });
    const run = fold([
      named(''),
      named('m-1', null),
      named('m-1'),
      named('m-1', 'fp'),
      named('m-1', 'fp'),
    ]);
    assert.deepEqual(find(run.events, 'model-named'), [
      { type: 'model-named', model: 'm-1' },
      { type: 'model-named', model: 'm-1', fingerprint: 'fp' },
    ]);
  });

  it('reads choice 0 and no other', () => {
    const other = {
      choices: [
        { index: 1, delta: { content: 'no' } },
        { index: 0, delta: { content: 'yes' } },
      ],
    };
    assert.equal(
      fold([other, { choices: [{ index: 1, delta: {}, finish_reason: 'stop' }] }], 'none').text,
      'yes',
    );
  });

  it('names a model in no more letters than a name has', () => {
    const long = 'x'.repeat(1_000_000);
    const { events } = fold([{ ...text('a'), model: long, system_fingerprint: long }]);
    const [named] = find(events, 'model-named');
    assert.deepEqual([named?.model.length, named?.fingerprint?.length], [200, 200]);
  });
});
