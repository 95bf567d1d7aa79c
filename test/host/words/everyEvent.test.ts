/*
 * Every kind of event that the journal knows, with the reason that a person reads and the line of
 * the log. A kind that is added does not compile until it stands here; `undefined` is a decision:
 * what is no decision of its own, or is told by another event, has no reason.
 */
import assert from 'node:assert/strict';
import type { JournalEvent, JournalNote } from '../../../src/core/index.ts';
import { journalLine } from '../../../src/host/journalLine.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { reasonsOf } from '../../../src/host/words/reasons.ts';
import { a, b, context, names, record } from '../fakes.ts';

type Kind = JournalNote['type'];
/** The reason, and the line of the log. */
type Told = readonly [reason: string | undefined, line: string | undefined];
type NoteOf<K extends Kind> = Omit<Extract<JournalNote, { type: K }>, 'type'>;

const of = { requestId: 'r', turnId: 't' };
const at = { ...of, attemptId: 'r.1', target: a };
const error = record({ kind: 'overloaded' });

const NOTES: { readonly [K in Kind]: NoteOf<K> } = {
  'request-started': { ...of, conversationId: 'c', lane: 'chat', deadlineAtMs: 300_000 },
  'target-skipped': {
    ...of,
    target: a,
    reason: 'open',
    cause: { rule: 'in-a-row', failures: 5, limit: 5 },
  },
  'target-chosen': { ...of, target: b, origin: 'hedge', rule: 'hedge' },
  'attempt-started': { ...at, origin: 'failover' },
  'response-started': { ...at, status: 200, afterMs: 300 },
  'reasoning-left-out': at,
  'first-progress': { ...at, afterMs: 800, what: 'text' },
  'settings-left-out': { ...at, settings: ['topP'], isNew: true },
  'fault-planted': { ...at, what: 'outage' },
  'prompt-cut': { ...at, readTokens: 10, estimatedTokens: 90 },
  'attempt-ended': {
    ...at,
    outcome: 'failed',
    origin: 'first',
    durationMs: 1_200,
    textChars: 0,
    error,
  },
  'answer-doubted': { ...at, found: { is: 'loop', unitChars: 12, times: 8 } },
  'model-changed': { ...of, target: a, what: 'model', from: 'm-1', to: 'm-2' },
  'spend-reserved': { ...at, usdMicros: 900, by: 'store' },
  'spend-refused': { ...at, what: 'day', limitUsdMicros: 5_000_000, neededUsdMicros: 5_100_000 },
  'spend-settled': { ...at, usdMicros: 42, isEstimated: true, isUnknown: false },
  'repeat-refused': { ...of, target: a, rule: 'family', left: 0.5, needed: 1, max: 10 },
  'attempt-throttled': { ...at, chance: 0.4, asked: 10, accepted: 3 },
  'slot-queued': { ...at, lane: 'chat', inUse: 8, limit: 8, ahead: 2 },
  'slot-refused': {
    ...at,
    lane: 'external',
    because: 'late',
    waitedMs: 9_000,
    inUse: 8,
    limit: 8,
    queued: 4,
  },
  'slots-changed': { ...of, providerId: 'a', from: 8, to: 5, because: 'crowded' },
  'wait-started': { ...of, target: a, reason: 'server-delay', delayMs: 18_000, error },
  'wait-ended': { ...of, by: 'try-now' },
  switched: { ...of, from: a, to: b, error },
  'seam-started': { ...of, mode: 'continue', from: a, to: b, keptChars: 512, error },
  retracted: { ...of, target: a },
  warmed: { ...of, target: b },
  degraded: { ...of, target: b, rung: 'reduced', dropped: [{ what: 'images', count: 2 }] },
  'stored-answer': { ...of, target: a, ageMs: 7_200_000 },
  'past-answers': { ...of, count: 3 },
  'breaker-changed': {
    ...{ scope: { target: a }, from: 'closed', to: 'open', untilMs: 30_000 },
    ...{ cause: { rule: 'in-a-row', failures: 5, limit: 5 }, why: '5 failures in a row' },
  },
  'probe-started': { target: a, what: 'recovery', nth: 3, by: 'lease' },
  'probe-ended': { target: a, what: 'recovery', outcome: 'failed', durationMs: 9, error },
  'offline-changed': { isOffline: true, families: 2, checks: 0 },
  'canary-changed': { target: a, isRight: false },
  'lock-changed': { scope: { providerId: 'a' }, locked: true, why: 'auth', untilMs: 9 },
  'pause-changed': { scope: { providerId: 'a' }, untilMs: 9, why: 'it asked for 18 s' },
  'request-ended': {
    ...of,
    outcome: 'failed',
    durationMs: 2_000,
    shownChars: 0,
    error: record({ kind: 'exhausted' }),
  },
};

