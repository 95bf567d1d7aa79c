/*
 * Items from their pieces: what deltas leave out, whole calls only, sealed reasoning.
 */
import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/core/index.ts';
import { createOutputFold } from '../../../src/providers/openaiResponses/outputFold.ts';
import { find, wordsOf } from '../bench.ts';

function make() {
  const events: StreamEvent[] = [];
  const place = { attemptId: 'a', modelId: 'm' };
  return { events, fold: createOutputFold(place, (event) => events.push(event)) };
}
const message = (...content: object[]) => ({ type: 'message', status: 'completed', content });
const call = (more: object = {}) => ({
  type: 'function_call',
  name: 't',
  call_id: 'c',
  arguments: '{"a":1}',
  status: 'completed',
  ...more,
});

describe('output items', () => {
  it('say once what deltas and the whole item both say', () => {
    const { events, fold } = make();
    fold.delta('text', 'Hel', 1);
    const item = message({ type: 'output_text', text: 'Hello' });
    fold.done(item, 1);
    fold.done(item, 1);
    assert.equal(wordsOf(events).text, 'Hello');
    assert(fold.hasText && !fold.isRefusal);
  });

  it('keep to what was shown where the whole item says something else', () => {
    const { events, fold } = make();
    fold.delta('text', 'Hello', 0);
    fold.done(message({ type: 'output_text', text: 'Bye' }), 0);
    assert.equal(wordsOf(events).text, 'Hello');
  });

  it('show a refusal as text, in pieces or whole', () => {
    const pieces = make();
    pieces.fold.refused('No', 0);
    const whole = make();
    whole.fold.done(message({ type: 'refusal', refusal: 'No' }), 0);
    for (const { events, fold } of [pieces, whole]) {
      assert.deepEqual([wordsOf(events).text, fold.isRefusal], ['No', true]);
    }
  });

  it('make a call of the whole item, by its call id', () => {
    const { events, fold } = make();
    fold.added(call({ arguments: '' }), 2);
    fold.argumentsDelta('{"a', 2);
    fold.done(call(), 2);
    assert.deepEqual(
      find(events, 'tool-call-delta').map(({ id, name }) => [id, name]),
      [
        ['a.0', 't'],
        ['a.0', 't'],
      ],
    );
    const opaque = { wire: 'openai.responses', modelId: 'm', data: { callId: 'c' } };
    assert.deepEqual(fold.close(false), {
      calls: [{ type: 'tool-call', id: 'a.0', name: 't', argumentsJson: '{"a":1}', opaque }],
      isBroken: false,
    });
  });

  it('make no call of half an item', () => {
    for (const half of [undefined, call({ status: 'incomplete' }), call({ arguments: '{"a' })]) {
      const { fold } = make();
      fold.added(call({ arguments: '' }), 0);
      fold.argumentsDelta('{"a', 0);
      if (half !== undefined) fold.done(half, 0);
      assert.deepEqual(fold.close(true), { calls: [], isBroken: true });
    }
  });

  it('hand on sealed reasoning, and only that', () => {
    const { events, fold } = make();
    const item = { type: 'reasoning', id: 'rs', summary: [{ text: 'Hm' }] };
    fold.done({ ...item, encrypted_content: 'x' }, 0);
    fold.done(item, 1);
    fold.done({ ...item, summary: [], content: [{ text: 'So' }] }, 2);
    assert.equal(wordsOf(events).reasoning, 'HmHmSo');
    assert.deepEqual(
      find(events, 'opaque').map(({ opaque }) => opaque.data),
      [{ reasoning: [{ ...item, encrypted_content: 'x' }] }],
    );
  });

  it('hand on the ids of what followed sealed reasoning, and of nothing else', () => {
    const { events, fold } = make();
    const said = {
      ...message({ type: 'output_text', text: 'Hi' }),
      id: 'msg',
      phase: 'commentary',
    };
    fold.done({ ...said, id: 'early' }, 0);
    fold.done({ type: 'reasoning', id: 'rs', encrypted_content: 'x' }, 1);
    fold.done(said, 2);
    fold.done({ ...message({ type: 'refusal', refusal: 'No' }), id: 'no' }, 3);
    fold.done(call({ id: 'fc' }), 4);
    assert.deepEqual(
      find(events, 'opaque')
        .slice(1)
        .map(({ opaque }) => opaque.data),
      [{ message: { id: 'msg', status: 'completed', phase: 'commentary' } }],
    );
    const [made] = fold.close(false).calls;
    assert.deepEqual(made?.type === 'tool-call' && made.opaque?.data, {
      callId: 'c',
      itemId: 'fc',
    });
  });

  it('seal an item once, though one that was cut short is told twice', () => {
    const { events, fold } = make();
    const item = { type: 'reasoning', id: 'rs', encrypted_content: 'x', status: 'incomplete' };
    fold.done(item, 0);
    fold.done(item, 0);
    assert.equal(find(events, 'opaque').length, 1);
  });

  it('of the server’s own tools, or of nothing known, say nothing', () => {
    const { events, fold } = make();
    for (const type of ['web_search_call', 'toString', '']) {
      fold.added({ type }, 0);
      fold.done({ type }, 0);
    }
    assert.deepEqual(events, []);
    assert.deepEqual(fold.close(false), { calls: [], isBroken: false });
  });
});
