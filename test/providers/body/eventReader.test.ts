/*
 * Event streams: the mark of the end, broken chunks before and after the terminal
 * event, named errors, and bytes that never were a stream.
 */
import assert from 'node:assert/strict';
import { createSink } from '../../../src/providers/body/decoding.ts';
import { createChatFold } from '../../../src/providers/openaiChat/chatFold.ts';
import { readEvents } from '../../../src/providers/body/eventReader.ts';
import { bytesOf, wordsOf } from '../bench.ts';

const PLACE = {
  providerId: 'p',
  modelId: 'm',
  attemptId: 'a',
  status: 200,
  headers: {},
  wallMs: 0,
};
const text = (content: string, finish?: string): string =>
  `data: ${JSON.stringify({ choices: [{ delta: { content }, finish_reason: finish }] })}\n\n`;

function read(body: string) {
  const sink = createSink();
  const fold = createChatFold(PLACE, sink);
  const reading = readEvents(PLACE, { sink, fold, bufferMax: 1000 });
  reading.push(bytesOf(body));
  reading.end('eof');
  return [wordsOf(sink.take()).text, sink.failure?.kind ?? 'finished'];
}

describe('an event stream', () => {
  const cases: readonly (readonly [string, string, readonly string[]])[] = [
    ['ends at its mark', `${text('a', 'stop')}data: [DONE]\n\n${text('b')}`, ['a', 'finished']],
    ['ends at the mark alone', `${text('a')}data:[DONE]\n\n`, ['a', 'finished']],
    ['is cut at a broken chunk', `${text('a')}data: {"cho\n\n${text('b', 'stop')}`, ['a', 'cut']],
    [
      'stands when what is broken comes after its end',
      `${text('a', 'stop')}data: {NaN}\n\n`,
      ['a', 'finished'],
    ],
    [
      'takes JSON of other kinds for a sign of life',
      `data: 1\n\ndata: null\n\ndata: "x"\n\ndata:\n\n${text('a', 'stop')}`,
      ['a', 'finished'],
    ],
    [
      'fails at a named error that is no JSON',
      `${text('a')}event: error\ndata: overloaded\n\n`,
      ['a', 'overloaded'],
    ],
    ['fails at an error in a list', 'data: [{"error":{"code":503}}]\n\n', ['', 'overloaded']],
    [
      'is cut at a chunk that is too large',
      `data: ${'x'.repeat(600)}\ndata: ${'x'.repeat(600)}\n`,
      ['', 'cut'],
    ],
    ['that is cut in its first event is truncated', 'data: {"cho', ['', 'truncated']],
    ['that was only comments is truncated', ': a\n\n: b\n\n', ['', 'truncated']],
    ['that never was one is protocol', 'Bad gateway: try later', ['', 'protocol']],
  ];
  for (const [what, body, expected] of cases) {
    it(what, () => assert.deepEqual(read(body), expected));
  }
});
