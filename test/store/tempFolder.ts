/*
 * A folder for one test, a store opened in it, and everything gone afterwards.
 */
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { openStore } from '../../src/store/index.ts';
import type { Store, StoreProblem } from '../../src/store/index.ts';

export type TempFolder = {
  readonly path: string;
  readonly file: string;
  readonly problems: StoreProblem[];
  open(): Promise<Store>;
  remove(): Promise<void>;
};

export async function tempFolder(): Promise<TempFolder> {
  const path = await fs.mkdtemp(join(tmpdir(), 'steadfast-store-'));
  const problems: StoreProblem[] = [];
  const opened: Store[] = [];
  return {
    path,
    file: join(path, 'steadfast.db'),
    problems,
    async open() {
      const store = await openStore({
        folder: path,
        onProblem: (problem) => problems.push(problem),
      });
      opened.push(store);
      return store;
    },
    async remove() {
      for (const store of opened) await store.close();
      await fs.rm(path, { recursive: true });
    },
  };
}
