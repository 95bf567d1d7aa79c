// The book between memory and store: several windows on one store, a store that is slow or broken,
// a day that ends in the middle of an answer.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { createMemorySpendStore } from '../../src/store/index.ts';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';
import { targetCall } from './byHand.ts';
import { drain } from './rig.ts';
import { money, slowStore } from './spendStage.ts';

const DAY_MS = 86_400_000;
const call = (attemptId: string) => targetCall({ attemptId, turnId: `turn of ${attemptId}` });
const bill = (usdMicros: number) => ({ usdMicros, isEstimated: false, isUnknown: false });

describe('spendBook', () => {
  it('two windows never exceed a limit together, however they interleave', async () => {
    const step = fc.tuple(fc.constantFrom(0, 1), fc.integer({ min: 1, max: 60 }));
    await fc.assert(
      fc.asyncProperty(fc.array(step, { maxLength: 20 }), async (steps) => {
        const clock = createVirtualClock({ drain });
        const store = createMemorySpendStore();
        const windows = ['v', 'w'].map((id) => {
          const stage = money({ dayUsdMicros: 100 }, store, id);
          return stage.make(clock).book;
        });
        const admitted: number[] = [];
        const asking = steps.map(async ([who, usdMicros], at) => {
          const told = await windows[who]?.admit(call(`${who}.${at}`), usdMicros);
          if (told?.refused === undefined) admitted.push(usdMicros);
        });
        await Promise.all(asking);
        const sum = admitted.reduce((all, one) => all + one, 0);
        assert.ok(sum <= 100, String(sum));
        const [one] = windows;
        await one?.refresh();
        assert.equal(one?.today().usdMicros, sum);
      }),
      { numRuns: 60 },
    );
  });

  it('sees what others have spent once it is read', async () => {
    const clock = createVirtualClock({ drain });
    const store = createMemorySpendStore();
    const one = money({}, store, 'v').make(clock).book;
    const two = money({}, store, 'w').make(clock).book;
    await one.admit(call('a'), 50);
    one.settle(call('a'), bill(30), one.day());
    assert.equal(two.today().usdMicros, 0);
    await two.refresh();
    assert.deepEqual([two.today().usdMicros, two.month().usdMicros], [30, 30]);
    assert.equal(one.today().usdMicros, 30);
  });

  it('a slow store is waited for a quarter of a second; then memory decides, and it is made up', async () => {
    const clock = createVirtualClock({ drain });
    const store = slowStore(createMemorySpendStore());
    const { book } = money({ dayUsdMicros: 100 }, store).make(clock);
    const first = book.admit(call('a'), 60);
    await clock.advance(250);
    assert.deepEqual(await first, { by: 'memory' });
    const second = book.admit(call('b'), 60);
    await clock.advance(250);
    assert.equal((await second).refused?.what, 'day');
    book.settle(call('a'), bill(45), book.day());
    store.release();
    await drain();
    const month = book.day().slice(0, 7);
    assert.equal((await store.spendOf(month, 'x'))[0]?.usdMicros, 45);
  });

  it('a broken store stops nobody, and is told', async () => {
    const clock = createVirtualClock({ drain });
    const broken = () => Promise.reject(new Error('disk full'));
    const store = { reserveSpend: broken, keepSpend: broken, spendOf: broken };
    const stage = money({ dayUsdMicros: 100 }, store);
    const { book } = stage.make(clock);
    assert.deepEqual(await book.admit(call('a'), 60), { by: 'memory' });
    assert.equal((await book.admit(call('b'), 60)).refused?.what, 'day');
    await book.refresh();
    assert.match(String(stage.errors.at(-1)), /disk full/);
  });

  it('a new day begins at nothing; what began yesterday stays there', async () => {
    const clock = createVirtualClock({ drain });
    const { book } = money({ dayUsdMicros: 100 }).make(clock);
    await book.admit(call('a'), 90);
    const day = book.day();
    assert.equal((await book.admit(call('b'), 90)).refused?.what, 'day');
    await clock.advance(DAY_MS);
    assert.notEqual(book.day(), day);
    assert.equal((await book.admit(call('c'), 90)).refused, undefined);
    book.settle(call('a'), bill(80), day);
    assert.equal(book.today().usdMicros, 90);
    assert.equal(book.sums().find((sum) => sum.day === day)?.usdMicros, 80);
  });

  it('a limit that was raised meanwhile holds from the next word on', async () => {
    const clock = createVirtualClock({ drain });
    const stage = money({ dayUsdMicros: 100 });
    const { book } = stage.make(clock);
    await book.admit(call('a'), 100);
    assert.deepEqual(book.grow(call('a'), 101), {
      what: 'day',
      limitUsdMicros: 100,
      neededUsdMicros: 101,
      midAnswer: true,
    });
    stage.limits = { ...stage.limits, dayUsdMicros: 200 };
    assert.equal(book.grow(call('a'), 101), undefined);
    assert.equal(book.grow(call('never admitted'), 5), undefined);
  });
});
