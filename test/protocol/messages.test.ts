/*
 * Both ends parse what they receive: forged, unknown and oversized
 * messages are refused, and what the gallery draws is what the schema
 * allows.
 */
import assert from 'node:assert/strict';
import { ChatOp, ChatView, HostMessage, PanelMessage } from '../../src/protocol/index.ts';
import { galleryViews } from '../webview/galleryViews.ts';

const FORGED: readonly unknown[] = [
  undefined,
  null,
  'chat-send',
  42,
  [],
  {},
  { type: 'chat-apply', text: 'x' },
  { type: '__proto__' },
  { type: 'chat-send', text: 'no id' },
  { type: 'chat-send', clientId: 'x'.repeat(65), text: '' },
  { type: 'chat-send', clientId: 'a', text: 'x'.repeat(2_000_001) },
  { type: 'chat-send', clientId: 'a', text: { toString: 'x' } },
  { type: 'keep-draft', draft: { atMs: 1, text: 'x'.repeat(2_000_001) } },
  { type: 'keep-draft', draft: { atMs: 1, text: '', pending: { text: 'no id' } } },
  { type: 'open-link', href: 'https://' + 'x'.repeat(5000) },
  { type: 'copy', text: ['x'] },
  { type: 'chat-ack', seq: 1.5 },
  { type: 'action', button: { label: 'x', action: 'run-command' } },
  { type: 'action', button: { label: 'x', action: 'retry', args: { command: { a: 1 } } } },
  { type: 'set-fault', providerId: 'a', fault: 'cut', isOn: 'yes' },
  { type: 'log', level: 'debug', message: 'x' },
];

describe('messages', () => {
  it('from the panel: unknown and forged ones are refused', () => {
    for (const message of FORGED) {
      assert.equal(
        PanelMessage.safeParse(message).success,
        false,
        JSON.stringify(message)?.slice(0, 80),
      );
    }
  });

  it('from the host: unknown and forged ones are refused', () => {
    const forged: readonly unknown[] = [
      ...FORGED,
      { type: 'chat-snapshot', seq: 0, view: {}, strings: {} },
      { type: 'chat-ops', seq: 1, ops: [{ op: 'eval', text: 'x' }] },
      {
        type: 'chat-ops',
        seq: 1,
        ops: [{ op: 'append', turnId: 't', answerId: 'a', block: -1, at: 0, text: '' }],
      },
      { type: 'chat-ops', seq: '1', ops: [] },
      { type: 'focus', what: 'everything' },
      { type: 'chips' },
    ];
    for (const message of forged) {
      assert.equal(
        HostMessage.safeParse(message).success,
        false,
        JSON.stringify(message)?.slice(0, 80),
      );
    }
  });

  it('keeps nothing that the schema does not name', () => {
    const parsed = PanelMessage.parse({ type: 'ready', apiKey: 'sk-FAKE' });
    assert.deepEqual(parsed, { type: 'ready' });
    const op = ChatOp.parse({ op: 'wait', apiKey: 'sk-FAKE' });
    assert.deepEqual(op, { op: 'wait' });
  });

  it('allows every state of the gallery', () => {
    for (const [name, view] of Object.entries(galleryViews(0))) {
      assert.deepEqual(ChatView.parse(view), view, name);
    }
  });
});
