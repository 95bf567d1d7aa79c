/*
 * The webview's own words: labels, tooltips, announcements. English stands here; a snapshot brings
 * translations under the same keys. Sentences about providers never stand here: the host says
 * them.
 */
const ENGLISH = {
  you: 'You',
  answerFrom: 'Answer from {name}',
  answerPending: 'Answer',
  asking: 'Asking…',
  simulated: 'simulated',
  why: 'why',
  receipt: 'receipt',
  reasoning: 'Reasoning',
  pastAnswers: 'Your own past answers',
  reasoningOpen: 'Thinking…',
  toolCall: 'Wants to call {name}',
  toolRan: 'Called {name}',
  toolFailed: '{name} failed',
  toolRefused: '{name} was not allowed',
  toolResult: 'What came back',
  showAll: 'Show all',
  showLess: 'Show less',
  copy: 'Copy',
  copyCode: 'Copy code',
  copyAnswer: 'Copy answer',
  copyQuestion: 'Copy question',
  copied: 'Copied',
  insertCode: 'Insert at cursor',
  applyCode: 'Apply',
  newFile: 'New file',
  deleteQuestion: 'Delete question and answer',
  version: 'Version {at} of {of}',
  olderVersion: 'Earlier version',
  newerVersion: 'Later version',
  editing: 'Editing a question. The old one stays as an earlier version.',
  cancelEdit: 'Cancel editing',
  find: 'Find in conversation',
  findNext: 'Next match',
  findPrevious: 'Previous match',
  findClose: 'Close',
  findCount: '{at} of {of}',
  findNone: 'No results',
  edit: 'Edit question',
  askAgain: 'Ask again',
  toLatest: 'To latest',
  chooseModel: 'Choose model',
  showSpend: 'Show spend',
  send: 'Send',
  stop: 'Stop',
  message: 'Your question',
  attach: 'Attach (@)',
  attached: 'Attached',
  removeChip: 'Take away {name}',
  openSent: 'Open {name}',
  suggestions: 'What can be attached or asked',
  suggestionCount: '{count} suggestions',
  nothingFound: 'Nothing found',
  contextSize: 'Size of what is sent',
  leftOut: 'Not sent',
  followOff: 'Do not follow in this chat',
  followOn: 'Follow in this chat',
  conversation: 'Conversation',
  providers: 'Providers',
  faultsOf: 'Faults of {name}',
  waiting: 'Waiting',
  details: 'Details',
  image: 'image',
  answerStarted: 'Answer started',
  switchedTo: 'Switched to {name}',
  answerFinished: 'Answer finished',
  answerStopped: 'Answer stopped',
  noAnswer: 'No answer',
} as const;

type WordKey = keyof typeof ENGLISH;
export type Words = Readonly<Record<WordKey, string>>;

export const english: Words = ENGLISH;

/** English, overlaid with what the snapshot brought; unknown keys are ignored. */
export function wordsFrom(strings: Readonly<Record<string, string>>): Words {
  const words: Record<WordKey, string> = { ...ENGLISH };
  for (const key of Object.keys(ENGLISH) as WordKey[]) {
    const translated = Object.hasOwn(strings, key) ? strings[key] : undefined;
    if (translated !== undefined) words[key] = translated;
  }
  return words;
}

/** Put a value where `{name}` stands. */
export function fill(sentence: string, name: string, value: string): string {
  return sentence.split(`{${name}}`).join(value);
}
