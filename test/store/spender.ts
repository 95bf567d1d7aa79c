/*
 * A process of its own that puts money aside and settles it as fast as it can, under a limit of
 * 1 000 for the day: `node --import tsx spender.ts FOLDER NAME COUNT`. The tests run two of it.
 */
import { openStore } from '../../src/store/index.ts';
import { spent } from './spendStoreContract.ts';

const [folder = '', name = '', count = '0'] = process.argv.slice(2);
const store = await openStore({
  folder,
  onProblem: (problem) => {
    if (problem.isMemoryOnly) process.exit(3);
  },
});
for (let i = 0; i < Number(count); i += 1) {
  const entry = spent(`${name}${i}`, { windowId: name, usdMicros: 30 });
  const broken = await store.reserveSpend(entry, [{ what: 'day', usdMicros: 1_000 }]);
  if (broken === undefined) await store.keepSpend({ ...entry, usdMicros: 29 });
}
await store.close();
