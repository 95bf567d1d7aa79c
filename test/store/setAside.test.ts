/*
 * Setting a file aside: with its log, and never the wrong file.
 */
import assert from 'node:assert/strict';
import * as fs from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileMark, setAside } from '../../src/store/setAside.ts';

describe('store/setAside', () => {
  let folder: string;
  let file: string;
  beforeEach(async () => {
    folder = await fs.mkdtemp(join(tmpdir(), 'steadfast-store-'));
    file = join(folder, 'steadfast.db');
  });
  afterEach(() => fs.rm(folder, { recursive: true }));

  it('renames the file and its log; nothing is lost', async () => {
    await fs.writeFile(file, 'damaged');
    await fs.writeFile(`${file}-wal`, 'log');
    const mark = (await fileMark(file)) ?? assert.fail();
    const aside = (await setAside(file, mark)) ?? assert.fail();
    assert.match(aside, /steadfast\.damaged-\d{4}-\d\d-\d\dT[\d-]+Z\.db$/);
    assert.equal(await fs.readFile(aside, 'utf8'), 'damaged');
    assert.equal(await fs.readFile(`${aside}-wal`, 'utf8'), 'log');
    assert.equal((await fs.readdir(folder)).length, 2);
  });

  it('leaves a file alone that has taken the place of the marked one', async () => {
    await fs.writeFile(file, 'damaged');
    const mark = (await fileMark(file)) ?? assert.fail();
    await fs.rename(file, `${file}.moved`);
    await fs.writeFile(file, 'fresh');
    assert.equal(await setAside(file, mark), undefined);
    assert.equal(await fs.readFile(file, 'utf8'), 'fresh');
  });

  it('waits for another window that is at it, and leaves what that one has begun', async () => {
    await fs.writeFile(file, 'damaged');
    const mark = (await fileMark(file)) ?? assert.fail();
    await fs.mkdir(`${file}.setting-aside`);
    const waiting = setAside(file, mark);
    await fs.rename(file, `${file}.moved`);
    await fs.writeFile(file, 'fresh');
    await fs.writeFile(`${file}-wal`, 'its log');
    await fs.rmdir(`${file}.setting-aside`);
    assert.equal(await waiting, undefined);
    assert.equal(await fs.readFile(file, 'utf8'), 'fresh');
    assert.equal(await fs.readFile(`${file}-wal`, 'utf8'), 'its log');
  });

  it('is not held up for ever by a window that died at it', async () => {
    await fs.writeFile(file, 'damaged');
    const mark = (await fileMark(file)) ?? assert.fail();
    await fs.mkdir(`${file}.setting-aside`);
    await fs.utimes(`${file}.setting-aside`, 1, 1);
    assert.notEqual(await setAside(file, mark), undefined);
    assert.equal((await fs.readdir(folder)).length, 1);
  });

  it('has nothing to do where nothing is', async () => {
    assert.equal(await fileMark(file), undefined);
    assert.equal(await setAside(file, { inode: 1n, bornNs: 1n }), undefined);
  });
});
