/*
 * A folder for one test, a store opened in it, and everything gone afterwards.
 */
import { promises as fs } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { TurnStore } from '../../src/core/index.ts';
import { openTurnStore } from '../../src/store/index.ts';
import type { StoreProblem } from '../../src/store/index.ts';

export type TempFolder = {
  readonly path: string;
  readonly file: string;
  readonly problems: StoreProblem[];
  open(): Promise<TurnStore>;
  remove(): Promise<void>;
};

export async function tempFolder(): Promise<TempFolder> {
  const path = await fs.mkdtemp(join(tmpdir(), 'steadfast-store-'));
  const problems: StoreProblem[] = [];
  const opened: TurnStore[] = [];
  return {
    path,
    file: join(path, 'steadfast.db'),
    problems,
    async open() {
      const store = await openTurnStore({
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
