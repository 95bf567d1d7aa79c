import assert from 'node:assert/strict';
import type { JournalEvent, JournalNote } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { createReasons } from '../../../src/host/words/reasons.ts';
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

describe('reasons', () => {
  it('tells the decisions of a turn in order, in plain words', () => {
    const reasons = createReasons(plainEnglish, names);
    const note = (body: JournalNote): void => reasons.note(event(body));
    note({ type: 'attempt-started', ...of, attemptId: '1', target: a, origin: 'first' });
    note({
      type: 'attempt-ended',
      ...of,
      attemptId: '1',
      target: a,
      outcome: 'failed',
      origin: 'first',
      durationMs: 5,
      textChars: 0,
      error: record({ kind: 'overloaded' }),
    });
    note({ type: 'target-skipped', ...of, target: b, reason: 'not-armed' });
    assert.deepEqual(reasons.of('t'), [
      '14:05:00 A was asked.',
      '14:05:00 A is overloaded right now.',
      '14:05:00 B was not asked: you use it only when you choose it.',
    ]);
    assert.deepEqual(reasons.of('other'), []);
  });

  it('stays bounded in turns and lines', () => {
    const reasons = createReasons(plainEnglish, names);
    const ask = (turnId: string): void =>
      reasons.note(
        event({
          type: 'attempt-started',
          requestId: 'r',
          turnId,
          attemptId: '1',
          target: a,
          origin: 'retry',
        }),
      );
    for (let n = 0; n < 100; n += 1) ask('long');
    assert.equal(reasons.of('long').length, 60);
    for (let n = 0; n < 200; n += 1) ask(`t${n}`);
    assert.deepEqual(reasons.of('long'), []);
  });
});
