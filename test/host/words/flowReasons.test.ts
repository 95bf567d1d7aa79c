import assert from 'node:assert/strict';
import type { JournalNote, RateFacts } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { flowReason, rateReason } from '../../../src/host/words/flowReasons.ts';
import { a, context, names } from '../fakes.ts';

const of = { requestId: 'r', turnId: 't', target: a };
const told = (note: JournalNote): string | undefined =>
  flowReason(
    { v: 1, seq: 1, windowId: 'w', monoMs: 0, wallMs: context.wallMs, ...note },
    plainEnglish,
    names,
  );

describe('flow reasons', () => {
  it('tells which bound of repeats is reached, with its figure', () => {
    const refused = { type: 'repeat-refused', ...of } as const;
    assert.equal(
      told({ ...refused, rule: 'request', left: 0, needed: 1, max: 4 }),
      'A was not asked again: 4 repeats are the most for one question.',
    );
    assert.equal(
      told({ ...refused, rule: 'family', left: 0.6, needed: 1, max: 10 }),
      'A was not asked again: of 10 repeats 0.6 are left just now, and this one takes 1.',
    );
  });

  it('tells why best effort stood back', () => {
    assert.equal(
      told({
        ...{ type: 'attempt-throttled', ...of, attemptId: 'r.1' },
        ...{ chance: 0.5, asked: 3.96, accepted: 0.52 },
      }),
      'A took only 0.5 of the last 4 questions: this one, which can wait, stood back.',
    );
  });

  it('tells of places that were taken, and of how many there are', () => {
    const at = { ...of, attemptId: 'r.1', lane: 'chat' } as const;
    const slots = { inUse: 1, limit: 1 };
    assert.deepEqual(
      [
        told({ type: 'slot-queued', ...at, ...slots, ahead: 0 }),
        told({ type: 'slot-queued', ...at, inUse: 8, limit: 8, ahead: 3 }),
        told({ type: 'slot-refused', ...at, ...slots, because: 'full', waitedMs: 0, queued: 32 }),
        told({ type: 'slot-refused', ...at, ...slots, because: 'late', waitedMs: 5e3, queued: 2 }),
      ],
      [
        'A is asked one question at a time: this one waited, 0 before it.',
        'A is asked 8 questions at a time: this one waited, 3 before it.',
        'A was left out: 32 questions were waiting for it already.',
        'A was left out: no turn came within 5 s.',
      ],
    );
  });

  it('tells when an account is asked more or less at a time', () => {
    const changed = {
      type: 'slots-changed',
      requestId: 'r',
      turnId: 't',
      providerId: 'a',
    } as const;
    assert.deepEqual(
      [
        told({ ...changed, from: 8, to: 5, because: 'crowded' }),
        told({ ...changed, from: 5, to: 6, because: 'clean' }),
      ],
      [
        'A had too many questions at once: 5 at a time from now on, before it was 8.',
        'A may be asked 6 questions at a time again, before it was 5: all went well.',
      ],
    );
  });

  it('tells whose limit of rate was in the way, and for how long', () => {
    const skipped = { type: 'target-skipped', ...of, reason: 'rate', untilMs: 12_000 } as const;
    const stamp = { v: 1, seq: 1, windowId: 'w', monoMs: 0, wallMs: context.wallMs } as const;
    const line = (rate?: RateFacts, more = {}): string =>
      rateReason(
        { ...stamp, ...skipped, ...more, ...(rate === undefined ? {} : { rate }) },
        plainEnglish,
        names,
      );
    assert.deepEqual(
      [
        line({ what: 'requests', by: 'own', limit: 3 }),
        line({ what: 'tokens', by: 'own', limit: 40_000 }),
        line({ what: 'requests', by: 'server', limit: 60 }),
        line({ what: 'inputTokens', by: 'server', limit: 90_000 }),
        line(),
        line(undefined, { reason: 'headroom', headroom: 0.128 }),
      ],
      [
        'A was left out: your limit of 3 requests a minute is used up for 12 s more.',
        'A was left out: your limit of 40k tokens a minute is used up for 12 s more.',
        'A was left out: its limit of 60 requests is used up for 12 s more.',
        'A was left out: its limit of 90k tokens is used up for 12 s more.',
        'A was left out: its limit is used up for 12 s more.',
        'A comes later: only 12 % of its limit is left.',
      ],
    );
  });

  it('leaves what is told elsewhere alone', () => {
    assert.equal(told({ type: 'target-skipped', ...of, reason: 'open' }), undefined);
  });
});
