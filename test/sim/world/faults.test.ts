// Every fault is a script that can be played, and those that are called harmless answer.

import assert from 'node:assert/strict';
import { createSeededRandom } from '../../../src/sim/seededRandom.ts';
import { FAULT_NAMES, HARMLESS, spoil, whole } from '../../../src/sim/world/faults.ts';

const answer = { headersMs: 10, firstMs: 20, wordMs: 5, words: ['one ', 'two ', 'three '] };

describe('faults', () => {
  it('are scripts whose delays are never negative', () => {
    for (const name of FAULT_NAMES) {
      const steps = spoil(name, answer, createSeededRandom(1));
      assert.ok(steps.length > 0, name);
      for (const step of steps) assert.ok(!('afterMs' in step) || (step.afterMs ?? 0) >= 0, name);
    }
  });

  it('leave an answer whole only where they are harmless', () => {
    const isWhole = (name: (typeof FAULT_NAMES)[number]): boolean =>
      spoil(name, answer, createSeededRandom(1)).some(
        (step) => 'event' in step && step.event.type === 'finish',
      );
    for (const name of FAULT_NAMES)
      if (name !== 'empty' && name !== 'drip')
        assert.equal(isWhole(name), HARMLESS.includes(name), name);
  });

  it('spoil an answer that says each of its words once', () => {
    const words = whole(answer).flatMap((step) =>
      'event' in step && step.event.type === 'text-delta' ? step.event.text : [],
    );
    assert.deepEqual(words, answer.words);
  });
});
