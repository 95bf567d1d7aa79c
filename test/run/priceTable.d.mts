// The types of priceTable.mjs, which stays plain JavaScript because the build imports it.
// Declarations only; keep it in step with the module by hand.

import type { PriceTable } from '../../src/host/catalog/priceTable.ts';

export function priceTable(): PriceTable;
