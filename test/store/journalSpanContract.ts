/*
 * What every turn store must do when the journals of a span of time are asked for, whatever it keeps
 * them in. Run over the memory store and over the file, like the rest of the contract.
 */
import assert from 'node:assert/strict';
import type { TurnJournal, TurnStore } from '../../src/core/index.ts';
import { turn } from './turnStoreContract.ts';

export function journalSpanContract(open: () => Promise<TurnStore>): void {
  it('gives the journals of a span of time, in the order of the questions', async () => {
    const store = await open();
    const journal: TurnJournal = { events: [], leftOut: 0, costs: {} };
    await store.save(turn('late', { askedWallMs: 30, conversationId: 'other' }), journal);
    await store.save(turn('early', { askedWallMs: 10 }), journal);
    await store.save(turn('tie', { askedWallMs: 30 }), journal);
    await store.save(turn('bare', { askedWallMs: 40 }));
    assert.deepEqual([...(await store.journalsSince(10)).keys()], ['early', 'late', 'tie']);
    await store.save(turn('late', { askedWallMs: 30, conversationId: 'other' }), journal);
    assert.deepEqual([...(await store.journalsSince(11)).keys()], ['late', 'tie']);
    await store.remove('other');
    assert.deepEqual([...(await store.journalsSince(0)).keys()], ['early', 'tie']);
    await store.close();
  });
}
