/*
 * What every fact store must do, whatever it keeps facts in.
 */
import assert from 'node:assert/strict';
import type { Fact, FactStore } from '../../src/core/index.ts';

const fact = (key: string, more: Partial<Fact> = {}): Fact => ({
  kind: 'list',
  key,
  wallMs: 10,
  text: `Text of ${key}`,
  ...more,
});

export function factStoreContract(open: () => Promise<FactStore>): void {
  it('has the facts of one kind, newest first', async () => {
    const store = await open();
    await store.keepFact(fact('old'));
    await store.keepFact(fact('new', { wallMs: 20 }));
    await store.keepFact(fact('b'));
    await store.keepFact(fact('other', { kind: 'calibration' }));
    const keys = async (kind: string) => (await store.factsOf(kind)).map(({ key }) => key);
    assert.deepEqual(await keys('list'), ['new', 'b', 'old']);
    assert.deepEqual(await keys('calibration'), ['other']);
    assert.deepEqual(await keys('nothing'), []);
  });

  it('replaces the fact of a kind and key, whole', async () => {
    const store = await open();
    await store.keepFact(fact('a'));
    await store.keepFact(fact('a', { kind: 'other' }));
    await store.keepFact(fact('a', { wallMs: 30.5, text: '{"x":"你好 😀 \\u0000"}' }));
    assert.deepEqual(await store.factsOf('list'), [
      fact('a', { wallMs: 30.5, text: '{"x":"你好 😀 \\u0000"}' }),
    ]);
    assert.equal((await store.factsOf('other')).length, 1);
  });
}
