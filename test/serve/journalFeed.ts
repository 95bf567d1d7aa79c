/*
 * GET /events: the journal as NDJSON, one event a line, live until the caller hangs up.
 * `?since=SEQ` first gives what came after that number, as far as it is still kept; `?follow=0` ends
 * there instead of going live. What is no longer kept is named by one line `{"type":"gap", …}`.
 * A reader that does not keep up is cut off rather than fed from memory without end.
 */
import type { ServerResponse } from 'node:http';
import type { JournalEvent } from '../../src/core/index.ts';
import { BadRequest } from './refusal.ts';
import type { ServedEngine } from './servedEngine.ts';

const KEPT_MAX = 100_000;
const BEHIND_MAX_BYTES = 64 * 1024 * 1024;

export interface JournalFeed {
  serve(query: URLSearchParams, response: ServerResponse): void;
  dispose(): void;
}

export function createJournalFeed(engine: ServedEngine): JournalFeed {
  let kept: JournalEvent[] = [];
  const readers = new Set<ServerResponse>();
  const listening = engine.onJournal((event) => {
    kept.push(event);
    // Twice the bound and then half of it: dropping the oldest one by one would copy all each time.
    if (kept.length > 2 * KEPT_MAX) kept = kept.slice(-KEPT_MAX);
    for (const reader of readers) tell(reader, event);
  });

  const tell = (reader: ServerResponse, event: object): void => {
    if (reader.writableLength > BEHIND_MAX_BYTES) reader.destroy();
    else reader.write(`${JSON.stringify(event)}\n`);
  };

  return {
    serve(query, response) {
      const since = numberOf(query);
      response.writeHead(200, { 'content-type': 'application/x-ndjson' });
      response.flushHeaders();
      if (since !== undefined) {
        const [oldest] = kept;
        if (oldest !== undefined && oldest.seq > since + 1) {
          tell(response, { type: 'gap', from: since + 1, to: oldest.seq - 1 });
        }
        for (const event of kept) if (event.seq > since) tell(response, event);
      }
      if (query.get('follow') === '0') {
        response.end();
        return;
      }
      readers.add(response);
      response.on('close', () => readers.delete(response));
    },
    dispose() {
      listening.dispose();
      for (const reader of readers) reader.end();
    },
  };
}

function numberOf(query: URLSearchParams): number | undefined {
  const since = query.get('since');
  if (since === null) return undefined;
  if (/^\d{1,15}$/.test(since)) return Number(since);
  throw new BadRequest(`since is "${since}": give the seq of the last event you have.`, {
    param: 'since',
  });
}
