/*
 * The panel's end of the wire: order kept, gaps and misfits answered by asking again, strangers
 * logged and dropped.
 */
import assert from 'node:assert/strict';
import type { ChatView, PanelMessage } from '../../src/protocol/index.ts';
import { createPanelLink } from '../../src/webview/panelLink.ts';
import { answer, text, turn, view } from './views.ts';

function setUp(): {
  readonly posted: PanelMessage[];
  readonly views: ChatView[];
  readonly receive: (data: unknown) => void;
} {
  const posted: PanelMessage[] = [];
  const views: ChatView[] = [];
  const link = createPanelLink((message) => posted.push(message), {
    onView: (shown) => views.push(shown),
    onPage: () => {},
    onDraftKept: () => {},
    onStrings: () => {},
    onFocus: () => {},
    onContext: () => {},
  });
  link.start();
  return { posted, views, receive: (data) => link.receive(data) };
}

const snapshot = (seq: number): unknown => ({
  type: 'chat-snapshot',
  seq,
  strings: {},
  view: view({ turns: [turn('Why?', answer({ state: 'streaming', blocks: [text('')] }))] }),
});
const ops = (seq: number, at: number, words: string): unknown => ({
  type: 'chat-ops',
  seq,
  ops: [{ op: 'append', turnId: 't1', answerId: 'a1', block: 0, at, text: words }],
});
const types = (posted: readonly PanelMessage[]): string[] => posted.map(({ type }) => type);

describe('panelLink', () => {
  it('asks for a snapshot and follows the batches behind it', () => {
    const { posted, views, receive } = setUp();
    receive(ops(1, 0, 'too early'));
    receive(snapshot(4));
    receive(ops(4, 0, 'already in the snapshot'));
    receive(ops(5, 0, 'Hello'));
    receive(ops(6, 5, ' there'));
    assert.deepEqual(types(posted), ['ready']);
    assert.deepEqual(views.at(-1)?.turns[0]?.answers[0]?.blocks, [text('Hello there')]);
  });

  it('asks again after a gap, a misfit, unreadable ops, once each', () => {
    for (const bad of [ops(6, 0, 'x'), ops(5, 3, 'x'), { type: 'chat-ops', seq: 5, ops: [{}] }]) {
      const { posted, views, receive } = setUp();
      receive(snapshot(4));
      receive(bad);
      receive(ops(5, 0, 'still in flight'));
      assert.deepEqual(types(posted), ['ready', 'log', 'ready']);
      receive(snapshot(9));
      receive(ops(10, 0, 'Hello'));
      assert.deepEqual(views.at(-1)?.turns[0]?.answers[0]?.blocks, [text('Hello')]);
    }
  });

  it('logs and drops strangers, and does not ask for ever', () => {
    const { posted, receive } = setUp();
    receive({ type: 'chat-snapshot', seq: 1 });
    receive({ type: 'evil' });
    receive('text');
    assert.deepEqual(types(posted), ['ready', 'log', 'log', 'log']);
  });
});
