/*
 * The fault list (`provider-stream-faults.json`): bodies that are wrong in one way each, with what
 * must come of them. `X-or-Y` leaves the choice open; the laws of every answer hold for all.
 */
import { brokenLaws } from './compare.ts';
import type { Case } from './case.ts';
import { servedAs } from './served.ts';
import { speakerOf, WIRES } from './speaker.ts';
import type { Drive } from '../providers/bench.ts';
import { find } from '../providers/bench.ts';

export type Fault = {
  readonly id: string;
  /** As the wires are named, with hyphens: `openai-chat`. */
  readonly api: string;
  readonly http?: { readonly status?: number; readonly contentType?: string };
  readonly b64: string;
  readonly expect: string;
  readonly text?: string;
};

/** Which ends each word allows: finish reasons, and kinds of errors. */
const ENDS: { readonly [word: string]: (run: Drive) => boolean } = {
  complete: (run) => ['stop', 'tool-calls', 'length'].includes(reasonOf(run)),
  // Accepted, and said to be of unknown end.
  warn: (run) => reasonOf(run) === 'unknown',
  'complete-truncated-by-limit': (run) => reasonOf(run) === 'length',
  filtered: (run) => reasonOf(run) === 'filtered',
  refused: (run) => reasonOf(run) === 'filtered',
  truncated: (run) => run.error?.kind === 'truncated',
  error: (run) => run.error !== undefined,
};

/** A fault that nothing here can judge comes back as a reason. */
export function faultCase({ id, api, http, b64, expect, text }: Fault): Case | string {
  const wire = WIRES.find((one) => one.replaceAll('.', '-') === api.replaceAll('.', '-'));
  if (wire === undefined) return `nothing here speaks "${api}"`;
  const words = Object.hasOwn(ENDS, expect) ? [expect] : expect.split('-or-');
  if (!words.every((word) => Object.hasOwn(ENDS, word)))
    return `expect is "${expect}", which is no end`;
  const bytes = new Uint8Array(Buffer.from(b64, 'base64'));
  const headers = http?.contentType === undefined ? {} : { 'content-type': http.contentType };
  const served = servedAs({ status: http?.status ?? 200, headers }, bytes);
  return {
    id,
    kind: 'fault',
    api: wire,
    served,
    async judge(player, way) {
      const run = await player.play(served, speakerOf(wire), way);
      return faultProblems({ words, text }, run);
    },
  };
}

export function faultProblems(
  { words, text }: { readonly words: readonly string[]; readonly text: string | undefined },
  run: Drive,
): readonly string[] {
  const found = [...brokenLaws(run)];
  if (!words.some((word) => ENDS[word]?.(run) === true)) {
    found.push(`it ended in ${run.error?.kind ?? reasonOf(run)}; expected ${words.join(' or ')}`);
  }
  // A refusal is shown as text; the list keeps its words apart.
  const isRefused = words.includes('refused');
  const isSaid =
    text === undefined || run.text === text || (isRefused && run.text.startsWith(text));
  if (!isSaid) found.push(`text is ${JSON.stringify(run.text)}; expected ${JSON.stringify(text)}`);
  return found;
}

function reasonOf({ events }: Drive): string {
  return find(events, 'finish')[0]?.reason ?? 'nothing';
}
