/*
 * Leases in the file: the contract, a window that died, another computer, a calendar that jumps.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { spawnSync } from 'node:child_process';
import { createSqliteLeases, type LeaseHolder } from '../../src/store/sqliteLeases.ts';
import { createStatements } from '../../src/store/statements.ts';
import { prepareDatabase } from '../../src/store/turnSchema.ts';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';
import { leaseContract } from './leaseContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/sqliteLeases', ({ DatabaseSync }) => {
  let folder: TempFolder;
  let nowMs = 1_000_000;
  const closing: (() => Promise<void>)[] = [];
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(async () => {
    for (const close of closing.splice(0)) await close();
    await folder.remove();
  });
  /** A window of its own: another connection, another holder. */
  const window = (holder: Partial<LeaseHolder> = {}) => {
    const db = new DatabaseSync(folder.file);
    prepareDatabase(db);
    const statements = createStatements({ db, file: folder.file });
    closing.push(statements.close);
    const id = `window ${closing.length}`;
    return createSqliteLeases(db, statements, {
      wallMs: () => nowMs,
      holder: { host: 'here', pid: process.pid, id, ...holder },
    });
  };

  describe('keeps the contract', () => {
    leaseContract(async () => ({
      one: window(),
      two: window(),
      advance: async (ms) => void (nowMs += ms),
    }));
  });

  it('are taken over from a process that is gone, except what is used up', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    const dead = window({ pid: gone });
    await dead.take('trial', 60_000);
    await dead.take('first of the day', 60_000, { outlivesHolder: true });
    const next = window();
    assert.equal(await next.take('trial', 60_000), true);
    assert.equal(await next.take('first of the day', 60_000), false);
  });

  it('of another computer are over with their time alone', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    await window({ pid: gone, host: 'elsewhere' }).take('trial', 100);
    const next = window();
    assert.equal(await next.take('trial', 100), false);
    nowMs += 100;
    assert.equal(await next.take('trial', 100), true);
  });

  it("of a calendar that was put back stay their holder's, and last their time from then", async () => {
    await window().take('trial', 100);
    nowMs -= 3_600_000;
    const next = window();
    assert.equal(await next.take('trial', 100), false);
    nowMs += 99;
    assert.equal(await next.take('trial', 100), false);
    nowMs += 1;
    assert.equal(await next.take('trial', 100), true);
  });

  it('are held by one when the calendar goes back by a millisecond', async () => {
    await window().take('trial', 100);
    nowMs -= 1;
    assert.equal(await window().take('trial', 100), false);
  });

  it('of a dead process are free at once, whatever became of the calendar', async () => {
    const gone = spawnSync(process.execPath, ['-e', '']).pid;
    await window({ pid: gone }).take('trial', 100);
    nowMs -= 3_600_000;
    assert.equal(await window().take('trial', 100), true);
  });

  it('of two opened stores exclude each other, also when the first has given its own back', async () => {
    const [one, two] = [await folder.open(), await folder.open()];
    assert.equal(await one.leases.take('trial', 60_000), true);
    assert.equal(await two.leases.take('trial', 60_000), false);
    await one.leases.giveBack('trial');
    assert.equal(await two.leases.take('trial', 60_000), true);
  });
});
