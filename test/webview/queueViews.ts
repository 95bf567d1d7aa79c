/*
 * Questions that wait, in each of their states, as the pictures of the design show them. Plain data
 * for gallery and tests.
 */
import type { ChatView, QueuedView } from '../../src/protocol/index.ts';
import { answer, composer, illStrip, target, text, turn, view } from './views.ts';

const EDIT = { label: 'Edit', action: 'edit-question' as const };
const CANCEL = { label: 'Cancel', action: 'unqueue' as const };
const send = (label: string) => ({ label, action: 'send-queued' as const, primary: true });

export const QUEUED: Readonly<Record<QueuedView['state'], QueuedView>> = {
  waiting: {
    state: 'waiting',
    sentence: 'Queued. Sent when someone is back.',
    buttons: [EDIT, CANCEL],
  },
  ask: {
    state: 'ask',
    sentence: 'Send now?',
    detail: 'Queued 2 h ago; worker.ts changed since.',
    buttons: [send('Send'), EDIT, CANCEL],
  },
  sending: { state: 'sending', sentence: 'Another window is sending this.', buttons: [] },
  doubtful: {
    state: 'doubtful',
    sentence: 'This may have been sent.',
    detail: 'The window closed while it was on its way. It is not sent again by itself.',
    buttons: [send('Send again'), EDIT, CANCEL],
  },
};

export const storedView: ChatView = view({
  turns: [
    turn(
      'Why does this test hang?',
      answer({
        stored: {
          label: 'stored answer',
          sentence: 'From 3 h ago, same question. Nobody could answer.',
          buttons: [{ label: 'Ask again when back', action: 'queue' }],
        },
        blocks: [text('The pool is never drained: `release()` runs only when the query succeeds.')],
        buttons: [{ label: 'receipt', action: 'show-receipt' }],
      }),
    ),
    {
      ...turn(
        'And does drain() return?',
        answer({
          ...{ answerId: 'b1', state: 'failed', blocks: [] },
          cause: {
            sentence: 'Nobody could answer.',
            kept: 'Your question is kept.',
            buttons: [
              { label: 'Send when back', action: 'queue', primary: true },
              { label: 'Ask again', action: 'retry' },
            ],
          },
          past: [
            {
              question: 'Why does drain() never return?',
              from: 'Claude, 2 days ago',
              text: 'It **waits** for [all](https://example.com) of them.',
            },
            {
              question: 'How do I time out acquire()?',
              from: 'GPT, 9 days ago',
              text: 'With a race.',
            },
          ],
        }),
      ),
      turnId: 't2',
    },
  ],
});

export const queueView: ChatView = view({
  strip: {
    ...illStrip,
    targets: [
      target('Claude', 'paused', 'paused until 14:05'),
      target('GPT', 'paused', 'paused until 14:20'),
    ],
    notices: [
      {
        sentence: 'A question in another chat waits for your word.',
        kept: 'It was not sent by itself: too much time has passed, or the window closed.',
        buttons: [{ label: 'Show', action: 'show-queued' }],
      },
    ],
  },
  turns: (['ask', 'doubtful', 'sending', 'waiting'] as const).map((state) => ({
    ...turn('And does the same leak exist in worker.ts?'),
    turnId: state,
    queued: QUEUED[state],
  })),
  composer: composer(),
});
