/*
 * Blocks: pieces of calls put together, signed thinking passed on, the rest left out.
 */
import assert from 'node:assert/strict';
import { createBlockFold } from '../../../src/providers/anthropicMessages/blocks.ts';
import { createSink } from '../../../src/providers/body/decoding.ts';
import { find, PLACE, wordsOf } from '../bench.ts';

function make() {
  const sink = createSink();
  return { sink, fold: createBlockFold(PLACE, sink) };
}
const json = (partial_json: string) => ({ type: 'input_json_delta', partial_json });
const TOOL = { type: 'tool_use', id: 'toolu_1', name: 'f', input: {} };

describe('blocks', () => {
  it('join the pieces of a call, with the vendor’s id kept apart', () => {
    const { sink, fold } = make();
    fold.start(0, TOOL);
    for (const piece of ['', '{"a"', ': 1}']) fold.delta(0, json(piece));
    fold.stop(0);
    const opaque = { wire: 'anthropic.messages', modelId: 'm', data: { callId: 'toolu_1' } };
    assert.deepEqual(fold.close(false), {
      calls: [{ type: 'tool-call', id: 'a.0', name: 'f', argumentsJson: '{"a": 1}', opaque }],
      isBroken: false,
    });
    assert.deepEqual(
      find(sink.take(), 'tool-call-delta').map(({ argumentsText }) => argumentsText),
      ['', '{"a"', ': 1}'],
    );
  });

  const calls: readonly (readonly [string, object, readonly string[], boolean, string])[] = [
    ['without pieces means {}', TOOL, [''], false, '{}'],
    ['without pieces, cut short, is none', TOOL, [''], true, 'broken'],
    ['that was sent whole is whole', { ...TOOL, input: { a: 1 } }, [], false, '{"a":1}'],
    ['that is half is none', TOOL, ['{"a"'], false, 'broken'],
    ['that is half and cut short is none', TOOL, ['1'], true, 'broken'],
    ['without a name is none', { type: 'tool_use' }, ['{}'], false, 'broken'],
  ];
  for (const [what, block, pieces, isCutShort, expected] of calls) {
    it(`a call ${what}`, () => {
      const { fold } = make();
      fold.start(0, block as never);
      for (const piece of pieces) fold.delta(0, json(piece));
      const closed = fold.close(isCutShort);
      const [call] = closed.calls;
      const said = call?.type === 'tool-call' ? call.argumentsJson : undefined;
      assert.equal(closed.isBroken ? 'broken' : said, expected);
    });
  }

  it('pass thinking on as text, and once more signed; unsigned it does not go back', () => {
    const { sink, fold } = make();
    fold.start(0, { type: 'thinking', thinking: '', signature: '' });
    fold.delta(0, { type: 'thinking_delta', thinking: 'h' });
    fold.delta(0, { type: 'thinking_delta', thinking: 'm' });
    fold.delta(0, { type: 'signature_delta', signature: 'sig' });
    fold.stop(0);
    fold.stop(0);
    fold.start(1, { type: 'redacted_thinking', data: 'enc' });
    fold.stop(1);
    fold.start(2, { type: 'thinking', thinking: '!' });
    fold.stop(2);
    const events = sink.take();
    assert.equal(wordsOf(events).reasoning, 'hm!');
    assert.deepEqual(
      find(events, 'opaque').map(({ opaque }) => opaque.data),
      [
        { block: { type: 'thinking', thinking: 'hm', signature: 'sig' } },
        { block: { type: 'redacted_thinking', data: 'enc' } },
      ],
    );
    assert(!fold.hasText);
  });

  it('leave out what the vendor’s own tools do and what is not known', () => {
    const { sink, fold } = make();
    fold.start(0, { type: 'server_tool_use', name: 'bash', input: {} });
    fold.delta(0, json('{"command":1}'));
    fold.stop(0);
    fold.start(1, { type: 'brand_new' });
    fold.delta(1, { type: 'citations_delta', citation: {} });
    fold.delta(7, json('{'));
    assert.deepEqual(sink.take(), []);
    assert.deepEqual(fold.close(false), { calls: [], isBroken: false });
  });

  it('take text although its block was never begun', () => {
    const { sink, fold } = make();
    fold.delta(3, { type: 'text_delta', text: 'Hi' });
    assert.equal(wordsOf(sink.take()).text, 'Hi');
    assert(fold.hasText);
  });
});
