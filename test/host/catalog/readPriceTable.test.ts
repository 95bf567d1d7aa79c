import assert from 'node:assert/strict';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { readPriceTable } from '../../../src/host/catalog/readPriceTable.ts';
import { priceTable } from '../../run/priceTable.mjs';

describe('readPriceTable', () => {
  it('reads what the build writes, and rejects where there is nothing', async () => {
    const folder = mkdtempSync(join(tmpdir(), 'steadfast-prices-'));
    try {
      const file = join(folder, 'prices.json');
      writeFileSync(file, JSON.stringify(priceTable()));
      assert.deepEqual(await readPriceTable(file), priceTable());
      await assert.rejects(readPriceTable(join(folder, 'none.json')), /ENOENT/);
    } finally {
      rmSync(folder, { recursive: true, force: true });
    }
  });
});
