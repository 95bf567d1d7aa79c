/*
 * Reads the packaged table of prices from beside the bundle.
 * It is our own file of this very version, so its shape is taken as it is. Rejects where there is
 * none; whoever wants it goes on without.
 */
import { promises as fs } from 'node:fs';
import type { PriceTable } from './priceTable.ts';

export async function readPriceTable(file: string): Promise<PriceTable> {
  return JSON.parse(await fs.readFile(file, 'utf8')) as PriceTable;
}
