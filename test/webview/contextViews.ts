/*
 * Views with what goes with a question: chips sent, the meter, instructions, something left out.
 * Plain data for the gallery and the browser tests.
 */
import type { ChatView, ContextView } from '../../src/protocol/index.ts';
import { answer, FOOTER, text, turn, view } from './views.ts';

const selection = {
  kind: 'selection' as const,
  uri: 'file:///w/pool.test.ts',
  from: 40,
  to: 72,
  first: 'x',
};

export const sentChip = {
  ref: selection,
  icon: 'selection' as const,
  label: 'pool.test.ts:40–72',
  notes: [],
};

export const fullContext: ContextView = {
  instructions: { label: 'AGENTS.md', hint: 'Sent with every question', isOn: true },
  meter: {
    text: '~12k / 200k',
    hint: 'About 12k of the 200k tokens that Claude takes',
    full: 0.06,
    isOver: false,
    parts: [
      { label: 'Conversation', size: '~8k' },
      { label: 'pool.test.ts:40–72', size: '~4.2k' },
    ],
    leftOut: [],
  },
  chips: [
    { key: 'folder file:///w/src', notes: ['Left out, may hold secrets: src/.env'] },
    {
      key: 'file file:///w/logo.png',
      trouble: 'logo.png is no text. Attach a text file.',
      notes: [],
    },
  ],
};

export function contextViews(): Record<string, ChatView> {
  const asked = turn(
    'Why does this test hang?',
    answer({ ...FOOTER, blocks: [text('The pool is never drained.')] }),
  );
  const chips = [sentChip, { ...sentChip, icon: 'problems' as const, label: 'Problems (3)' }];
  return {
    context: view({
      turns: [{ ...asked, chips, leftOut: ['The oldest question was not sent along'] }],
    }),
  };
}
