/*
 * Every fault that a stand-in server can have, by name, as the steps of one answer. They stand at
 * the provider's edge, where bytes have become events: what a broken byte does on its way there
 * (a split character, a second BOM) is for the tests of the wires.
 * A fault is drawn with chance of its own, so that no two answers break at the same word.
 */
import { ChatError } from '../../core/index.ts';
import type { ChatErrorFields, ErrorKind } from '../../core/index.ts';
import type { SeededRandom } from '../seededRandom.ts';
import type { Script, ScriptStep } from '../scriptedProvider.ts';

/** A whole answer as it would have been: what a fault spoils. */
export type Answer = {
  readonly headersMs: number;
  readonly firstMs: number;
  readonly wordMs: number;
  readonly words: readonly string[];
};

type Spoil = (answer: Answer, random: SeededRandom) => Script;

export function whole({ headersMs, firstMs, wordMs, words }: Answer): Script {
  return [
    { afterMs: headersMs, event: { type: 'response-start', status: 200 } },
    ...words.map((text, index): ScriptStep => ({
      afterMs: index === 0 ? firstMs : wordMs,
      event: { type: 'text-delta', text },
    })),
    { event: { type: 'usage', usage: { inputTokens: 100, outputTokens: words.length } } },
    { event: { type: 'finish', reason: 'stop' } },
  ];
}

const refused =
  (kind: ErrorKind, fields: Partial<ChatErrorFields> = {}, afterMs?: number): Spoil =>
  ({ headersMs }) => {
    const error = new ChatError({ kind, message: `simulated ${kind}.`, ...fields });
    return [{ afterMs: afterMs ?? headersMs, error }];
  };

/** The server names a delay between `from` and `to`. */
const delayed =
  (kind: ErrorKind, status: number, from: number, to: number): Spoil =>
  ({ headersMs }, random) => {
    const retryAfterMs = from + random.below(Math.max(1, to - from));
    const error = new ChatError({ kind, status, retryAfterMs, message: `simulated ${kind}.` });
    return [{ afterMs: headersMs, error }];
  };

/** Some words, then something else. */
const after =
  (then: (random: SeededRandom) => Script): Spoil =>
  (answer, random) => {
    const count = 1 + random.below(Math.max(1, answer.words.length - 1));
    return [...whole(answer).slice(0, 1 + count), ...then(random)];
  };

const alive = (count: number, afterMs: number): Script =>
  Array.from({ length: count }, () => ({ afterMs, event: { type: 'alive' } }));
const HANG: ScriptStep = { hang: true };
const broken = (kind: ErrorKind, fields: Partial<ChatErrorFields> = {}): ScriptStep => ({
  error: new ChatError({ kind, message: `simulated ${kind}.`, ...fields }),
});
const headers = ({ headersMs }: Answer): Script => whole(EMPTY(headersMs)).slice(0, 1);
const EMPTY = (headersMs: number): Answer => ({ headersMs, firstMs: 0, wordMs: 0, words: [] });

const HOUR_MS = 3_600_000;

