/*
 * Framing: every vector and every recorded framing case, whole, byte by byte and cut at random, and
 * the limit that keeps a hostile stream from filling memory.
 */
import assert from 'node:assert/strict';
import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { createSseDecoder, type SseEvent } from '../../../src/providers/sse/sseDecoder.ts';
import { bytesOf, cutAtRandom, cutEverywhere, seeded } from '../bench.ts';

const FIXTURES = path.join(import.meta.dirname, '../../fixtures');

type Read = { events: SseEvent[]; comments: number; overflows: number };

function read(chunks: readonly Uint8Array[], bufferMax?: number): Read {
  const seen: Read = { events: [], comments: 0, overflows: 0 };
  const decoder = createSseDecoder(
    {
      onEvent: ({ event, data }) =>
        seen.events.push(event === undefined ? { data } : { event, data }),
      onComment: () => (seen.comments += 1),
      onOverflow: () => (seen.overflows += 1),
    },
    bufferMax,
  );
  for (const chunk of chunks) decoder.push(chunk);
  decoder.end();
  return seen;
}

function cuts(bytes: Uint8Array): Uint8Array[][] {
  const random = seeded(bytes.length + 7);
  const some = Array.from({ length: 20 }, () => cutAtRandom(bytes, random, 5));
  return [[bytes], cutEverywhere(bytes), ...some];
}

type Vector = { id: string; b64: string; events: { data: string; event?: string }[] };

describe('server-sent events', () => {
  const { cases } = JSON.parse(
    readFileSync(path.join(FIXTURES, 'torture/sse-vectors.json'), 'utf8'),
  ) as { cases: Vector[] };

  it('has all vectors', () => assert.equal(cases.length, 37));

  for (const vector of cases) {
    it(`vector ${vector.id}`, () => {
      const bytes = new Uint8Array(Buffer.from(vector.b64, 'base64'));
      const expected = vector.events.map(({ data, event }) =>
        event === undefined ? { data } : { event, data },
      );
      for (const chunks of cuts(bytes)) assert.deepEqual(read(chunks).events, expected);
    });
  }

  const edge = path.join(FIXTURES, 'corpus/sse-edge');
  for (const name of readdirSync(edge).filter((file) => file.endsWith('.sse'))) {
    it(`framing case ${name}`, () => {
      const sidecar = JSON.parse(
        readFileSync(path.join(edge, name.replace('.sse', '.meta.json')), 'utf8'),
      ) as { expectedEvents: { event: string | null; data: string }[]; expectedComments: number };
      const expected = sidecar.expectedEvents.map(({ event, data }) =>
        event === null ? { data } : { event, data },
      );
      for (const chunks of cuts(new Uint8Array(readFileSync(path.join(edge, name))))) {
        const seen = read(chunks);
        assert.deepEqual(seen.events, expected);
        assert.equal(seen.comments, sidecar.expectedComments);
      }
    });
  }

  it('ends once at an event that is too large, and reads nothing after it', () => {
    const seen = read(
      [bytesOf('data: a\n\ndata: '), bytesOf('x'.repeat(200)), bytesOf('\n\ndata: b\n\n')],
      100,
    );
    assert.deepEqual(seen, { events: [{ data: 'a' }], comments: 0, overflows: 1 });
  });

  it('counts all lines of one event against the limit', () => {
    const line = bytesOf(`data: ${'x'.repeat(30)}\n`);
    assert.equal(read([line, line, line, line], 100).overflows, 1);
  });
});
