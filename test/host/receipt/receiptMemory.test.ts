import assert from 'node:assert/strict';
import { createReceiptMemory, readPlace } from '../../../src/host/receipt/receiptMemory.ts';

function disk(kept?: unknown) {
  const values = new Map<string, unknown>([['steadfast.receipts', kept]]);
  return {
    get: (name: string) => values.get(name),
    update(name: string, value: unknown) {
      values.set(name, structuredClone(value));
      return Promise.resolve();
    },
  };
}
const place = (turnId: string) => ({ conversationId: 'c1', turnId });

describe('receiptMemory', () => {
  it('names the receipt opened last that is not there yet, in another window too', () => {
    const own = disk();
    const before = createReceiptMemory(own);
    for (const turnId of ['t1', 't2', 't3', 't1']) before.keep(place(turnId));
    const after = createReceiptMemory(own);
    assert.deepEqual(
      after.missing(() => false),
      place('t1'),
    );
    assert.deepEqual(
      after.missing((turnId) => turnId === 't1'),
      place('t3'),
    );
    after.forget('t1');
    assert.deepEqual(
      after.missing(() => false),
      place('t3'),
    );
    assert.equal(
      after.missing(() => true),
      undefined,
    );
  });

  it('keeps the twenty opened last', () => {
    const memory = createReceiptMemory(disk());
    for (let at = 0; at < 25; at += 1) memory.keep(place(`t${at}`));
    const seen: string[] = [];
    memory.missing((turnId) => seen.push(turnId) > 0);
    assert.equal(seen.length, 20);
    assert.equal(seen.at(-1), 't5');
  });

  it('takes what is no list of places for an empty one, and mends it with the next', () => {
    for (const broken of [7, 'x', [{ turnId: 't1' }], [{ conversationId: '', turnId: 't1' }]]) {
      const memory = createReceiptMemory(disk(broken));
      assert.equal(
        memory.missing(() => false),
        undefined,
      );
      memory.keep(place('t2'));
      assert.deepEqual(
        memory.missing(() => false),
        place('t2'),
      );
    }
  });

  it('reads a place a page had kept as if a stranger had written it', () => {
    assert.deepEqual(readPlace({ ...place('t1'), more: 1 }), place('t1'));
    const long = 'x'.repeat(65);
    for (const state of [undefined, null, 't1', {}, { turnId: 't1' }, place(''), place(long)]) {
      assert.equal(readPlace(state), undefined);
    }
  });
});
