// Each cause of a breaker as a person reads it in a receipt, with rule, figure and limit.

import assert from 'node:assert/strict';
import type { BreakerCause } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { leftAlone } from '../../../src/host/words/breakerWords.ts';

const SAID: readonly (readonly [BreakerCause | undefined, string])[] = [
  [{ rule: 'in-a-row', failures: 5, limit: 5 }, '5 failures in a row, the limit is 5.'],
  [
    { rule: 'evidence', score: 8.9, limit: 8.5 },
    'its failures of late weigh 8.9, the limit is 8.5.',
  ],
  [
    { rule: 'family', open: 2, of: 3 },
    '2 of 3 models that the same provider runs had just failed too often.',
  ],
  [{ rule: 'trial-failed', kind: 'server', inARow: 1 }, 'it had failed again when it was tried.'],
  [{ rule: 'due' }, 'it was just being tried.'],
  [{ rule: 'nobody-else' }, 'it was just being tried.'],
  [{ rule: 'trial-unproven' }, 'it had just failed too often.'],
  [undefined, 'it had just failed too often.'],
];

describe('words of the breaker', () => {
  for (const [cause, words] of SAID)
    it(`${cause?.rule ?? 'none'}: ${words}`, () =>
      assert.equal(leftAlone('Claude', cause, plainEnglish), `Claude was left alone: ${words}`));
});
