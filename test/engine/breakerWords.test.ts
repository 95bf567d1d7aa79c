// Each reason of a breaker as a sentence with its figure.

import assert from 'node:assert/strict';
import type { BreakerCause } from '../../src/core/index.ts';
import { causeWords } from '../../src/engine/breakerWords.ts';

const SAID: readonly (readonly [BreakerCause, string])[] = [
  [{ rule: 'in-a-row', failures: 1, limit: 1 }, '1 failure'],
  [{ rule: 'in-a-row', failures: 5, limit: 5 }, '5 failures in a row'],
  [{ rule: 'evidence', score: 9, limit: 8.5 }, 'evidence of failures 9.0, opens at 8.5'],
  [{ rule: 'family', open: 2, of: 3 }, '2 of its 3 models are open'],
  [{ rule: 'due' }, 'the pause is over: one trial'],
  [{ rule: 'nobody-else' }, 'nobody else can be asked: one trial'],
  [{ rule: 'trial-failed', kind: 'server', inARow: 2 }, 'the trial failed (server)'],
  [{ rule: 'trial-unproven' }, 'the trial proved nothing'],
  [{ rule: 'question-first' }, 'a question takes the place of the probe'],
  [{ rule: 'answered' }, 'the trial was answered'],
  [{ rule: 'by-hand' }, 'put right by hand'],
  [{ rule: 'offline' }, 'this computer was offline'],
];

describe('breaker words', () => {
  for (const [cause, words] of SAID)
    it(`${cause.rule}: ${words}`, () => assert.equal(causeWords(cause), words));
});
