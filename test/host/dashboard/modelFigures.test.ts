import assert from 'node:assert/strict';
import { modelFigures, percentilesOf } from '../../../src/host/dashboard/modelFigures.ts';
import { a, record } from '../fakes.ts';
import { tryOf, turnOf } from './turns.ts';

describe('modelFigures', () => {
  it('counts questions once, failures by cause, and nobody`s errors not at all', () => {
    const failed = (kind: 'server' | 'invalid') =>
      tryOf({ outcome: 'failed', error: record({ kind }), firstMs: undefined });
    const change = { type: 'model-changed', target: a, wallMs: 70 } as never;
    const [one, ...others] = modelFigures([
      turnOf({ tries: [failed('server'), tryOf({ cost: { usdMicros: 30, isEstimated: false } })] }),
      turnOf({ tries: [failed('invalid'), tryOf({ outcome: 'aborted' })], changes: [change] }),
    ]);
    assert.deepEqual(others, []);
    assert.deepEqual([one?.questions, one?.finished, one?.failed], [2, 1, 1]);
    assert.deepEqual([...(one?.causes ?? [])], [['server', 1]]);
    assert.equal(one?.usdMicrosPerAnswer, 30);
    assert.equal(one?.lastChangeMs, 70);
    // 120 characters in 1.2 s, six to a word.
    assert.equal(Math.round(one?.wordsPerSecond ?? 0), 17);
  });

  it('tells no pace of an answer that is too short or came at once', () => {
    const tries = [tryOf({ textChars: 59 }), tryOf({ durationMs: 900 })];
    assert.equal(modelFigures([turnOf({ tries })])[0]?.wordsPerSecond, undefined);
  });

  it('takes percentiles of the nearest rank: a value that was measured', () => {
    assert.equal(percentilesOf([]), undefined);
    assert.deepEqual(percentilesOf([7]), { p50: 7, p95: 7 });
    const hundred = Array.from({ length: 100 }, (_, n) => 100 - n);
    assert.deepEqual(percentilesOf(hundred), { p50: 50, p95: 95 });
  });
});
