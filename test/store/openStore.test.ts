/*
 * What happens where there is no file to be had: memory, told once, and a store that works.
 * What needs node:sqlite stands in turnSchema.test.ts.
 */
import assert from 'node:assert/strict';
import { openStore } from '../../src/store/index.ts';
import type { StoreProblem } from '../../src/store/index.ts';
import { turn } from './turnStoreContract.ts';

describe('store/openStore', () => {
  it('without node:sqlite: memory, told once', async () => {
    const told: StoreProblem[] = [];
    const folder = '/nonexistent/never-made';
    const store = await openStore({ folder, onProblem: (problem) => told.push(problem) }, () =>
      Promise.reject(new Error('No such built-in module: node:sqlite')),
    );
    await store.save(turn('t'));
    assert.deepEqual(await store.turnsOf('talk'), [turn('t')]);
    await store.close();
    assert.equal(told.length, 1);
    assert.equal(told[0]?.isMemoryOnly, true);
    assert.match(told[0]?.what ?? '', /without node:sqlite/);
    assert.match(told[0]?.remedy ?? '', /Update VS Code/);
  });
});
