/*
 * Framing cases: bytes that say nothing of a chat, only how an event stream is cut into events.
 * They come through the transport and into the decoder that every adapter uses. Event ids are not
 * compared: nothing here resumes a stream by them.
 */
import { isDeepStrictEqual } from 'node:util';
import { createSseDecoder } from '../../src/providers/sse/sseDecoder.ts';
import type { Case, Player, Served, Way } from './case.ts';
import { servedAs } from './served.ts';
import type { ExpectedEvent, Recorded } from './sidecar.ts';

export type Vector = {
  readonly id: string;
  readonly b64: string;
  readonly events: readonly ExpectedEvent[];
};

type Framed = Pick<Case, 'id' | 'kind' | 'served' | 'packets'> & {
  readonly events: readonly ExpectedEvent[];
  readonly comments?: number | null | undefined;
};

export function framingCase({ file, sidecar, body }: Recorded): Case {
  const { response, expectedEvents, expectedComments, chunkSizes } = sidecar;
  return caseOf({
    id: file,
    kind: 'framing',
    served: servedAs(response ?? {}, body),
    packets: chunkSizes,
    events: expectedEvents ?? [],
    comments: expectedComments,
  });
}

export function vectorCases(cases: readonly Vector[]): readonly Case[] {
  return cases.map(({ id, b64, events }) => {
    const bytes = new Uint8Array(Buffer.from(b64, 'base64'));
    const served = servedAs({ headers: { 'content-type': 'text/event-stream' } }, bytes);
    return caseOf({ id, kind: 'vector', served, events });
  });
}

function caseOf({ id, kind, served, packets, events, comments }: Framed): Case {
  const wanted = events.map(({ event, data }) => ({ event: event ?? null, data }));
  return {
    id,
    kind,
    api: 'sse',
    served,
    packets,
    async judge(player, way) {
      const seen = await eventsOf(player, served, way);
      const found: string[] = [];
      if (!isDeepStrictEqual(seen.events, wanted)) {
        found.push(`events are ${JSON.stringify(seen.events)}; expected ${JSON.stringify(wanted)}`);
      }
      if (typeof comments === 'number' && seen.comments !== comments) {
        found.push(`${seen.comments} comments; expected ${comments}`);
      }
      return found;
    },
  };
}

async function eventsOf(
  player: Player,
  served: Served,
  way: Way,
): Promise<{ events: readonly { event: string | null; data: string }[]; comments: number }> {
  const events: { event: string | null; data: string }[] = [];
  let comments = 0;
  const decoder = createSseDecoder({
    onEvent: ({ event, data }) => events.push({ event: event ?? null, data }),
    onComment: () => (comments += 1),
    onOverflow: () => undefined,
  });
  for (const chunk of await player.bytes(served, way)) decoder.push(chunk);
  decoder.end();
  return { events, comments };
}
