import assert from 'node:assert/strict';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openLater } from '../../src/host/openLater.ts';
import { turn } from './fakes.ts';

describe('openLater', () => {
  it('may be used before it is open, and loses nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'steadfast-later-'));
    try {
      const store = openLater(folder, () => undefined);
      await store.save(turn());
      assert.deepEqual(await store.turnsOf('c1'), [turn()]);
      assert.equal(await store.latestConversation(), 'c1');
      await store.close();
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
