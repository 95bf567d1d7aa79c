/*
 * The file: the contract of every store, many turns, other windows, and sudden death.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import { startWriter } from './writers.ts';
import { tempFolder } from './tempFolder.ts';
import type { TempFolder } from './tempFolder.ts';
import { journalSpanContract } from './journalSpanContract.ts';
import { turn, turnStoreContract } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

withSqlite('store/sqliteTurnStore', ({ DatabaseSync }) => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(async () => {
    await folder.remove();
  });

  describe('keeps the contract', () => {
    turnStoreContract(() => folder.open());
    journalSpanContract(() => folder.open());
  });

  it('finds a thousand turns again after reopening, in order and quickly', async () => {
    const first = await folder.open();
    const startMs = performance.now();
    for (let i = 0; i < 1000; i += 1) {
      await first.save(turn(`t${i}`, { conversationId: `c${i % 10}`, askedWallMs: i }));
    }
    const writeMs = (performance.now() - startMs) / 1000;
    await first.close();
    const again = await folder.open();
    assert.deepEqual(
      (await again.turnsOf('c3')).map(({ askedWallMs }) => askedWallMs),
      Array.from({ length: 100 }, (_, i) => i * 10 + 3),
    );
    assert.equal(await again.latestConversation(), 'c9');
    assert.deepEqual(folder.problems, []);
    // 0.1 ms measured; the bound only catches a disk flush or a table scan per write.
    assert.ok(writeMs < 5, `${writeMs} ms a write`);
  });

  it('searches by index', async () => {
    await (await folder.open()).save(turn('t'));
    const db = new DatabaseSync(folder.file);
    const plan = (sql: string) => JSON.stringify(db.prepare(`EXPLAIN QUERY PLAN ${sql}`).all());
    const ofOne = plan(
      `SELECT turn FROM turns WHERE conversation_id = 'a' ORDER BY asked_wall_ms, rowid`,
    );
    const latest = plan('SELECT turn FROM turns ORDER BY asked_wall_ms DESC, rowid DESC LIMIT 1');
    db.close();
    assert.match(ofOne, /USING INDEX turns_of_conversation/);
    assert.match(latest, /USING INDEX turns_by_time/);
    assert.doesNotMatch(ofOne + latest, /TEMP B-TREE/);
  });

  it('leaves out what it cannot read, says so once, and deletes nothing', async () => {
    const store = await folder.open();
    for (const id of ['a', 'b', 'c']) await store.save(turn(id));
    const db = new DatabaseSync(folder.file);
    db.exec(`UPDATE turns SET turn = '{"v":1,"que' WHERE turn_id = 'b'`);
    const ids = (await store.turnsOf('talk')).map(({ turnId }) => turnId);
    await store.turnsOf('talk');
    assert.deepEqual(ids, ['a', 'c']);
    assert.equal(folder.problems.length, 1);
    assert.match(folder.problems[0]?.what ?? '', /One turn in .*steadfast\.db could not be read/);
    assert.equal(folder.problems[0]?.isMemoryOnly, false);
    assert.equal(db.prepare('SELECT count(*) AS n FROM turns').get()?.['n'], 3);
    db.close();
  });

  it('waits for another window without blocking this one, in the order of the saves', async () => {
    const store = await folder.open();
    const other = new DatabaseSync(folder.file);
    other.exec('BEGIN IMMEDIATE');
    const saves = ['one', 'two'].map((question) => store.save(turn('t', { question })));
    let longestMs = 0;
    let lastMs = performance.now();
    const timer = setInterval(() => {
      longestMs = Math.max(longestMs, performance.now() - lastMs);
      lastMs = performance.now();
    }, 1);
    await new Promise((resolve) => {
      setTimeout(resolve, 1000);
    });
    other.exec('COMMIT');
    other.close();
    await Promise.all(saves);
    clearInterval(timer);
    assert.equal((await store.turnsOf('talk'))[0]?.question, 'two');
    // One try waits 50 ms; a busy machine adds to that, but a wait that blocks would be all of it.
    assert.ok(longestMs < 500, `blocked for ${longestMs} ms`);
  });

  it('a file that stays busy: the save fails naming file and remedy, later ones work', async () => {
    const store = await folder.open();
    const other = new DatabaseSync(folder.file);
    other.exec('BEGIN IMMEDIATE');
    const real = performance.now;
    let skippedMs = 0;
    performance.now = () => real.call(performance) + (skippedMs += 2_000);
    try {
      await assert.rejects(store.save(turn('t')), (error: Error) => {
        assert.match(error.message, /steadfast\.db is being used by another program\. Close/);
        return true;
      });
    } finally {
      performance.now = real;
      other.exec('COMMIT');
      other.close();
    }
    await store.save(turn('u'));
    assert.equal((await store.turnsOf('talk')).length, 1);
  });

  it('two processes and this one write at once: nothing is lost', async () => {
    const store = await folder.open();
    const writers = ['a', 'b'].map((name) => startWriter(folder.path, name, 300));
    for (let i = 0; i < 300; i += 1) {
      await store.save(turn(`mine${i}`));
      if (i % 10 === 0) {
        await new Promise((resolve) => {
          setTimeout(resolve, 20);
        });
      }
    }
    assert.deepEqual(await Promise.all(writers.map(({ over }) => over)), [0, 0]);
    const ids = new Set((await store.turnsOf('talk')).map(({ turnId }) => turnId));
    assert.equal(ids.size, 900);
    for (const writer of writers) {
      for (const id of writer.acknowledged()) assert.ok(ids.has(id), id);
    }
  }).timeout(60_000);

  it('killed in mid-write, again and again: the file opens, what was acknowledged is there', async () => {
    for (let round = 0; round < 8; round += 1) {
      const name = `r${round}-`;
      const writer = startWriter(folder.path, name, 100_000);
      while (writer.acknowledged().length < 10 + round * 17) {
        await new Promise((resolve) => {
          setTimeout(resolve, 3);
        });
      }
      writer.kill();
      assert.equal(await writer.over, null);
      const store = await folder.open();
      const ids = new Set((await store.turnsOf('talk')).map(({ turnId }) => turnId));
      const acknowledged = writer.acknowledged();
      for (const id of acknowledged) assert.ok(ids.has(id), `${id} is lost`);
      const saved = [...ids].filter((id) => id.startsWith(name)).length;
      assert.ok(saved - acknowledged.length <= 1, 'at most the one that was under way is new');
      await store.close();
    }
    assert.deepEqual(folder.problems, []);
    const db = new DatabaseSync(folder.file);
    assert.deepEqual({ ...db.prepare('PRAGMA integrity_check').get() }, { integrity_check: 'ok' });
    db.close();
  }).timeout(60_000);
});
