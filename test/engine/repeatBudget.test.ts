// The budget of repeats, by example and against the simplest model of itself: whatever happens, the
// tokens are never negative, and repeats stay under 0.2 × answers + 10 + minutes.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createRepeatBudget, type RepeatBudget } from '../../src/engine/repeatBudget.ts';
import { createVirtualClock, type VirtualClock } from '../../src/sim/virtualClock.ts';
import { drain } from './rig.ts';

const setUp = (tokensMax = 10) => {
  const clock = createVirtualClock({ drain });
  let max = tokensMax;
  const budget = createRepeatBudget(clock, () => ({ tokensMax: max, throttleFactor: 2 }));
  const spend = (times: number, cost = 1): boolean[] =>
    Array.from({ length: times }, () => budget.take('f', cost));
  return { clock, budget, spend, setMax: (n: number) => void (max = n) };
};

describe('repeat budget', () => {
  it('starts full, and pays for ten repeats', () => {
    const { budget, spend } = setUp();
    assert.deepEqual(spend(11), [...Array<boolean>(10).fill(true), false]);
    assert.equal(budget.left('f'), 0);
  });

  it('takes two tokens after a time-out', () => {
    const { budget, spend } = setUp();
    assert.deepEqual(spend(6, 2), [true, true, true, true, true, false]);
    assert.equal(budget.left('f'), 0);
  });

  it('gets a fifth back for each answer, and is never more than full', () => {
    const { budget, spend } = setUp();
    spend(10);
    for (let i = 0; i < 5; i += 1) budget.succeeded('f');
    assert.equal(budget.left('f'), 1);
    for (let i = 0; i < 500; i += 1) budget.succeeded('f');
    assert.equal(budget.left('f'), 10);
  });

  it('still makes one repeat a minute when it is empty', async () => {
    const { clock, budget, spend } = setUp();
    spend(10);
    await clock.advance(59_999);
    assert.ok(!budget.has('f', 1));
    await clock.advance(1);
    assert.ok(budget.has('f', 2), 'reading takes nothing');
    assert.deepEqual(spend(2, 2), [true, false]);
    await clock.advance(60_000);
    assert.deepEqual(spend(2), [true, false]);
    assert.equal(budget.left('f'), 0);
  });

  it('keeps a family apart from the others', () => {
    const { budget, spend } = setUp();
    spend(10);
    assert.ok(!budget.has('f', 1));
    assert.ok(budget.has('g', 1));
  });

  it('follows its setting: less at once, more as answers come', () => {
    const { budget, setMax } = setUp();
    setMax(0);
    assert.equal(budget.left('f'), 0);
    assert.ok(!budget.take('f', 1));
    setMax(20);
    budget.succeeded('f');
    assert.ok(budget.left('f') < 20);
  });

  type Model = { tenths: number; floor: number; repeats: number; answers: number };
  type Real = { readonly clock: VirtualClock; readonly budget: RepeatBudget };
  const invariant = ({ tenths, repeats, answers }: Model, { clock, budget }: Real): void => {
    assert.ok(budget.left('f') >= 0);
    assert.equal(budget.left('f') * 10, tenths);
    const minutes = Math.floor(clock.nowMs() / 60_000);
    assert.ok(repeats <= 0.2 * answers + 10 + minutes + 1e-9, `${repeats} repeats`);
  };
  class Take implements fc.AsyncCommand<Model, Real, true> {
    readonly cost: number;
    constructor(cost: number) {
      this.cost = cost;
    }
    check = (): Promise<boolean> => Promise.resolve(true);
    async run(model: Model, real: Real): Promise<void> {
      const nowMs = real.clock.nowMs();
      const pays = model.tenths >= this.cost * 10;
      const isFloor = !pays && nowMs - model.floor >= 60_000;
      assert.equal(real.budget.take('f', this.cost), pays || isFloor);
      if (pays) model.tenths -= this.cost * 10;
      if (isFloor) model.floor = nowMs;
      if (pays || isFloor) model.repeats += 1;
      invariant(model, real);
    }
    toString = (): string => `take ${this.cost}`;
  }
  class Answer implements fc.AsyncCommand<Model, Real, true> {
    check = (): Promise<boolean> => Promise.resolve(true);
    async run(model: Model, real: Real): Promise<void> {
      real.budget.succeeded('f');
      model.tenths = Math.min(100, model.tenths + 2);
      model.answers += 1;
      invariant(model, real);
    }
    toString = (): string => 'answer';
  }
  class Pass implements fc.AsyncCommand<Model, Real, true> {
    readonly ms: number;
    constructor(ms: number) {
      this.ms = ms;
    }
    check = (): Promise<boolean> => Promise.resolve(true);
    async run(model: Model, real: Real): Promise<void> {
      await real.clock.advance(this.ms);
      invariant(model, real);
    }
    toString = (): string => `pass ${this.ms}`;
  }

  it('does as its model does, whatever the order', async () => {
    const commands = fc.commands<Model, Real, true>(
      [
        fc.constantFrom(1, 1, 2).map((cost) => new Take(cost)),
        fc.constant(new Answer()),
        fc.constantFrom(1, 1_000, 59_999, 60_000, 200_000).map((ms) => new Pass(ms)),
      ],
      { maxCommands: 60 },
    );
    await fc.assert(
      fc.asyncProperty(commands, async (some) => {
        const { clock, budget } = setUp();
        assert.equal(budget.left('f'), 10);
        const model = { tenths: 100, floor: 0, repeats: 0, answers: 0 };
        await fc.asyncModelRun(() => ({ model, real: { clock, budget } }), some);
      }),
      { numRuns: 200 },
    );
  });
});
