/*
 * The order of statements and their end, on a database that only knows how to close.
 */
import assert from 'node:assert/strict';
import { createStatements, type OpenFile } from '../../src/store/statements.ts';

function open(): { readonly file: OpenFile; readonly done: string[] } {
  const done: string[] = [];
  const db = { close: () => void done.push('close') } as unknown as OpenFile['db'];
  return { file: { db, file: '/f.db' }, done };
}

describe('store/statements', () => {
  it('run one after the other, and the file closes after the last', async () => {
    const { file, done } = open();
    const { run, close } = createStatements(file);
    const all = ['a', 'b'].map((name) => run(() => done.push(name)));
    const closing = close();
    await assert.rejects(
      run(() => done.push('late')),
      /\/f\.db is closed/,
    );
    await Promise.all([...all, closing, close()]);
    assert.deepEqual(done, ['a', 'b', 'close']);
  });

  it('say file and remedy when they fail, and the next one runs', async () => {
    const { run } = createStatements(open().file);
    const failing = run(() => {
      throw Object.assign(new Error('disk'), { errcode: 13 });
    });
    const next = run(() => 7);
    await assert.rejects(failing, /No space is left for \/f\.db\. Free some space/);
    assert.equal(await next, 7);
  });
});
