import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { ContextRoom, RoomDeps } from '../../src/host/context/contextRoom.ts';
import { contextLater } from '../../src/host/contextLater.ts';

function setUp() {
  const calls: string[] = [];
  let loads = 0;
  const room: ContextRoom = {
    send: ({ clientId }) => Promise.resolve(calls.push(`send ${clientId}`) > 0),
    wish: ({ type }) => Promise.resolve(void calls.push(type)),
    drafted: ({ text }) => void calls.push(`draft ${text}`),
    changed: () => void calls.push('changed'),
    addFile: () => Promise.resolve(void calls.push('file')),
    addSelection: () => Promise.resolve(void calls.push('selection')),
    dispose: () => void calls.push('dispose'),
  };
  const later = contextLater({} as RoomDeps, () => {
    loads += 1;
    return Promise.resolve({ createContextRoom: () => room });
  });
  return { later, calls, loads: () => loads };
}

describe('context later', () => {
  it('loads nothing before it is wanted, and then once', async () => {
    const { later, calls, loads } = setUp();
    later.changed();
    assert.equal(loads(), 0);
    later.drafted({ atMs: 1, text: 'a' });
    assert.equal(await later.send({ type: 'chat-send', clientId: '1', text: 'a' }), true);
    await later.wish({ type: 'instructions', isOn: false });
    await later.addFile(undefined, []);
    await later.addSelection();
    later.changed();
    assert.deepEqual(
      [loads(), calls.join()],
      [1, 'draft a,send 1,instructions,file,selection,changed'],
    );
    later.dispose();
    assert.equal(calls.at(-1), 'dispose');
  });

  it('lets go of what was still being loaded', async () => {
    const { later, calls } = setUp();
    later.drafted({ atMs: 1, text: 'a' });
    later.dispose();
    await setImmediate();
    assert.ok(calls.includes('dispose'));
  });
});
