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
  it('tells the decisions of a turn in order, in plain words, each skip once', () => {
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
    note({ type: 'target-skipped', ...of, target: b, reason: 'not-armed' });
    assert.deepEqual(reasons.of('t'), [
      'A was asked first.',
      'A is overloaded right now.',
      'B was left out: you use it only when you choose it.',
    ]);
    assert.deepEqual(reasons.of('other'), []);
  });

  it('tells what was kept from whoever cannot open it', () => {
    const reasons = createReasons(plainEnglish, names);
    reasons.note(event({ type: 'reasoning-left-out', ...of, attemptId: '1', target: b }));
    assert.deepEqual(reasons.of('t'), [
      'B did not get what another model had thought before: that is sealed for it alone.',
    ]);
  });

  it('tells that a prompt was not read whole', () => {
    const reasons = createReasons(plainEnglish, names);
    const cut = { attemptId: '1', target: a, readTokens: 4_000, estimatedTokens: 9_000 };
    reasons.note(event({ type: 'prompt-cut', ...of, ...cut }));
    assert.match(reasons.of('t')[0] ?? '', /^A read only 4k of ~9k tokens/);
  });

  it('tells whose limit of money was in the way', () => {
    const reasons = createReasons(plainEnglish, names);
    const facts = { what: 'target', limitUsdMicros: 1_000_000 } as const;
    const at = { attemptId: '1', target: a };
    reasons.note(event({ type: 'spend-refused', ...of, ...at, ...facts }));
    assert.deepEqual(reasons.of('t'), ["Today's limit of $1.00 for A is reached."]);
  });

  it('tells waits that were felt, and no others', () => {
    const reasons = createReasons(plainEnglish, names);
    for (const delayMs of [400, 7_960]) {
      reasons.note(event({ type: 'wait-started', ...of, target: a, reason: 'backoff', delayMs }));
    }
    assert.deepEqual(reasons.of('t'), ['Nobody else was free: waited for A, 8 s at most.']);
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
