import assert from 'node:assert/strict';
import type { Talk } from '../../../src/host/chat/talks.ts';
import { createPages } from '../../../src/host/views/pages.ts';

function page(id: string, conversation = id) {
  const made = {
    id,
    reloads: 0,
    session: { conversationId: () => conversation } as Talk['session'],
    show: ({ session }: Talk) => {
      made.session = session;
    },
    reload: () => {
      made.reloads += 1;
    },
  };
  return made;
}
const talk = (id: string): Talk => ({ session: page(id).session }) as Talk;

describe('pages', () => {
  it('means the page used last, and the side bar when all tabs are closed', () => {
    const [side, one, two] = [page('side'), page('one'), page('two')];
    const pages = createPages(side);
    assert.equal(pages.current(), side);
    pages.add(one);
    pages.add(two);
    assert.equal(pages.current(), two);
    pages.used(one);
    assert.equal(pages.current(), one);
    pages.used(side);
    assert.equal(pages.current(), side);
    pages.remove(one);
    pages.used(one);
    assert.equal(pages.current(), side);
    pages.remove(side);
    pages.remove(two);
    assert.deepEqual(pages.all(), [side]);
  });

  it('turns every page that shows a deleted chat to a fresh one, and no other', () => {
    const [side, one, two] = [page('side', 'gone'), page('one', 'gone'), page('two', 'kept')];
    const pages = createPages(side);
    pages.add(one);
    pages.add(two);
    let n = 0;
    pages.leave('gone', () => talk(`fresh${(n += 1)}`));
    const shown = pages.all().map(({ session }) => session.conversationId());
    assert.deepEqual(shown, ['fresh1', 'fresh2', 'kept']);
    pages.reload();
    assert.deepEqual([side.reloads, two.reloads], [1, 1]);
  });
});
