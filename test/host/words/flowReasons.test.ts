import assert from 'node:assert/strict';
import type { JournalNote } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { flowReason } from '../../../src/host/words/flowReasons.ts';
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

  it('leaves what is told elsewhere alone', () => {
    assert.equal(told({ type: 'target-skipped', ...of, reason: 'open' }), undefined);
  });
});
