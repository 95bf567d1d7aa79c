/*
 * How an answer ends: every kind of reason with and without words and calls.
 */
import assert from 'node:assert/strict';
import { endingOf, isWholeArguments, type ReadReason } from '../../src/providers/ending.ts';

const CALL = { type: 'tool-call', id: '1', name: 'f', argumentsJson: '{}' } as const;

describe('the end of an answer on any wire', () => {
  const cases: readonly (readonly [ReadReason, boolean, 'none' | 'whole' | 'half', string])[] = [
    ['stop', true, 'none', 'stop'],
    ['unknown', true, 'none', 'unknown'],
    ['stop', false, 'none', 'empty'],
    ['unknown', false, 'none', 'empty'],
    ['stop', false, 'whole', 'tool-calls'],
    ['stop', false, 'half', 'tool-use-failed'],
    ['length', false, 'half', 'length'],
    ['length', true, 'whole', 'length'],
    ['filtered', false, 'none', 'filtered'],
    ['pause', false, 'none', 'pause'],
    ['failed', true, 'none', 'server'],
    ['overloaded', true, 'none', 'overloaded'],
    ['broken-off', true, 'none', 'truncated'],
    ['bad-call', true, 'whole', 'tool-use-failed'],
  ];
  for (const [reason, hasText, calls, expected] of cases) {
    it(`${reason} ${hasText ? 'with' : 'without'} text, calls: ${calls}, is ${expected}`, () => {
      const ending = endingOf(reason, hasText, (isCutShort) => {
        assert.equal(isCutShort, reason !== 'stop' && reason !== 'unknown');
        return { calls: calls === 'whole' ? [CALL] : [], isBroken: calls === 'half' };
      });
      assert.equal(ending.ok ? ending.reason : ending.kind, expected);
    });
  }

  it('takes arguments that were cut short only where they are a whole object', () => {
    assert(isWholeArguments('{"a":1}', true) && isWholeArguments('12', false));
    assert(!isWholeArguments('12', true) && !isWholeArguments('{"a"', false));
  });
});
