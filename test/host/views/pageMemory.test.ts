import assert from 'node:assert/strict';
import { createPageMemory, forgetAllOf, type Memory } from '../../../src/host/views/pageMemory.ts';

function memory(): Memory & { readonly kept: Map<string, unknown> } {
  const kept = new Map<string, unknown>();
  return {
    kept,
    keys: () => [...kept.keys()],
    get: (name) => kept.get(name),
    update: (name, value) => {
      if (value === undefined) kept.delete(name);
      else kept.set(name, structuredClone(value));
      return Promise.resolve();
    },
  };
}
const draft = (text: string) => ({ atMs: 1, text });

describe('pageMemory', () => {
  it('brings draft and conversation of each page back in another window', () => {
    const disk = memory();
    const pages = createPageMemory(disk, () => 5);
    pages.keepDraft('side', draft('half a question'));
    pages.keepTalk('side', { conversationId: 'c1', isPrivate: false });
    pages.keepDraft('tab', draft('another'));
    const after = createPageMemory(disk, () => 6);
    assert.deepEqual(after.of('side'), {
      ...{ atMs: 5, conversationId: 'c1', draft: draft('half a question') },
    });
    assert.equal(after.of('tab')?.draft?.text, 'another');
    after.forget('tab');
    assert.equal(createPageMemory(disk, () => 7).of('tab'), undefined);
  });

  it('writes nothing of a private chat but that it is one; this window still knows its draft', () => {
    const disk = memory();
    const pages = createPageMemory(disk, () => 5);
    pages.keepTalk('side', { conversationId: 'secret-id', isPrivate: true });
    pages.keepDraft('side', draft('secret words'));
    assert.equal(pages.of('side')?.draft?.text, 'secret words');
    assert.doesNotMatch(JSON.stringify([...disk.kept]), /secret/);
    assert.equal(createPageMemory(disk, () => 6).of('side')?.isPrivate, true);
  });

  it('reads what is no memory of a page as nothing', () => {
    const disk = memory();
    disk.kept.set('steadfast.page.side', { atMs: 'x', draft: 3 });
    const pages = createPageMemory(disk, () => 5);
    assert.equal(pages.of('side'), undefined);
    pages.keepDraft('side', draft('new'));
    assert.equal(pages.of('side')?.draft?.text, 'new');
  });

  it('forgets pages that never came back, the oldest first, and none of this window', () => {
    const disk = memory();
    disk.kept.set('other', 1);
    let nowMs = 0;
    const before = createPageMemory(disk, () => (nowMs += 1));
    for (let n = 0; n < 50; n += 1) before.keepDraft(`old${n}`, draft(`${n}`));
    const pages = createPageMemory(disk, () => (nowMs += 1));
    for (let n = 0; n < 3; n += 1) pages.keepDraft(`new${n}`, draft(`${n}`));
    assert.equal(disk.kept.size, 51);
    for (const gone of ['old0', 'old1', 'old2']) assert.equal(pages.of(gone), undefined);
    for (const there of ['old3', 'new0', 'new2']) assert.ok(pages.of(there), there);
  });

  it('forgets everything when told so, of all memories', async () => {
    const disks = [memory(), memory()];
    for (const disk of disks) disk.kept.set('steadfast.page.side', 1).set('other', 2);
    await forgetAllOf(...disks);
    for (const { kept } of disks) assert.deepEqual([...kept.values()].filter(Boolean), []);
  });
});
