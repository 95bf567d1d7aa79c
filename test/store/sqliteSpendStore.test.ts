/*
 * Money in the file: the contract, what is there after reopening, and several windows, as
 * connections and as processes of their own, that spend at once and never too much.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { spendStoreContract, spent } from './spendStoreContract.ts';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/sqliteSpendStore', () => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });

  describe('keeps the contract', () => {
    spendStoreContract(() => folder.open());
  });

  it('is there after reopening, large sums included', async () => {
    const first = await folder.open();
    await first.keepSpend(spent('1', { usdMicros: 9_000_000_000_000 }));
    await first.keepChoice('talk', { tier: 'local', localOnly: true });
    await first.close();
    const second = await folder.open();
    assert.equal((await second.spendOf('2026-08', ''))[0]?.usdMicros, 9_000_000_000_000);
    assert.deepEqual(await second.choiceOf('talk'), { tier: 'local', localOnly: true });
    assert.deepEqual(folder.problems, []);
  });

  it('several windows on one file never exceed a limit together', async () => {
    const [one, two, three] = await Promise.all([folder.open(), folder.open(), folder.open()]);
    const caps = [{ what: 'day', usdMicros: 1_000 }] as const;
    const told = await Promise.all(
      [one, two, three].flatMap((store, window) =>
        Array.from({ length: 30 }, (_, at) => {
          const entry = spent(`${at}`, { windowId: `${window}`, usdMicros: 70 });
          return store.reserveSpend(entry, caps);
        }),
      ),
    );
    assert.equal(told.filter((broken) => broken === undefined).length, 14);
    const [sum] = await one.spendOf('2026-08', '');
    assert.equal(sum?.usdMicros, 980);
  });

  it('nor do processes that spend at once', async function () {
    this.timeout(30_000);
    const program = fileURLToPath(new URL('spender.ts', import.meta.url));
    await (await folder.open()).close();
    const codes = await Promise.all(
      ['a', 'b'].map(async (name) => {
        const args = ['--no-warnings', '--import', 'tsx', program, folder.path, name, '40'];
        const child = spawn(process.execPath, args, { stdio: ['ignore', 'inherit', 'inherit'] });
        const [code] = (await once(child, 'close')) as [number | null];
        return code;
      }),
    );
    assert.deepEqual(codes, [0, 0]);
    const sums = await (await folder.open()).spendOf('2026-08', '');
    // 80 times 30 were wanted, 1 000 is the limit; each settled at 29.
    assert.equal(
      sums.reduce((sum, one) => sum + one.usdMicros, 0),
      33 * 29 + 29,
    );
  });
});
