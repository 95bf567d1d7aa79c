import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type Known } from '../../../src/core/index.ts';
import { createLearnedTimes, restoreTimes } from '../../../src/host/catalog/learnedTimes.ts';
import { createMemoryFactStore } from '../../../src/store/index.ts';
import { a, b } from '../fakes.ts';

const make = (facts = createMemoryFactStore(), reasoning: Known = 'unknown') => {
  const book = createLearnedTimes({
    facts,
    wallMs: () => 1_000,
    isLocal: (id) => id === 'b',
    catalog: { get: () => ({ ...UNKNOWN_FACTS, reasoning }) },
  });
  const answer = (firstToken: number, target = a): void =>
    book.learn(target, 10, { seen: { firstToken, total: 9 }, censored: {}, isTimeout: false });
  return { book, answer };
};

describe('learned times', () => {
  it('know who is on this computer and who reasons first', () => {
    const { book } = make(createMemoryFactStore(), 'yes');
    assert.deepEqual([book.kindOf(a), book.kindOf(b)], ['reasoning', 'local']);
    assert.equal(make(createMemoryFactStore(), 'no').book.kindOf(a), 'remote');
    assert.equal(make().book.kindOf(a), 'remote');
  });

  it('are remembered by the next window', async () => {
    const facts = createMemoryFactStore();
    const before = make(facts);
    for (const ms of [70, 72, 74]) before.answer(ms);
    const after = make(facts);
    assert.equal(after.book.usualMs(a), undefined);
    await restoreTimes(after.book, facts);
    const usual = after.book.usualMs(a) ?? 0;
    assert.ok(usual > 60 && usual < 90, String(usual));
    assert.equal(usual, before.book.usualMs(a));
  });

  it('read what is damaged as nothing, and go on when nothing can be kept', async () => {
    const facts = createMemoryFactStore();
    for (const [key, text] of Object.entries({ 'a/m': '{', 'b/m': '["x"]' })) {
      await facts.keepFact({ kind: 'latency', key, wallMs: 1, text });
    }
    const { book } = make(facts);
    await restoreTimes(book, facts);
    assert.equal(book.snapshot().size, 0);
    const shut = make({ ...facts, keepFact: () => Promise.reject(new Error('full')) });
    for (const ms of [5, 6, 7]) shut.answer(ms);
    assert.notEqual(shut.book.usualMs(a), undefined);
  });
});
