/*
 * A body of any form, told by its first bytes: events, one JSON answer, a page, nothing; and the
 * limit of one event.
 */
import assert from 'node:assert/strict';
import { createAnswerDecoding } from '../../../src/providers/body/answerDecoding.ts';
import { openaiChat } from '../../../src/providers/openaiChat/codec.ts';
import { bytesOf, wordsOf } from '../bench.ts';

const PLACE = {
  providerId: 'p',
  modelId: 'm',
  attemptId: 'a',
  status: 200,
  headers: {},
  wallMs: 0,
};
const ANSWER = '{"choices":[{"message":{"content":"Hi"},"finish_reason":"stop"}]}';

function decode(chunks: readonly string[], bufferMax?: number) {
  const decoding = createAnswerDecoding(openaiChat, PLACE, bufferMax);
  for (const chunk of chunks) decoding.push(bytesOf(chunk));
  decoding.end('eof');
  return [wordsOf(decoding.take()).text, decoding.failure?.kind ?? decoding.phase];
}

describe('a body', () => {
  const bodies: readonly (readonly [string, readonly string[], readonly string[]])[] = [
    ['of events is read as such', [`data: ${ANSWER}\n\n`], ['Hi', 'over']],
    ['that is one JSON answer too, after blanks', ['\n', '\n', ANSWER], ['Hi', 'over']],
    ['that is a page is protocol', ['<!doctype html>'], ['', 'protocol']],
    ['of nothing is protocol', [], ['', 'protocol']],
    ['of blanks is protocol', ['\n\n'], ['', 'protocol']],
  ];
  for (const [what, chunks, expected] of bodies) {
    it(what, () => assert.deepEqual(decode(chunks), expected));
  }

  it('is cut at an event over the limit', () =>
    assert.deepEqual(decode([`data: ${'x'.repeat(200)}`], 100), ['', 'cut']));
});
