import assert from 'node:assert/strict';
import fc from 'fast-check';
import type { SpendEntry } from '../../src/core/index.ts';
import { createSpendMemory } from '../../src/engine/spendMemory.ts';

const entry = (
  attemptId: string,
  usdMicros: number,
  more: Partial<SpendEntry> = {},
): SpendEntry => ({
  attemptId,
  windowId: 'w',
  day: '2026-08-22',
  target: 'a/m',
  usdMicros,
  isEstimated: false,
  isUnknown: false,
  ...more,
});
const CAPS = [
  { what: 'turn', usdMicros: 100 },
  { what: 'target', usdMicros: 200 },
  { what: 'day', usdMicros: 300 },
  { what: 'month', usdMicros: 400 },
] as const;

describe('spendMemory', () => {
  it('counts what is put aside until it is settled, and settles once', () => {
    const memory = createSpendMemory();
    memory.putAside('t', entry('1', 50));
    assert.equal(memory.asideFor('1')?.usdMicros, 50);
    assert.equal(memory.all()[0]?.usdMicros, 50);
    assert.equal(memory.settle('t', entry('1', 20)), true);
    assert.equal(memory.settle('t', entry('1', 999)), false);
    assert.deepEqual([memory.all()[0]?.usdMicros, memory.asideFor('1')], [20, undefined]);
  });

  it('tells what each limit would come to, in place of what is put aside', () => {
    const memory = createSpendMemory();
    memory.settle('t', entry('1', 10));
    memory.settle('u', entry('2', 20, { target: 'b/m' }));
    memory.settle('u', entry('3', 40, { day: '2026-08-01' }));
    memory.takeOthers([
      { ...entry('', 80, { day: '2026-07-31' }), attempts: 1, unknowns: 0 },
      { ...entry('', 5), attempts: 1, unknowns: 0 },
    ]);
    memory.putAside('t', entry('4', 7));
    const needed = (): readonly number[] =>
      memory.needs('t', entry('4', 1_000), CAPS).map(({ neededUsdMicros }) => neededUsdMicros);
    assert.deepEqual(needed(), [1_010, 1_015, 1_035, 1_075]);
    memory.giveBack('4');
    assert.deepEqual(needed(), [1_010, 1_015, 1_035, 1_075]);
  });

  it('adds up to what was settled, in whatever order', () => {
    const amount = fc.integer({ min: 0, max: 1_000_000_000 });
    fc.assert(
      fc.property(fc.array(fc.tuple(amount, fc.boolean()), { maxLength: 50 }), (amounts) => {
        const memory = createSpendMemory();
        amounts.forEach(([usdMicros, isAside], at) => {
          if (isAside) memory.putAside('t', entry(`${at}`, usdMicros + 1));
        });
        amounts.forEach(([usdMicros], at) => memory.settle('t', entry(`${at}`, usdMicros)));
        const sum = amounts.reduce((all, [usdMicros]) => all + usdMicros, 0);
        assert.equal(memory.all()[0]?.usdMicros ?? 0, sum);
      }),
    );
  });

  it('forgets the oldest turns, never the sums', () => {
    const memory = createSpendMemory();
    for (let i = 0; i < 300; i += 1) memory.settle(`t${i}`, entry(`${i}`, 1));
    const turn = (id: string) => memory.needs(id, entry('x', 0), CAPS)[0]?.neededUsdMicros;
    assert.deepEqual([turn('t0'), turn('t299')], [0, 1]);
    assert.equal(memory.all()[0]?.usdMicros, 300);
  });
});
