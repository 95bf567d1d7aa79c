import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type Known } from '../../../src/core/index.ts';
import { createLearnedTimes } from '../../../src/host/catalog/learnedTimes.ts';
import { createMemoryFactStore } from '../../../src/store/index.ts';
import { drain } from '../../engine/rig.ts';
import { a, b } from '../fakes.ts';

const make = (facts = createMemoryFactStore(), reasoning: Known = 'unknown') => {
  const { book, restore } = createLearnedTimes({
    facts,
    wallMs: () => 1_000,
    isLocal: (id) => id === 'b',
    catalog: { get: () => ({ ...UNKNOWN_FACTS, reasoning }) },
  });
  const answer = (firstToken: number, target = a): void =>
    book.learn(target, 10, { seen: { firstToken, total: 9 }, censored: {}, isTimeout: false });
  return { book, restore, answer };
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
    await drain();
    await after.restore();
    const usual = after.book.usualMs(a) ?? 0;
    assert.ok(usual > 60 && usual < 90, String(usual));
    assert.equal(usual, before.book.usualMs(a));
  });

  it('read what is damaged as nothing, and go on when nothing can be kept', async () => {
    const facts = createMemoryFactStore();
    for (const [key, text] of Object.entries({ 'a/m': '{', 'b/m': '["x"]' })) {
      await facts.keepFact({ kind: 'latency', key, wallMs: 1, text });
    }
    const { book, restore } = make(facts);
    await restore();
    assert.equal(book.snapshot().size, 0);
    const shut = make({ ...facts, keepFact: () => Promise.reject(new Error('full')) });
    for (const ms of [5, 6, 7]) shut.answer(ms);
    assert.notEqual(shut.book.usualMs(a), undefined);
  });

  it('add up where two windows learn at once, and count nothing twice', async () => {
    const facts = createMemoryFactStore();
    const samples = ({ book }: ReturnType<typeof make>): number =>
      book.of('firstToken', a, 10).samples;
    const [one, two] = [make(facts), make(facts)];
    await one.restore();
    one.answer(70);
    await drain();
    two.answer(80);
    await drain();
    one.answer(70);
    await drain();
    two.answer(80);
    two.answer(80);
    await drain();
    assert.equal(samples(two), 5, 'the second to write knows of all');
    const next = make(facts);
    await next.restore();
    await next.restore();
    assert.equal(samples(next), 5);
    await one.restore();
    one.answer(70);
    await drain();
    assert.equal(samples(one), 6);
  });

  it('go on keeping after a time in which nothing could be kept', async () => {
    const facts = createMemoryFactStore();
    let isShut = true;
    const moody = {
      ...facts,
      factsOf: (kind: string) => (isShut ? Promise.reject(new Error('shut')) : facts.factsOf(kind)),
    };
    const window = make(moody);
    window.answer(70);
    await drain();
    isShut = false;
    window.answer(70);
    await drain();
    const next = make(facts);
    await next.restore();
    assert.equal(next.book.of('firstToken', a, 10).samples, 2);
  });
});
