import assert from 'node:assert/strict';
import type { JournalEvent } from '../../../src/core/index.ts';
import { createUsualTimes } from '../../../src/host/catalog/usualTimes.ts';
import { createMemoryFactStore } from '../../../src/store/index.ts';
import { a, b } from '../fakes.ts';

const word = (afterMs: number, target = a): JournalEvent => ({
  ...{ v: 1, seq: 1, windowId: 'w', monoMs: 1, wallMs: 1, type: 'first-progress' },
  ...{ requestId: 'r', turnId: 't', attemptId: 'r.1', target, afterMs, what: 'text' },
});

describe('usualTimes', () => {
  it('is the middle of what was seen of each model, and unknown before it is a habit', () => {
    const usual = createUsualTimes(createMemoryFactStore(), () => 1);
    usual.note(word(800));
    usual.note(word(9_000));
    assert.equal(usual.of(a), undefined);
    usual.note(word(700));
    assert.equal(usual.of(a), 800);
    assert.equal(usual.of(b), undefined);
    for (let n = 0; n < 100; n += 1) usual.note(word(100));
    assert.equal(usual.of(a), 100);
  });

  it('is remembered by the next window, with what that has seen itself', async () => {
    const facts = createMemoryFactStore();
    const before = createUsualTimes(facts, () => 1);
    for (const ms of [500, 600]) before.note(word(ms));
    const after = createUsualTimes(facts, () => 2);
    after.note(word(700, b));
    after.note(word(550));
    // Its own first note has replaced what was stored: that is the price of a lost race, no more.
    await after.restore();
    assert.equal(after.of(b), undefined);
    const later = createUsualTimes(facts, () => 3);
    await later.restore();
    for (const ms of [560, 570]) later.note(word(ms));
    assert.equal(later.of(a), 560);
  });

  it('reads what is damaged as nothing', async () => {
    const facts = createMemoryFactStore();
    for (const [key, text] of Object.entries({ 'a/m': '{', 'b/m': '["x",-1,null,5]' })) {
      await facts.keepFact({ kind: 'first-word', key, wallMs: 1, text });
    }
    const usual = createUsualTimes(facts, () => 1);
    await usual.restore();
    assert.equal(usual.of(a), undefined);
    for (const ms of [6, 7]) usual.note(word(ms, b));
    assert.equal(usual.of(b), 6);
  });
});
