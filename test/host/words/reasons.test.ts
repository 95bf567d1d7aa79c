import assert from 'node:assert/strict';
import type { JournalEvent, JournalNote } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { reasonsOf } from '../../../src/host/words/reasons.ts';
import { a, b, context, names, record } from '../fakes.ts';

let seq = 0;
const event = (note: JournalNote): JournalEvent => ({
  v: 1,
  seq: (seq += 1),
  windowId: 'w',
  monoMs: seq,
  wallMs: context.wallMs,
  ...note,
});
const of = { requestId: 'r', turnId: 't' };

const told = (...notes: readonly JournalNote[]): readonly string[] =>
  reasonsOf(notes.map(event), plainEnglish, names).map(({ line }) => line);

describe('reasons', () => {
  it('tells the decisions of a turn in order, in plain words, each skip once', () => {
    const lines = told(
      { type: 'attempt-started', ...of, attemptId: '1', target: a, origin: 'first' },
      {
        type: 'attempt-ended',
        ...of,
        attemptId: '1',
        target: a,
        outcome: 'failed',
        origin: 'first',
        durationMs: 5,
        textChars: 0,
        error: record({ kind: 'overloaded' }),
      },
      { type: 'target-skipped', ...of, target: b, reason: 'not-armed' },
      { type: 'target-skipped', ...of, target: b, reason: 'not-armed' },
    );
    assert.deepEqual(lines, [
      'A was asked first.',
      'A is overloaded right now.',
      'B was left out: you use it only when you choose it.',
    ]);
    assert.deepEqual(told(), []);
  });

  it('tells what the person decided about an answer that broke, and who went on', () => {
    const waited = { ...of, target: a, reason: 'mid-stream', delayMs: 300_000 } as const;
    assert.deepEqual(
      told(
        { type: 'wait-started', ...waited },
        { type: 'wait-ended', ...of, by: 'continue' },
        { type: 'wait-ended', ...of, by: 'restart' },
        { type: 'attempt-started', ...of, attemptId: '2', target: b, origin: 'continuation' },
      ),
      [
        'You were asked what should follow.',
        'You wanted it to go on.',
        'You wanted a whole answer.',
        'B was asked to go on.',
      ],
    );
  });

  it('tells what stood in when nobody could answer', () => {
    assert.deepEqual(
      told(
        { type: 'stored-answer', ...of, target: a, ageMs: 3 * 3_600_000 },
        { type: 'past-answers', ...of, count: 2 },
      ),
      [
        'Nobody could answer: you were given what A had said to the same question, 3 h ago.',
        'Earlier answers of yours that may help: 2.',
      ],
    );
  });

  it('tells who could not take the question, and who was asked with less', () => {
    const skip = { type: 'target-skipped', ...of } as const;
    const less = { type: 'degraded', ...of, target: b } as const;
    const C = { providerId: 'c', modelId: 'm' };
    const D = { providerId: 'd', modelId: 'm' };
    assert.deepEqual(
      told(
        { ...skip, target: a, reason: 'vision' },
        { ...skip, target: b, reason: 'context' },
        { ...skip, target: C, reason: 'tools' },
        { ...skip, target: D, reason: 'class' },
        { ...less, rung: 'fallback', dropped: [] },
        { ...less, rung: 'reduced', dropped: [{ what: 'tools', count: 1 }] },
      ),
      [
        'A was left out: it sees no images.',
        'B was left out: this question is too long for it.',
        'C was left out: it uses no tools.',
        'D was left out: it is too simple a model for this.',
        'B was asked with less: without tools.',
      ],
    );
  });

  it('tells why somebody was chosen, where it was not the order', () => {
    const by = (rule: 'hedge' | 'race' | 'balanced' | 'sticky' | 'picked' | 'order') =>
      ({ type: 'target-chosen', ...of, target: a, origin: 'first', rule }) as const;
    const lost = {
      ...of,
      attemptId: '1',
      target: a,
      origin: 'first',
      durationMs: 5,
      textChars: 0,
    } as const;
    assert.deepEqual(
      told(
        ...[by('hedge'), by('race'), by('balanced'), by('sticky'), by('picked'), by('order')],
        { type: 'attempt-started', ...of, attemptId: '2', target: b, origin: 'hedge' },
        { type: 'attempt-ended', ...lost, outcome: 'aborted', error: record({ kind: 'silent' }) },
        { type: 'warmed', ...of, target: b },
      ),
      [
        'A was asked as well: the first was taking unusually long.',
        'A was asked at the same time.',
        'A begins this chat: the better of two by time and price.',
        'A was to answer: this chat began with it.',
        'You had chosen A.',
        'A was stopped: another had begun.',
        'B was made ready, without your question.',
      ],
    );
  });

  it('tells that a fault was planted', () => {
    assert.deepEqual(
      told({ type: 'fault-planted', ...of, attemptId: '1', target: a, what: 'cut' }),
      ['A fault was planted at A, for a drill.'],
    );
  });

  it('tells which limit was passed and where it came from', () => {
    const limit = { what: 'stall', ms: 30_000, by: 'person' } as const;
    const error = record({ kind: 'stall', waitedMs: 30_000, limit });
    const attempt = { attemptId: '1', target: a, outcome: 'failed', origin: 'first' } as const;
    const [line] = told({
      ...{ type: 'attempt-ended', ...of, ...attempt, durationMs: 5, textChars: 0, error },
    });
    assert.equal(line, 'A went silent for 30 s. The limit was 30 s, as you set it.');
  });

  it('tells what was kept from whoever cannot open it', () => {
    assert.deepEqual(told({ type: 'reasoning-left-out', ...of, attemptId: '1', target: b }), [
      'B did not get what another model had thought before: that is sealed for it alone.',
    ]);
  });

  it('tells what a model refuses and was asked without', () => {
    const left = { settings: ['temperature'], isNew: true } as const;
    const note = { type: 'settings-left-out', ...of, attemptId: '1', target: a, ...left } as const;
    assert.deepEqual(told(note), ['A refused a setting and was asked without it: temperature.']);
  });

  it('tells that a prompt was not read whole', () => {
    const cut = { attemptId: '1', target: a, readTokens: 4_000, estimatedTokens: 9_000 };
    const [line] = told({ type: 'prompt-cut', ...of, ...cut });
    assert.match(line ?? '', /^A read only 4k of ~9k tokens/);
  });

  it('tells whose limit of money was in the way', () => {
    const facts = { what: 'target', limitUsdMicros: 1_000_000 } as const;
    assert.deepEqual(told({ type: 'spend-refused', ...of, attemptId: '1', target: a, ...facts }), [
      "Today's limit of $1.00 for A is reached.",
    ]);
  });

  it('tells waits that were felt, and no others', () => {
    const waits = [400, 7_960].map((delayMs): JournalNote => ({
      ...{ type: 'wait-started', ...of, target: a },
      ...{ reason: 'backoff', delayMs },
    }));
    assert.deepEqual(told(...waits), ['Nobody else was free: waited for A, 8 s at most.']);
  });

  it('stays bounded in lines, and says when', () => {
    const asked: JournalNote = {
      ...{ type: 'attempt-started', ...of, attemptId: '1' },
      ...{ target: a, origin: 'retry' },
    };
    const many = Array.from({ length: 100 }, () => event(asked));
    const lines = reasonsOf(many, plainEnglish, names);
    assert.equal(lines.length, 60);
    assert.equal(lines[0]?.event, many[0]);
  });
});
