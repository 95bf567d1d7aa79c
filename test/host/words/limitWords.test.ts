import assert from 'node:assert/strict';
import type { TimeLimit } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { limitSentence } from '../../../src/host/words/limitWords.ts';

const told = (limit: TimeLimit): string => limitSentence(limit, plainEnglish);

describe('limit words', () => {
  it('tell where a learned limit came from', () => {
    const learned = { ms: 14_000, by: 'learned', samples: 120, p99Ms: 7_000 } as const;
    assert.deepEqual(
      (['headers', 'first-token', 'stall'] as const).map((what) => told({ what, ...learned })),
      [
        'The limit was 14 s: nearly all its responses begin within 7 s (120 known).',
        'The limit was 14 s: nearly all its answers begin within 7 s (120 known).',
        'The limit was 14 s: nearly all pauses in its answers are over in 7 s (120 known).',
      ],
    );
  });

  it('tell a belief, a setting and a person’s own word apart', () => {
    const at = (by: TimeLimit['by']): string => told({ what: 'stall', ms: 30_000, by });
    assert.equal(
      at('prior'),
      'The limit was 30 s: too few of its answers are known for one of its own.',
    );
    assert.equal(at('fixed'), 'The limit was 30 s, as it stands in the settings.');
    assert.equal(at('person'), 'The limit was 30 s, as you set it.');
  });

  it('tell how slow a drip was', () => {
    const drip = { what: 'slow-drip', ms: 20_000, charsPerMinute: 180 } as const;
    assert.equal(
      told({ ...drip, by: 'learned', samples: 40 }),
      'For 20 s fewer than 180 characters a minute came: a tenth of its slowest answers (40 known).',
    );
    assert.equal(
      told({ ...drip, by: 'prior' }),
      'For 20 s fewer than 180 characters a minute came.',
    );
  });

  it('hold a limit for the whole against three times what is usual', () => {
    const total = { what: 'total', ms: 30_000, by: 'person' } as const;
    assert.equal(told(total), 'Your limit for a whole answer is 30 s.');
    assert.equal(
      told({ ...total, usualMs: 20_000, samples: 9 }),
      'Your limit for a whole answer is 30 s; answers to such questions usually take 20 s, and three times that is 60 s.',
    );
  });
});
