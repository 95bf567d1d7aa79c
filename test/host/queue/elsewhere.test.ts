import assert from 'node:assert/strict';
import type { QueuedQuestion } from '../../../src/core/index.ts';
import type { Talk } from '../../../src/host/chat/talks.ts';
import { elsewhere } from '../../../src/host/queue/elsewhere.ts';
import type { QueuedView } from '../../../src/protocol/index.ts';

const row = (turnId: string, conversationId: string): QueuedQuestion => ({
  ...{ turnId, conversationId, queuedWallMs: 1, windowId: 'w', state: 'waiting' },
});

describe('host/queue/elsewhere', () => {
  it('counts what wants a word, in chats that are not open', () => {
    const states: Record<string, QueuedView['state']> = {
      ...{ a: 'ask', b: 'doubtful', c: 'waiting', d: 'sending', e: 'ask' },
    };
    const queue = {
      rows: () => [
        ...['a', 'b', 'c', 'd'].map((id) => row(id, 'closed')),
        ...[row('e', 'open'), row('f', 'closed')],
      ],
      viewOf: (turnId: string): QueuedView | undefined => {
        const state = states[turnId];
        return state === undefined ? undefined : { state, sentence: '', buttons: [] };
      },
    };
    const open = [{ session: { conversationId: () => 'open' } }] as unknown as Talk[];
    assert.deepEqual(
      elsewhere(queue, { all: () => open }).map(({ turnId }) => turnId),
      ['a', 'b'],
    );
  });
});
