import assert from 'node:assert/strict';
import { cardView, percent, whenWords } from '../../../src/host/dashboard/cardView.ts';
import { cardsOf, context, monthData } from './views.ts';

const data = monthData(40);
const card = (at: number) => {
  const [input, day] = [cardsOf()[at], data.days[at]];
  assert.ok(input && day);
  return cardView({ ...input, day }, context);
};

describe('cardView', () => {
  it('tells state, reason and countdown, the day, and the last errors', () => {
    const one = card(0);
    assert.equal(one.detail, 'sonnet · api.anthropic.com');
    assert.equal(one.word, 'Paused until 14:11');
    assert.equal(one.reason, 'Claude is overloaded right now.');
    assert.equal(one.untilWallMs, context.wallMs + 372_000);
    assert.deepEqual(one.axis, ['14:05', '20:05', '02:05', '08:05', 'now']);
    assert.equal(one.timeline.at(-1)?.state, 'paused');
    assert.match(one.timelineWords, /to 14:05 paused$/);
    assert.equal(one.lastErrors.length, 5);
    assert.equal(one.lastErrorsLabel, 'last 5 errors');
    assert.equal(one.spent, '$0.31 today');
    assert.deepEqual(
      one.verdicts.map(({ is, word }) => `${is} ${word}`),
      ['good reachable', 'bad slow', 'good coherent', 'bad little headroom'],
    );
    assert.deepEqual([one.headroom, one.left, one.isLow], ['12% left', 0.12, true]);
  });

  it('says what is not measured, and makes up no figure for it', () => {
    const one = card(2);
    assert.equal(one.reason, 'Not asked in the last 24 hours.');
    assert.deepEqual([one.firstWord, one.slowest, one.errors], ['not measured', '', 'none asked']);
    assert.deepEqual([one.headroom, one.left], ['not told', undefined]);
    assert.ok(one.usual.every((share) => share === null));
    assert.equal(one.spent, 'Free');
    assert.equal(one.verdicts[1]?.word, 'pace unknown');
  });
});

describe('percent', () => {
  it('is never all nor nothing by rounding', () => {
    const shares = [0, 0.000_01, 0.031, 0.5, 0.98, 0.9994, 0.999_99, 1];
    const words = ['0%', '0.1%', '3.1%', '50%', '98%', '99.94%', '99.99%', '100%'];
    assert.deepEqual(shares.map(percent), words);
  });
});

describe('whenWords', () => {
  it('gives the time today, the day with it before', () => {
    assert.equal(whenWords(context.wallMs, context), '14:05');
    assert.equal(whenWords(context.wallMs - 24 * 3_600_000, context), 'Aug 21, 14:05');
  });
});
