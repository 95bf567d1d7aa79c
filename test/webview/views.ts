/*
 * Pieces of views to look at and to test with, in the words of the interface page.
 * Builders with defaults; the gallery's views and the tests start from them.
 */
import type {
  AnswerView,
  ChatView,
  ComposerView,
  StripView,
  TargetView,
  TurnView,
} from '../../src/protocol/index.ts';

export const target = (
  name: string,
  state: TargetView['state'],
  word: string,
  more: Partial<TargetView> = {},
): TargetView => ({
  targetKey: name.toLowerCase(),
  providerId: name.toLowerCase(),
  name,
  state,
  word,
  simulated: false,
  ...more,
});

export const text = (words: string): AnswerView['blocks'][number] => ({
  type: 'text',
  text: words,
});

export const answer = (more: Partial<AnswerView> = {}): AnswerView => ({
  answerId: 'a1',
  who: { name: 'Claude Sonnet', simulated: false },
  state: 'whole',
  blocks: [],
  footer: [],
  ...more,
});

export const turn = (question: string, ...answers: AnswerView[]): TurnView => ({
  turnId: 't1',
  question,
  answers,
});

export const composer = (more: Partial<ComposerView> = {}): ComposerView => ({
  placeholder: 'Ask anything…',
  who: 'Claude Sonnet',
  canSend: true,
  suggestions: [],
  ...more,
});

const wellStrip: StripView = {
  isWell: true,
  targets: [target('Claude', 'working', 'working'), target('GPT', 'ready', 'ready')],
  spend: '$0.42 today',
  notices: [],
};

export const illStrip: StripView = {
  isWell: false,
  targets: [
    target('Claude', 'paused', 'paused until 14:05'),
    target('GPT', 'answering', 'answering'),
    target('Ollama', 'ready', 'ready'),
  ],
  spend: '$0.46 today',
  notices: [],
};

export const view = (more: Partial<ChatView> = {}): ChatView => ({
  conversationId: 'c1',
  turns: [],
  strip: wellStrip,
  offers: [],
  composer: composer(),
  ...more,
});

export const FOOTER = {
  footer: [
    { text: '0.9 s', hint: 'first word after 0.9 s' },
    { text: '1.2k tokens' },
    { text: '$0.011' },
  ],
  buttons: [
    { label: 'receipt', action: 'show-receipt' as const },
    { label: 'Ask again', action: 'retry' as const },
    { label: 'Ask another…', action: 'ask-another' as const },
  ],
};
