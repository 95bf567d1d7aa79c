// linkAbort: the child follows, the parent never does, and disposal leaves no listener.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { linkAbort } from '../../src/core/index.ts';

const listenersOf = (controller: AbortController): number =>
  getEventListeners(controller.signal, 'abort').length;

describe('linkAbort', () => {
  it('follows its parent with the same reason, at once', () => {
    const parent = new AbortController();
    const link = linkAbort(parent.signal);
    const reason = new Error('why');
    parent.abort(reason);
    assert.equal(link.signal.aborted, true);
    assert.equal(link.signal.reason, reason);
    assert.equal(listenersOf(parent), 0);
  });

  it('is born aborted under an aborted parent', () => {
    const parent = new AbortController();
    parent.abort('gone');
    const link = linkAbort(parent.signal);
    assert.equal(link.signal.reason, 'gone');
    assert.equal(listenersOf(parent), 0);
  });

  it('never aborts its parent', () => {
    const parent = new AbortController();
    const link = linkAbort(parent.signal);
    link.abort('mine');
    assert.equal(parent.signal.aborted, false);
    assert.equal(link.signal.reason, 'mine');
    link.dispose();
  });

  it('leaves no listener when disposed, and then follows no more', () => {
    const parent = new AbortController();
    const links = Array.from({ length: 9 }, () => linkAbort(parent.signal));
    assert.equal(listenersOf(parent), 9);
    for (const link of links) {
      link.dispose();
      link.dispose();
    }
    assert.equal(listenersOf(parent), 0);
    parent.abort();
    assert.equal(links[0]?.signal.aborted, false);
  });
});
