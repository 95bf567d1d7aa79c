import assert from 'node:assert/strict';
import type { ModelPrice } from '../../../src/core/index.ts';
import { extraCost, type Ground } from '../../../src/host/costs/extraCost.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

const price = (input: number, output: number): ModelPrice => ({
  inputUsdMicrosPerMillion: input * 1_000_000,
  outputUsdMicrosPerMillion: output * 1_000_000,
});
// 2,000 tokens in, 500 out: $0.0135, $0.027, nothing.
const A = { name: 'A', price: price(3, 15) };
const B = { name: 'B', price: price(6, 30) };
const HERE = { name: 'Here', price: price(0, 0) };
const UNKNOWN = { name: 'X', price: 'unknown' as const };
const ground = (more: Partial<Ground> = {}): Ground => ({
  asked: [A, B],
  monthUsdMicros: 2_000_000,
  hedgeMaxUsdMicros: 50_000,
  ...more,
});
const told = (habit: Parameters<typeof extraCost>[0], more?: Partial<Ground>) =>
  extraCost(habit, ground(more), plainEnglish);

describe('extra cost', () => {
  it('of asking all at once is what the others take as well', () => {
    assert.deepEqual(told('race'), [
      'Every question is asked of 2 models at once, and all of them are paid.',
      'Such a question of 2k tokens and its answer costs about $0.041 instead of $0.013.',
      'This month so far ($2.00) would have cost about $4.00 more.',
    ]);
  });

  it('of a second beside a slow first is one question in twenty, bounded by the setting', () => {
    const lines = told('hedged');
    assert.match(lines[1] ?? '', /about \$0\.041 instead of \$0\.013/);
    assert.match(lines[2] ?? '', /about \$0\.200 more/);
    const bounded = told('hedged', { hedgeMaxUsdMicros: 13_500 });
    assert.match(bounded[1] ?? '', /about \$0\.027 instead/);
    const free = told('hedged', { hedgeMaxUsdMicros: 0 });
    assert.match(free[1] ?? '', /about \$0\.041 instead/);
  });

  it('of balancing lies between the cheapest and the dearest', () => {
    assert.match(told('balanced')[1] ?? '', /costs \$0\.013 to \$0\.027, about; with the first/);
  });

  it('of regular test questions is told by the day', () => {
    assert.deepEqual(told('full', { asked: [A, HERE] }), [
      'Every 5 minutes while you are here each of 2 models is asked a short sum: about $0.032 in a day of 8 hours.',
    ]);
  });

  it('names whose price nobody knows, and says nothing of a month without spending', () => {
    const lines = told('race', { asked: [A, UNKNOWN], monthUsdMicros: 0 });
    assert.equal(lines.length, 3);
    assert.equal(lines[2], 'Not counted, for nobody knows the price: X.');
    assert.deepEqual(told('race', { asked: [UNKNOWN, A] }), [
      'Every question is asked of 2 models at once, and all of them are paid.',
      'Not counted, for nobody knows the price: X.',
    ]);
    assert.equal(told('race', { asked: [] }).length, 2);
    assert.equal(told('balanced', { asked: [] }).length, 2);
  });
});
