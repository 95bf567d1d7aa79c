import assert from 'node:assert/strict';
import { createOpsLink, type OpsLink } from '../../../src/host/chat/opsLink.ts';
import type { ChatOp, ChatView, HostMessage } from '../../../src/protocol/index.ts';
import type { VirtualClock } from '../../../src/sim/virtualClock.ts';
import { virtualClock } from '../fakes.ts';

const append = (at: number, text: string): ChatOp => ({
  op: 'append',
  turnId: 't',
  answerId: 'a',
  block: 0,
  at,
  text,
});
const view = { conversationId: 'c' } as ChatView;

const setUp = (): { clock: VirtualClock; link: OpsLink; posted: HostMessage[] } => {
  const clock = virtualClock();
  const posted: HostMessage[] = [];
  const link = createOpsLink(
    clock,
    (message) => posted.push(message),
    () => ({ page: 'p', view, strings: {} }),
  );
  return { clock, link, posted };
};

describe('opsLink', () => {
  it('costs nothing while no panel is there', async () => {
    const { clock, link, posted } = setUp();
    link.push(append(0, 'x'));
    await clock.advance(1000);
    assert.deepEqual([posted, clock.pending], [[], 0]);
  });

  it('batches for 33 ms and melts growing text into one op', async () => {
    const { clock, link, posted } = setUp();
    link.ready();
    link.push(append(0, 'Hel'));
    link.push(append(3, 'lo'));
    await clock.advance(32);
    assert.equal(posted.length, 1);
    await clock.advance(1);
    assert.deepEqual(posted[1], { type: 'chat-ops', seq: 1, ops: [append(0, 'Hello')] });
  });

  it('keeps at most one batch unacknowledged, and everything that came meanwhile', async () => {
    const { clock, link, posted } = setUp();
    link.ready();
    link.push(append(0, 'a'));
    await clock.advance(33);
    for (let n = 1; n < 100; n += 1) link.push(append(n, 'b'));
    await clock.advance(10_000);
    assert.equal(posted.length, 2);
    link.ack(1);
    await clock.advance(33);
    assert.deepEqual(posted[2], {
      type: 'chat-ops',
      seq: 2,
      ops: [append(1, 'b'.repeat(99))],
    });
  });

  it('starts over with a snapshot when the panel reloads, and sends nothing of before', async () => {
    const { clock, link, posted } = setUp();
    link.ready();
    link.push(append(0, 'a'));
    await clock.advance(33);
    link.push(append(1, 'b'));
    link.ready();
    await clock.advance(100);
    assert.deepEqual(
      posted.map((message) => [message.type, 'seq' in message ? message.seq : undefined]),
      [
        ['chat-snapshot', 0],
        ['chat-ops', 1],
        ['chat-snapshot', 1],
      ],
    );
    link.push(append(2, 'c'));
    await clock.advance(33);
    assert.equal(posted.at(-1)?.type, 'chat-ops');
  });

  it('leaves no timer behind', async () => {
    const { clock, link } = setUp();
    link.ready();
    link.push(append(0, 'a'));
    link.sleep();
    assert.equal(clock.pending, 0);
  });

  it('melts an answer told anew into the one before, for a tool call grows by whole answers', async () => {
    const { clock, link, posted } = setUp();
    const told = (answerId: string, argumentsText: string): ChatOp => ({
      op: 'answer',
      turnId: 't',
      answer: {
        answerId,
        state: 'streaming',
        blocks: [{ type: 'tool-call', name: 'write', argumentsText, whole: false }],
        footer: [],
      },
    });
    link.ready();
    link.push(told('a', ''));
    for (let n = 1; n <= 1_000; n += 1) link.push(told('b', 'x'.repeat(n)));
    await clock.advance(33);
    const ops = [told('a', ''), told('b', 'x'.repeat(1_000))];
    assert.deepEqual(posted[1], { type: 'chat-ops', seq: 1, ops });
  });
});
