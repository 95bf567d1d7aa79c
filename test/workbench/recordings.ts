/*
 * Recorded streams of the corpus as answers for loopback providers, with the text that a reader must
 * see in the end. Text is compared without white space and Markdown marks: the panel renders them.
 */
import { readdirSync, readFileSync } from 'node:fs';
import type { Recording } from '../harness/recording.ts';

export interface Recorded {
  readonly recording: Recording;
  /** The visible text, squeezed. */
  readonly text: string;
  /** Bytes of the body after which about half of the text has been said. */
  readonly bytesForHalf: number;
}

const corpus = new URL('../fixtures/corpus/', import.meta.url);

/** The first recording of `provider` whose name begins with `name`, paced like a quick model. */
export function recorded(provider: string, name: string): Recorded {
  const folder = new URL(`${provider}/`, corpus);
  const ending = /\.(?:sse|ndjson)$/;
  const file = readdirSync(folder).find((one) => one.startsWith(name) && ending.test(one));
  if (file === undefined) throw new Error(`No recording ${provider}/${name}* in the corpus.`);
  const body = readFileSync(new URL(file, folder));
  const sidecar = JSON.parse(
    readFileSync(new URL(file.replace(ending, '.meta.json'), folder), 'utf8'),
  ) as { expected: { text: string } };
  const contentType = file.endsWith('.sse') ? 'text/event-stream' : 'application/x-ndjson';
  return {
    recording: { body, contentType, pauseMs: 2 },
    text: squeezed(sidecar.expected.text),
    bytesForHalf: Math.floor(body.length / 2),
  };
}

/** Letters only: what rendering keeps (list numbers are drawn, addresses of links hidden). */
export function squeezed(text: string): string {
  return text.replace(/\]\([^)]*\)/g, ']').replace(/[^\p{L}]/gu, '');
}
