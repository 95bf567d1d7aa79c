/*
 * Framing: every vector and every recorded framing case, whole, byte by byte and cut at random, and
 * the limit that keeps a hostile stream from filling memory.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import { createSseDecoder, type SseEvent } from '../../../src/providers/sse/sseDecoder.ts';
import { bordersOf } from '../../replay/borders.ts';
import { readFolder } from '../../replay/folder.ts';
import { memoryPlayer } from '../../replay/memoryPlayer.ts';
import { bytesOf } from '../bench.ts';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures');
const RANDOM_CUTS = 20;

function read(chunks: readonly Uint8Array[], bufferMax?: number) {
  const seen: { events: SseEvent[]; overflows: number } = { events: [], overflows: 0 };
  const decoder = createSseDecoder(
    {
      onEvent: ({ data }) => seen.events.push({ data }),
      onOverflow: () => (seen.overflows += 1),
    },
    bufferMax,
  );
  for (const chunk of chunks) decoder.push(chunk);
  decoder.end();
  return seen;
}

describe('server-sent events', () => {
  const framed = ['torture', 'corpus/sse-edge'].flatMap((folder) =>
    readFolder(path.join(FIXTURES, folder)).cases.filter(
      ({ kind }) => kind === 'vector' || kind === 'framing',
    ),
  );

  it('has all vectors and framing cases', () => assert.equal(framed.length, 37 + 13));

  for (const one of framed) {
    it(`${one.kind} ${one.id}`, async () => {
      for (const { name, sizes } of bordersOf(one, 7, RANDOM_CUTS)) {
        assert.deepEqual(await one.judge(memoryPlayer, { sizes, path: 'fetch' }), [], name);
      }
    });
  }

  it('ends once at an event that is too large, and reads nothing after it', () => {
    const seen = read(
      [bytesOf('data: a\n\ndata: '), bytesOf('x'.repeat(200)), bytesOf('\n\ndata: b\n\n')],
      100,
    );
    assert.deepEqual(seen, { events: [{ data: 'a' }], overflows: 1 });
  });

  it('counts all lines of one event against the limit', () => {
    const line = bytesOf(`data: ${'x'.repeat(30)}\n`);
    assert.equal(read([line, line, line, line], 100).overflows, 1);
  });
});
