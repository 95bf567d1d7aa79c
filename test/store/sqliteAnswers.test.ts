/*
 * Answers for an outage in the file: the contract, its bounds, and that nothing of a deleted turn
 * is left in it.
 * Needs node:sqlite (see withSqlite).
 */
import assert from 'node:assert/strict';
import type { AnswerRecord, StoredAnswer } from '../../src/core/index.ts';
import { answerCacheContract } from './answerCacheContract.ts';
import { tempFolder, type TempFolder } from './tempFolder.ts';
import { turn } from './turnStoreContract.ts';
import { withSqlite } from './withSqlite.ts';

const stored = (text: string, wallMs = 1): StoredAnswer => ({
  ...{ question: `Question about ${text}`, text, wallMs },
  target: { providerId: 'a', modelId: 'm' },
});
const said = (text: string): AnswerRecord => ({
  ...{ answerId: 'x', state: 'whole', start: { how: 'first' } },
  blocks: [
    { type: 'reasoning', text: 'hm' },
    { type: 'text', text },
  ],
});

withSqlite('store/sqliteAnswers', ({ DatabaseSync }) => {
  let folder: TempFolder;
  beforeEach(async () => {
    folder = await tempFolder();
  });
  afterEach(() => folder.remove());

  answerCacheContract(async () => (await folder.open()).answersOf);

  it('keeps the newest five hundred of a workspace, and outlives the window', async () => {
    const store = await folder.open();
    const cache = store.answersOf('w');
    for (let n = 0; n < 503; n += 1) await cache.keep(`k${n}`, stored(`word${n}`, n));
    await store.answersOf('other').keep('k', stored('elsewhere', 0));
    await store.close();
    const again = await folder.open();
    const now = again.answersOf('w');
    assert.deepEqual([await now.exact('k2'), (await now.exact('k3'))?.text], [undefined, 'word3']);
    assert.equal((await again.answersOf('other').exact('k'))?.text, 'elsewhere');
    assert.equal(await again.forgetAnswers(), 501);
    assert.deepEqual(await now.similar('word7', 3), []);
  });

  it('what is deleted of the turns is gone from here as well, whichever way', async () => {
    const store = await folder.open();
    const cache = store.answersOf('w');
    const texts = ['one', 'two', 'old', 'stays'];
    for (const text of texts) {
      await store.save(
        turn(text, {
          conversationId: text === 'one' ? 'talk' : text,
          askedWallMs: text === 'old' ? 5 : 1e12,
          answers: [said(`answer ${text}`)],
        }),
      );
      await cache.keep(text, stored(`answer ${text}`, 1e12));
    }
    await store.removeTurns(['one']);
    await store.remove('two');
    await store.forgetOlder({ journals: 0, figures: 0, conversations: 1_000 });
    const left = await Promise.all(texts.map((key) => cache.exact(key)));
    assert.deepEqual(
      left.map((one) => one?.text),
      [undefined, undefined, undefined, 'answer stays'],
    );
    await store.forgetAll();
    assert.equal(await cache.exact('stays'), undefined);
  });

  it('leaves out what it cannot read', async () => {
    const store = await folder.open();
    await store.answersOf('w').keep('k', stored('pool'));
    const db = new DatabaseSync(folder.file);
    db.exec(`UPDATE answers SET answer = '{"que'`);
    db.close();
    assert.equal(await store.answersOf('w').exact('k'), undefined);
    assert.deepEqual(await store.answersOf('w').similar('pool', 3), []);
  });

  it('looks through five hundred answers in a moment', async () => {
    const cache = (await folder.open()).answersOf('w');
    const words = Array.from({ length: 400 }, (_, n) => `word${n}`).join(' ');
    for (let n = 0; n < 500; n += 1) await cache.keep(`k${n}`, stored(`${words} own${n}`, n));
    const startMs = performance.now();
    const [best] = await cache.similar('what is own321 about word7', 3);
    const tookMs = performance.now() - startMs;
    assert.ok(best?.text.endsWith('own321'));
    // 60 ms measured under load; a reader who has waited for a failure waits a second at most.
    assert.ok(tookMs < 900, `${tookMs} ms`);
  });
});
