import assert from 'node:assert/strict';
import { journalLine } from '../../src/host/journalLine.ts';
import { a, record } from './fakes.ts';

const stamp = { v: 1, seq: 1, windowId: 'w', monoMs: 1, wallMs: 1 } as const;

describe('lines of the journal', () => {
  it('writes how much of a prompt was read', () => {
    const of = { requestId: 'r', turnId: 't', attemptId: 'r.1', target: a };
    const cut = {
      ...stamp,
      type: 'prompt-cut',
      ...of,
      readTokens: 10,
      estimatedTokens: 90,
    } as const;
    const settings = { settings: ['topP', 'stop'], isNew: true } as const;
    const left = { ...stamp, ...of, type: 'settings-left-out', ...settings } as const;
    assert.equal(journalLine(left), 'r.1 without topP, stop, which a/m has refused');
    assert.equal(journalLine(cut), 'r.1 read 10 of ~90 tokens (window unknown)');
    assert.match(journalLine({ ...cut, windowTokens: 16 }) ?? '', /\(window 16\)$/);
  });

  it('writes what was done, with kind and figure', () => {
    const line = journalLine({
      ...stamp,
      type: 'attempt-ended',
      requestId: 'r',
      turnId: 't',
      attemptId: 'r.1',
      target: a,
      outcome: 'failed',
      origin: 'first',
      durationMs: 12.4,
      textChars: 0,
      error: record({ kind: 'overloaded' }),
    });
    assert.equal(line, 'r.1 overloaded: it happened after 12 ms');
  });

  it('writes the vendor’s code and request id, and not its own sentence', () => {
    const of = { requestId: 'r', turnId: 't', attemptId: 'r.1', target: a };
    const said = { vendorCode: 'no_quota', vendorRequestId: 'req_1', vendorMessage: 'You asked …' };
    const line = journalLine({
      ...{ ...stamp, ...of, type: 'attempt-ended', outcome: 'failed', origin: 'first' },
      ...{ durationMs: 1, textChars: 0, error: record({ kind: 'quota', ...said }) },
    });
    assert.equal(line, 'r.1 quota: it happened (no_quota), request req_1 after 1 ms');
  });

  it('writes what was put aside, refused and booked', () => {
    const of = { ...stamp, requestId: 'r', turnId: 't', attemptId: 'r.1', target: a };
    const bill = { usdMicros: 42, isEstimated: true, isUnknown: false };
    assert.deepEqual(
      [
        journalLine({ ...of, type: 'spend-reserved', usdMicros: 90, by: 'memory' }),
        journalLine({ ...of, type: 'spend-refused', what: 'day', limitUsdMicros: 5 }),
        journalLine({ ...of, type: 'spend-settled', ...bill }),
        journalLine({ ...of, type: 'spend-settled', ...bill, isUnknown: true }),
      ],
      [
        'r.1 puts 90 µ$ aside (memory)',
        'r.1 not asked: day (? of 5 µ$)',
        'r.1 cost ~42 µ$',
        'r.1 cost unknown',
      ],
    );
  });

  it('says when sealed reasoning stayed behind', () => {
    const of = { requestId: 'r', turnId: 't', attemptId: 'r.1', target: a };
    const line = journalLine({ ...stamp, type: 'reasoning-left-out', ...of });
    assert.equal(line, 'r.1 without the reasoning that another model had sealed');
  });

  it('writes what was held back, with its figures', () => {
    const of = { requestId: 'r', turnId: 't', attemptId: 'r.1', target: a } as const;
    const slots = { lane: 'chat', inUse: 8, limit: 8 } as const;
    const counts = { chance: 0.5, asked: 19, accepted: 2 };
    const budget = { rule: 'family', left: 0.4, needed: 1, max: 10 } as const;
    assert.deepEqual(
      [
        journalLine({ ...stamp, type: 'slot-queued', ...of, ...slots, ahead: 2 }),
        journalLine({ ...stamp, type: 'attempt-throttled', ...of, ...counts }),
        journalLine({ ...stamp, type: 'repeat-refused', ...of, ...budget }),
      ],
      [
        'r.1 waits for a place at a (chat: 8 of 8 taken, 2 ahead)',
        'r.1 stands back from a/m (2.0 of 19.0 accepted, chance 0.50)',
        'r does not repeat at a/m (family: 0.4 of 10 left, 1 needed)',
      ],
    );
  });
});
