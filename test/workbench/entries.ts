/*
 * Entries of `steadfast.providers` for loopback servers, and the slow answer that leaves time to
 * press something in the middle of it.
 */
import type { LoopbackProvider } from '../harness/loopbackProvider.ts';
import { type Recording, streamOf } from '../harness/recording.ts';

/** `more` wins: `armed: false`, limits, a wrong value. */
export function entry(
  name: string,
  server: Pick<LoopbackProvider, 'baseUrl'>,
  more: Readonly<Record<string, unknown>> = {},
): Record<string, unknown> {
  return {
    id: name.toLowerCase(),
    name,
    kind: 'compatible',
    baseUrl: server.baseUrl,
    models: ['loopback-1'],
    armed: true,
    ...more,
  };
}

const sentences = Array.from({ length: 60 }, (_, n) => `Sentence ${n + 1} of a long answer. `);

/** About a minute long; the first words come at once. */
export const slowRecording: Recording = {
  body: streamOf(sentences.flatMap((sentence) => sentence.split(/(?<= )/))),
  pauseMs: 160,
};

export const slowText = sentences.join('').trim();