export const FAULTS = {
  // The network.
  dns: refused('connect', { net: 'dns' }, 5),
  unreachable: refused('connect', { net: 'unreachable' }, 2),
  'connect-timeout': refused('connect', { net: 'connect-timeout' }, 10_000),
  refused: refused('connect', { net: 'refused' }, 1),
  reset: refused('connect', { net: 'reset' }),
  'black-hole': () => [HANG],
  tls: refused('tls', {}, 40),
  'proxy-407': refused('proxy', { status: 407 }, 10),
  portal: refused('protocol', { status: 200 }),

  // HTTP.
  'server-500': refused('server', { status: 500 }),
  'overloaded-529': refused('overloaded', { status: 529 }),
  'unavailable-503': delayed('overloaded', 503, 1_000, 60_000),
  'limit-429': delayed('rate-limit', 429, 1_000, 120_000),
  'limit-429-silent': refused('rate-limit', { status: 429 }),
  'limit-429-past': delayed('rate-limit', 429, 0, 1),
  'limit-429-absurd': delayed('rate-limit', 429, 12 * HOUR_MS, 4_000 * HOUR_MS),
  'timeout-408': refused('request-timeout', { status: 408 }),
  'conflict-409': refused('conflict', { status: 409 }),
  'quota-402': refused('quota', { status: 402 }),
  'key-401': refused('auth', { status: 401 }),
  'region-403': refused('region', { status: 403 }),
  'permission-403': refused('permission', { status: 403 }),
  'gone-404': refused('model-gone', { status: 404 }),
  'invalid-400': refused('invalid', { status: 400 }),
  'too-large-413': refused('too-large', { status: 413 }),
  'context-length': refused('context-length', { status: 400 }),
  'large-per-minute': refused('too-large-per-minute', { status: 413 }),
  unsupported: refused('unsupported', { status: 400 }),
  'upstream-424': refused('upstream', { status: 424 }),
  'filtered-400': refused('content-filter', { status: 400 }),
  'loading-503': delayed('loading', 503, 500, 20_000),
  'no-memory': refused('no-memory', { status: 500 }),
  'tool-use-failed': refused('tool-use-failed', { status: 400 }),

  // The stream.
  'late-headers': (answer, random) =>
    whole({ ...answer, headersMs: answer.headersMs + 5_000 + random.below(60_000) }),
  'slow-first': (answer, random) =>
    whole({ ...answer, firstMs: answer.firstMs * 4 + random.below(30_000) }),
  silent: (answer) => [...headers(answer), HANG],
  'alive-only': (answer) => [...headers(answer), ...alive(200, 14_000), HANG],
  stall: after(() => [HANG]),
  'stall-alive': after(() => [...alive(40, 5_000), HANG]),
  drip: (answer) => whole({ ...answer, wordMs: answer.wordMs * 60 + 14_000 }),
  cut: after(() => [broken('cut')]),
  'cut-soon': (answer) => [...headers(answer), broken('cut')],
  truncated: after(() => [{ end: true }]),
  empty: (answer) => [...headers(answer), { event: { type: 'finish', reason: 'stop' } }],
  'error-event': after(() => [broken('overloaded', { status: 529 })]),
  'two-ends': (answer) => [...whole(answer), { event: { type: 'finish', reason: 'stop' } }],
  'text-after-end': (answer) => [
    ...whole(answer),
    { event: { type: 'text-delta', text: 'after the end' } },
  ],
  'usage-nan': (answer) => [
    ...headers(answer),
    { event: { type: 'usage', usage: { inputTokens: Number.NaN, outputTokens: -5 } } },
    ...whole(answer).slice(1),
  ],
  loop: (answer) => [
    ...headers(answer),
    ...Array.from({ length: 600 }, (): ScriptStep => ({
      afterMs: answer.wordMs,
      event: { type: 'text-delta', text: 'again and ' },
    })),
    HANG,
  ],
  'reasoning-cut': (answer) => [
    ...headers(answer),
    { afterMs: answer.firstMs, event: { type: 'reasoning-delta', text: 'hm' } },
    broken('cut'),
  ],
  'tool-cut': (answer) => [
    ...headers(answer),
    {
      afterMs: answer.firstMs,
      event: { type: 'tool-call-delta', id: 't', name: 'read', argumentsText: '{"path":"' },
    },
    broken('cut'),
  ],
  'length-end': (answer) => [
    ...whole(answer).slice(0, -1),
    { event: { type: 'finish', reason: 'length' } },
  ],
  'filtered-end': (answer) => [
    ...whole(answer).slice(0, 3),
    { event: { type: 'finish', reason: 'filtered' } },
  ],
  'adapter-bug': () => [{ error: new TypeError('simulated bug of an adapter') }],
} as const satisfies Readonly<Record<string, Spoil>>;

export type FaultName = keyof typeof FAULTS;
export const FAULT_NAMES = Object.keys(FAULTS) as readonly FaultName[];

/** Faults of which no waiting heals anything, or which are over only in days. */
export const LASTING: readonly FaultName[] = ['limit-429-absurd'];
/** Not a failure for whoever asks: an answer is given all the same. */
export const HARMLESS: readonly FaultName[] = [
  'late-headers',
  'slow-first',
  'two-ends',
  'text-after-end',
  'usage-nan',
  'length-end',
  'filtered-end',
];

export function spoil(name: FaultName, answer: Answer, random: SeededRandom): Script {
  const fault: Spoil = FAULTS[name];
  return fault(answer, random);
}
