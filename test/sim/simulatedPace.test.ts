/*
 * Cutting a text into chunks without changing it, and waits that clean up after themselves.
 */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { chunksOf, draw, pauseFor, wordsIn } from '../../src/sim/simulatedPace.ts';
import { createFaultBoard } from '../../src/sim/simulatedFaults.ts';
import { handClock, smallRandom } from './simulatedStage.ts';

describe('sim/simulatedPace', () => {
  it('chunks joined are the text, each of one to three words', () => {
    const text = fc.string({ unit: fc.constantFrom('a', 'bc', ' ', '\n', '`', '|') });
    fc.assert(
      fc.property(text, fc.integer({ min: 1, max: 1e6 }), (words, seed) => {
        if (words.trim() === '') return;
        const chunks = chunksOf(words, smallRandom(seed));
        assert.equal(chunks.join(''), words);
        assert.ok(chunks.every((chunk) => wordsIn(chunk) >= 1 && wordsIn(chunk) <= 3));
      }),
    );
  });

  it('draws evenly between two bounds', () => {
    assert.equal(draw({ next: () => 0 }, [2, 6]), 2);
    assert.equal(draw({ next: () => 0.5 }, [2, 6]), 4);
  });

  it('a pause ends by time, by a switch or by abort, and leaves no timer', async () => {
    const clock = handClock();
    const faults = createFaultBoard();
    const controller = new AbortController();
    const parts = { clock, faults, random: smallRandom(1), signal: controller.signal };
    const byTime = pauseFor(parts, 50);
    await clock.advance(50);
    await byTime;
    const bySwitch = pauseFor(parts, 1e9);
    faults.set('cut', true);
    await bySwitch;
    const byAbort = assert.rejects(pauseFor(parts, 1e9), { kind: 'aborted', origin: 'local' });
    controller.abort();
    await byAbort;
    await assert.rejects(pauseFor(parts, 1e9), { kind: 'aborted' });
    assert.equal(clock.pending, 0);
  });
});
