/*
 * Ways to close an answer: each reports the counts first, then says how it ended.
 */
import assert from 'node:assert/strict';
import { createSink } from '../../src/providers/body/decoding.ts';
import { createClosing, type Closing } from '../../src/providers/closing.ts';
import { PLACE } from './bench.ts';

const CALL = { type: 'tool-call', id: '1', name: 'f', argumentsJson: '{}' } as const;

function close(how: (closing: Closing) => void) {
  const sink = createSink();
  how(createClosing(PLACE, sink, () => ({ inputTokens: 1, outputTokens: 2 })));
  return { types: sink.take().map(({ type }) => type), end: sink.failure?.kind ?? sink.phase };
}
const content = (hasText: boolean, isBroken = false) => ({
  hasText,
  close: () => ({ calls: isBroken ? [] : [CALL], isBroken }),
});

describe('closing an answer', () => {
  it('with its own end: calls, counts, finish', () => {
    const run = close((closing) => closing.settle(content(true), 'stop', 'end_turn'));
    assert.deepEqual(run, { types: ['tool-call', 'usage', 'finish'], end: 'over' });
  });
  it('with an end that is a failure: counts, then the error, no calls', () => {
    const run = close((closing) => closing.settle(content(true, true), 'stop', undefined));
    assert.deepEqual(run, { types: ['usage'], end: 'tool-use-failed' });
  });
  it('with an error, too early, or lost', () => {
    const error = { error: { message: 'Overloaded', type: 'overloaded_error' } };
    const ends = [
      close((closing) => closing.fail(error)),
      close((closing) => closing.endEarly('eof')),
      close((closing) => closing.endEarly('lost')),
    ];
    assert.deepEqual(
      ends.map(({ end }) => end),
      ['overloaded', 'truncated', 'open'],
    );
    assert(ends.every(({ types }) => types.join() === 'usage'));
  });
});
