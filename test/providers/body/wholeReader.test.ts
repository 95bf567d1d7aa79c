/*
 * Whole JSON answers: read at their end only, cut anywhere, and bounded.
 */
import assert from 'node:assert/strict';
import { createSink } from '../../../src/providers/body/decoding.ts';
import { createChatFold } from '../../../src/providers/openaiChat/chatFold.ts';
import { readWhole } from '../../../src/providers/body/wholeReader.ts';
import { bytesOf, cutEverywhere, wordsOf } from '../bench.ts';

const PLACE = {
  providerId: 'p',
  modelId: 'm',
  attemptId: 'a',
  status: 200,
  headers: {},
  wallMs: 0,
};

function read(chunks: readonly Uint8Array[], how: 'eof' | 'lost' = 'eof') {
  const sink = createSink();
  const reading = readWhole(PLACE, sink, createChatFold(PLACE, sink));
  for (const chunk of chunks) reading.push(chunk);
  reading.end(how);
  return { text: wordsOf(sink.take()).text, kind: sink.failure?.kind, phase: sink.phase };
}
const answer = JSON.stringify({
  choices: [{ message: { content: 'wörld 🌍' }, finish_reason: 'stop' }],
});

describe('a whole answer', () => {
  it('is read, however it is cut', () => {
    assert.deepEqual(read(cutEverywhere(bytesOf(answer))), {
      text: 'wörld 🌍',
      kind: undefined,
      phase: 'over',
    });
  });
  it('that breaks off is cut, or left to whoever lost it', () => {
    const half = [bytesOf(answer.slice(0, 30))];
    assert.equal(read(half).kind, 'cut');
    assert.deepEqual(read(half, 'lost'), { text: '', kind: undefined, phase: 'open' });
  });
  it('of another kind is protocol', () =>
    assert.equal(read([bytesOf('{"a":1}')]).kind, 'protocol'));
  it('that never ends is cut', () => {
    const big = new Uint8Array(9 * 1024 * 1024).fill(0x20);
    assert.equal(read([big, big]).kind, 'cut');
  });
});