const TOLD: { readonly [K in Kind]: Told } = {
  'request-started': [undefined, undefined],
  'target-skipped': [
    'A was left alone: 5 failures in a row, the limit is 5.',
    'r skips a/m (open)',
  ],
  'target-chosen': [
    'B was asked as well: the first was taking unusually long.',
    'r chooses b/m (hedge)',
  ],
  'attempt-started': ['A was next.', 'r.1 → a/m (failover)'],
  'response-started': [undefined, undefined],
  'reasoning-left-out': [
    'A did not get what another model had thought before: that is sealed for it alone.',
    'r.1 without the reasoning that another model had sealed',
  ],
  'first-progress': [undefined, undefined],
  'settings-left-out': [
    'A refused a setting and was asked without it: top-p.',
    'r.1 without topP, which a/m has refused',
  ],
  'fault-planted': ['A fault was planted at A, for a drill.', 'r.1 a drill plants outage at a/m'],
  'prompt-cut': [
    'A read only 10 of ~90 tokens: the beginning did not fit into its context.',
    'r.1 read 10 of ~90 tokens (window unknown)',
  ],
  'attempt-ended': ['A is overloaded right now.', 'r.1 overloaded: it happened after 1200 ms'],
  'answer-doubted': [
    'A was stopped: it had said the same 12 characters 8 times in a row.',
    'r.1 doubted: {"is":"loop","unitChars":12,"times":8}',
  ],
  'model-changed': [
    'A answers as “m-2” now; before, it was “m-1”.',
    'a/m changed its model: m-1 → m-2',
  ],
  'spend-reserved': [undefined, 'r.1 puts 900 µ$ aside (store)'],
  'spend-refused': [
    "Today's limit of $5.00 is reached.",
    'r.1 not asked: day (5100000 of 5000000 µ$)',
  ],
  'spend-settled': [undefined, 'r.1 cost ~42 µ$'],
  'repeat-refused': [
    'A was not asked again: of 10 repeats 0.5 are left just now, and this one takes 1.',
    'r does not repeat at a/m (family: 0.5 of 10 left, 1 needed)',
  ],
  'attempt-throttled': [
    'A took only 3 of the last 10 questions: this one, which can wait, stood back.',
    'r.1 stands back from a/m (3.0 of 10.0 accepted, chance 0.40)',
  ],
  'slot-queued': [
    'A is asked 8 questions at a time: this one waited, 2 before it.',
    'r.1 waits for a place at a (chat: 8 of 8 taken, 2 ahead)',
  ],
  'slot-refused': [
    'A was left out: no turn came within 9 s.',
    'r.1 had no place at a (late after 9000 ms: 8 of 8 taken, 4 waiting)',
  ],
  'slots-changed': [
    'A had too many questions at once: 5 at a time from now on, before it was 8.',
    'r places at a: 8 → 5 (crowded)',
  ],
  'wait-started': [
    'Nobody else was free: waited for A, 18 s at most.',
    'r waits 18000 ms for a/m (server-delay)',
  ],
  'wait-ended': ['You did not want to wait.', 'r waits no longer (try-now)'],
  switched: [undefined, 'r a/m → b/m (overloaded)'],
  'seam-started': ['What A had said was kept.', 'r continue: kept 512 characters of a/m, next b/m'],
  retracted: ['The thoughts of A were taken back.', 'r takes back the reasoning of a/m'],
  warmed: ['B was made ready, without your question.', 'r makes b/m ready'],
  degraded: ['B was asked with less: without 2 images.', 'r reduced at b/m (images)'],
  'stored-answer': [
    'Nobody could answer: you were given what A had said to the same question, 2 h ago.',
    'r stored answer of a/m, 7200000 ms old',
  ],
  'past-answers': ['Earlier answers of yours that may help: 3.', 'r 3 earlier answers'],
  'breaker-changed': [
    undefined,
    'breaker of {"target":{"providerId":"a","modelId":"m"}}: closed → open (5 failures in a row)',
  ],
  'probe-started': [undefined, 'probe of a/m (recovery, 3 today, by lease)'],
  'probe-ended': [undefined, 'probe of a/m (recovery): failed, overloaded: it happened'],
  'offline-changed': [undefined, 'offline: 2 families of providers could not be reached'],
  'canary-changed': [undefined, 'a/m calculates wrong'],
  'lock-changed': [undefined, 'lock {"providerId":"a"} (auth)'],
  'pause-changed': [undefined, 'pause of {"providerId":"a"} (it asked for 18 s)'],
  'request-ended': ['Nobody was left to ask.', 'r failed after 2000 ms'],
};

describe('every event of the journal', () => {
  for (const [type, note] of Object.entries(NOTES) as [Kind, object][])
    it(`${type}: reason and line`, () => {
      const stamp = { v: 1, seq: 1, windowId: 'w', monoMs: 1, wallMs: context.wallMs } as const;
      const event = { ...stamp, type, ...note } as JournalEvent;
      const reason = reasonsOf([event], plainEnglish, names)[0]?.line;
      assert.deepEqual([reason, journalLine(event)], TOLD[type]);
    });
});
