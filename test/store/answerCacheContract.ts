/*
 * What every cache of answers must do, whatever it keeps them in. `open` gives the cache of a
 * workspace; two workspaces share one store.
 */
import assert from 'node:assert/strict';
import type { AnswerCache, StoredAnswer } from '../../src/core/index.ts';

const answer = (question: string, more: Partial<StoredAnswer> = {}): StoredAnswer => ({
  question,
  text: 'Because.',
  target: { providerId: 'a', modelId: 'm' },
  wallMs: 10,
  ...more,
});

export function answerCacheContract(open: () => Promise<(workspace: string) => AnswerCache>): void {
  it('gives what was kept under the very key, whole, and nothing under another', async () => {
    const cache = (await open())('w');
    const long = 'k'.repeat(300_000);
    const odd = answer('Why? 你好 😀 \u0000', { text: 'x'.repeat(100_000), wallMs: 30.5 });
    await cache.keep(`${long}1`, odd);
    await cache.keep(`${long}2`, answer('other'));
    assert.deepEqual(await cache.exact(`${long}1`), odd);
    assert.equal((await cache.exact(`${long}2`))?.question, 'other');
    assert.equal(await cache.exact(long), undefined);
    assert.equal(await cache.exact(`${long}1 `), undefined);
  });

  it('replaces what has the same key', async () => {
    const cache = (await open())('w');
    await cache.keep('k', answer('old pool'));
    await cache.keep('k', answer('new queue', { wallMs: 20 }));
    assert.equal((await cache.exact('k'))?.question, 'new queue');
    assert.deepEqual(await cache.similar('pool', 3), []);
  });

  it('knows nothing of another workspace', async () => {
    const of = await open();
    await of('one').keep('k', answer('the pool'));
    await of('two').keep('k', answer('the queue'));
    assert.equal((await of('one').exact('k'))?.question, 'the pool');
    assert.equal(await of('three').exact('k'), undefined);
    assert.deepEqual(
      (await of('two').similar('pool queue', 3)).map(({ question }) => question),
      ['the queue'],
    );
  });

  it('finds answers by words of question and text, capitals or not, at most so many', async () => {
    const cache = (await open())('w');
    await cache.keep('1', answer('Why does the pool hang?', { wallMs: 1 }));
    await cache.keep('2', answer('What is a mutex?', { text: 'A POOL of one.', wallMs: 2 }));
    await cache.keep('3', answer('How do I sort?', { wallMs: 3 }));
    const found = await cache.similar('pool', 3);
    assert.deepEqual(found.map(({ question }) => question).toSorted(), [
      'What is a mutex?',
      'Why does the pool hang?',
    ]);
    assert.equal((await cache.similar('pool', 1)).length, 1);
    const [best] = await cache.similar('Does the POOL hang when it is drained', 3);
    assert.equal(best?.question, 'Why does the pool hang?');
  });

  it('finds nothing where nothing is alike, and takes no word for a command', async () => {
    const cache = (await open())('w');
    await cache.keep('1', answer('Why does the pool hang?'));
    for (const hostile of [
      '',
      '   ',
      '"',
      "' OR 1=1 --",
      'NEAR(a b',
      'zebra*',
      '-',
      '()',
      ':x',
      '\u0000',
    ])
      assert.deepEqual(await cache.similar(hostile, 3), [], JSON.stringify(hostile));
    for (const odd of ['"pool', 'pool"*', 'pool AND', 'NOT pool', '^pool {', 'question:pool'])
      assert.equal((await cache.similar(odd, 3)).length, 1, odd);
  });
}
