/*
 * A process of its own that saves turns as fast as it can and says each one that was acknowledged:
 * `node --import tsx writer.ts FOLDER NAME COUNT`. The tests run two of it, or kill one.
 */
import { openStore } from '../../src/store/index.ts';
import { turn } from './turnStoreContract.ts';

const [folder = '', name = '', count = '0'] = process.argv.slice(2);
const store = await openStore({
  folder,
  onProblem: (problem) => {
    if (problem.isMemoryOnly) process.exit(3);
  },
});
for (let i = 0; i < Number(count); i += 1) {
  // Some long, so that a kill may fall into a write of many pages.
  const question = `${name} asks. ${'word '.repeat(i % 7 === 0 ? 20_000 : 20)}`;
  await store.save(turn(`${name}${i}`, { askedWallMs: i, question }));
  await new Promise((resolve) => {
    process.stdout.write(`${name}${i}\n`, resolve);
  });
}
await store.close();
