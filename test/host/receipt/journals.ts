/*
 * A journal as the engine writes it, for the tests of receipts: the first model is overloaded, a
 * wait, the first model again goes silent in mid-answer, the second one answers whole.
 */
import type {
  JournalEvent,
  JournalNote,
  TurnJournal,
  TurnRecord,
} from '../../../src/core/index.ts';
import { a, b, context, record } from '../fakes.ts';

const of = { requestId: 'r', turnId: 't1' };

export function journalOf(
  notes: readonly (readonly [number, JournalNote])[],
  more: Partial<TurnJournal> = {},
): TurnJournal {
  const events = notes.map(([atMs, note], index): JournalEvent => ({
    ...{ v: 1, seq: index + 1, windowId: 'w', monoMs: 5_000 + atMs },
    ...{ wallMs: context.wallMs + atMs, ...note },
  }));
  return { events, leftOut: 0, costs: {}, ...more };
}

const usage = { inputTokens: 900, outputTokens: 100 };

export const storyNotes: readonly (readonly [number, JournalNote])[] = [
  [0, { type: 'request-started', ...of, conversationId: 'c1', lane: 'chat', deadlineAtMs: 9e9 }],
  [0, { type: 'attempt-started', ...of, attemptId: 'r.1', target: a, origin: 'first' }],
  [
    400,
    {
      ...{ type: 'attempt-ended', ...of, attemptId: 'r.1', target: a, origin: 'first' },
      ...{ outcome: 'failed', durationMs: 400, textChars: 0 },
      error: record({
        ...{ kind: 'overloaded', status: 529, vendorCode: 'overloaded_error' },
        ...{ vendorMessage: 'Overloaded [see](http://x)', vendorRequestId: 'req_1' },
      }),
    },
  ],
  [400, { type: 'wait-started', ...of, target: a, reason: 'backoff', delayMs: 3_600 }],
  [4_000, { type: 'wait-ended', ...of, by: 'time' }],
  [4_000, { type: 'attempt-started', ...of, attemptId: 'r.2', target: a, origin: 'retry' }],
  [
    4_100,
    {
      ...{ type: 'response-started', ...of, attemptId: 'r.2', target: a },
      ...{ status: 200, afterMs: 100, vendorRequestId: 'req_2' },
    },
  ],
  [
    5_200,
    {
      ...{ type: 'first-progress', ...of, attemptId: 'r.2', target: a },
      ...{ afterMs: 1_200, what: 'text' },
    },
  ],
  [
    18_800,
    {
      ...{ type: 'attempt-ended', ...of, attemptId: 'r.2', target: a, origin: 'retry' },
      ...{ outcome: 'failed', durationMs: 14_800, firstProgressMs: 1_200, textChars: 40 },
      error: record({ kind: 'stall', waitedMs: 12_000 }),
    },
  ],
  [
    18_800,
    {
      ...{ type: 'seam-started', ...of, mode: 'fold', from: a, to: b, keptChars: 40 },
      error: record({ kind: 'stall', waitedMs: 12_000 }),
    },
  ],
  [18_800, { type: 'attempt-started', ...of, attemptId: 'r.3', target: b, origin: 'failover' }],
  [
    22_400,
    {
      ...{ type: 'attempt-ended', ...of, attemptId: 'r.3', target: b, origin: 'failover' },
      ...{ outcome: 'finished', durationMs: 3_600, firstProgressMs: 800, textChars: 200 },
      ...{ finish: 'stop', usage },
    },
  ],
  [
    22_400,
    {
      ...{ type: 'request-ended', ...of, outcome: 'answered', durationMs: 22_400 },
      ...{ firstShownMs: 5_200, shownChars: 240, target: b, finish: 'stop' },
    },
  ],
];

export const story = (): TurnJournal =>
  journalOf(storyNotes, { costs: { 'r.3': { usdMicros: 14_000, isEstimated: false } } });

export const storyTurn: TurnRecord = {
  ...{ turnId: 't1', conversationId: 'c1', askedWallMs: context.wallMs },
  question: 'Why does\nthis test hang?',
  answers: [
    {
      ...{ answerId: 't1.1', target: a, attemptId: 'r.2', state: 'unfinished' },
      ...{ start: { how: 'first' }, blocks: [{ type: 'text', text: 'Because' }] },
      estimatedUsage: { inputTokens: 800, outputTokens: 20 },
      cost: { usdMicros: 9_000, isEstimated: true },
    },
    {
      ...{ answerId: 't1.2', target: b, attemptId: 'r.3', state: 'whole', usage },
      start: { how: 'folded', from: a, error: record({ kind: 'stall', waitedMs: 12_000 }) },
      blocks: [{ type: 'text', text: 'It hangs because' }],
    },
  ],
};
