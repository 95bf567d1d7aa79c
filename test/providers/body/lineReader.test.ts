/*
 * JSON lines through a real decoding: cut anywhere, broken, endless, and without a last line break.
 */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { createAnswerDecoding } from '../../../src/providers/body/answerDecoding.ts';
import { ollamaChat } from '../../../src/providers/ollamaChat/codec.ts';
import { bytesOf, cutEverywhere, wordsOf } from '../bench.ts';

const PLACE = {
  providerId: 'p',
  modelId: 'm',
  attemptId: 'a',
  status: 200,
  headers: {},
  wallMs: 0,
};
const line = (content: string, rest: object = { done: false }): string =>
  JSON.stringify({ message: { role: 'assistant', content }, ...rest });
const LAST = line('', { done: true, done_reason: 'stop' });

function decode(chunks: readonly Uint8Array[], how: 'eof' | 'lost' = 'eof', bufferMax?: number) {
  const decoding = createAnswerDecoding(ollamaChat, PLACE, bufferMax);
  for (const chunk of chunks) decoding.push(chunk);
  decoding.end(how);
  return [wordsOf(decoding.take()).text, decoding.failure?.kind ?? decoding.phase];
}
const decodeText = (text: string) => decode([bytesOf(text)]);

describe('JSON lines', () => {
  it('are read with any line end, blanks between them, and none at the end', () => {
    const text = `\r\n${line('Grüße ')}\r\n\n${line('👍')}\n${LAST}`;
    assert.deepEqual(decodeText(text), ['Grüße 👍', 'over']);
    assert.deepEqual(decode(cutEverywhere(bytesOf(text))), ['Grüße 👍', 'over']);
  });

  it('that break off are truncated, with all that came; a lost connection says nothing more', () => {
    const text = `${line('Half')}\n${LAST.slice(0, 20)}`;
    assert.deepEqual(decodeText(text), ['Half', 'truncated']);
    assert.deepEqual(decode([bytesOf(text)], 'lost'), ['Half', 'open']);
  });

  it('that are no JSON are cut, in the middle; what never was an answer is protocol', () => {
    assert.deepEqual(decodeText(`${line('a')}\n{"mess\n${LAST}\n`), ['a', 'cut']);
    assert.deepEqual(decodeText('{"hello":1}\n'), ['', 'protocol']);
    assert.deepEqual(decodeText('[1]\n'), ['', 'protocol']);
    assert.deepEqual(decodeText('data: {}\n\n'), ['', 'protocol']);
    assert.deepEqual(decodeText('<html>'), ['', 'protocol']);
    assert.deepEqual(decodeText(''), ['', 'protocol']);
  });

  it('over the limit are cut, wherever their pieces end', () => {
    const long = bytesOf(line('x'.repeat(200)));
    for (const chunks of [[long], cutEverywhere(long)]) {
      assert.deepEqual(decode(chunks, 'eof', 100), ['', 'cut']);
    }
    const short = bytesOf(`${line('a')}\n${LAST}\n`);
    assert.deepEqual(decode([short], 'eof', 100), ['a', 'over']);
  });

  it('of any noise end in an answer or one error', () => {
    const noise = fc.array(
      fc.oneof(
        fc.json(),
        fc.string(),
        fc.constantFrom(line('a'), LAST, '{"error":"x"}', '{"message":{"tool_calls":[null]}}'),
      ),
    );
    fc.assert(
      fc.property(noise, fc.constantFrom('eof', 'lost'), (lines, how) => {
        const [, end] = decode([bytesOf(`{}\n${lines.join('\n')}`)], how);
        assert(end !== 'tail' && (end !== 'open' || how === 'lost'));
      }),
    );
  });
});
