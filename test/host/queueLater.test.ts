import assert from 'node:assert/strict';
import type { JournalEvent } from '../../src/core/index.ts';
import type { QuestionQueue } from '../../src/host/queue/questionQueue.ts';
import type { QueueDeps } from '../../src/host/queue/queueRoom.ts';
import { queueLater } from '../../src/host/queueLater.ts';
import { createMemoryQueue } from '../../src/store/memoryQueue.ts';

function later() {
  const rows = createMemoryQueue();
  const calls: string[] = [];
  let loads = 0;
  let given: QueueDeps | undefined;
  const queue: QuestionQueue = {
    viewOf: () => ({ state: 'waiting', sentence: 'waits', buttons: [] }),
    rows: () => [],
    look: () => Promise.resolve(void calls.push('look')),
    put: (_id, turnId) => Promise.resolve(void calls.push(`put ${turnId}`)),
    takeBack: () => Promise.resolve(void calls.push('takeBack')),
    sendNow: () => Promise.resolve(void calls.push('sendNow')),
    note: ({ type }) => void calls.push(type),
    dispose: () => void calls.push('dispose'),
  };
  const log: string[] = [];
  const deps = {
    store: rows,
    onChange: () => void calls.push('deps'),
    log: (message: string) => log.push(message),
  };
  const door = queueLater(deps as unknown as QueueDeps, () => {
    loads += 1;
    return Promise.resolve({
      createQuestionQueue(own) {
        given = own;
        return queue;
      },
    });
  });
  return { door, rows, calls, log, loads: () => loads, given: () => given };
}

const network = { type: 'offline-changed', isOffline: true } as JournalEvent;

describe('queueLater', () => {
  it('loads nothing where nothing waits', async () => {
    const { door, loads } = later();
    await door.look();
    assert.deepEqual([door.viewOf('t'), door.rows(), loads()], [undefined, [], 0]);
  });

  it('is loaded once, by what waits or is to wait, and knows of the network then', async () => {
    const { door, rows, calls, loads } = later();
    door.note(network);
    await rows.enqueue({ turnId: 't', conversationId: 'c', queuedWallMs: 1, windowId: 'w' });
    await Promise.all([door.look(), door.put('c', 'u')]);
    await door.takeBack('t');
    await door.sendNow('t');
    assert.equal(loads(), 1);
    assert.deepEqual(
      calls,
      ['offline-changed', 'put u', 'look', 'takeBack', 'sendNow'].toSorted(
        (a, b) => calls.indexOf(a) - calls.indexOf(b),
      ),
    );
    assert.equal(door.viewOf('t')?.sentence, 'waits');
    door.dispose();
    assert.equal(calls.at(-1), 'dispose');
  });

  it('tells whoever draws', async () => {
    const { door, calls, given } = later();
    let drawn = 0;
    door.onChange = () => (drawn += 1);
    await door.put('c', 'u');
    given()?.onChange(new Set(['u']));
    assert.deepEqual([drawn, calls.includes('deps')], [1, true]);
  });

  it('closed while it loads it is closed at once; a store that fails is told to the log', async () => {
    const { door, calls } = later();
    const putting = door.put('c', 'u');
    door.dispose();
    await putting;
    assert.equal(calls[0], 'dispose');
    const broken = later();
    Object.assign(broken.rows, { queued: () => Promise.reject(new Error('busy')) });
    await broken.door.look();
    assert.deepEqual(broken.log, ['queue: Error: busy']);
  });
});
