/*
 * The words that the webview itself needs (labels, announcements), localised. English stands in
 * `webview/words.ts` as well, so that the panel can speak before its first snapshot; a test holds
 * the two lists equal.
 */
import type { L10n } from '../l10n.ts';

export function panelStrings(l10n: L10n): Record<string, string> {
  return {
    ...toolStrings(l10n),
    you: l10n.t('You'),
    answerFrom: l10n.t('Answer from {name}'),
    answerPending: l10n.t('Answer'),
    asking: l10n.t('Asking…'),
    simulated: l10n.t('simulated'),
    why: l10n.t('why'),
    receipt: l10n.t('receipt'),
    reasoning: l10n.t('Reasoning'),
    pastAnswers: l10n.t('Your own past answers'),
    reasoningOpen: l10n.t('Thinking…'),
    showAll: l10n.t('Show all'),
    showLess: l10n.t('Show less'),
    copy: l10n.t('Copy'),
    copyCode: l10n.t('Copy code'),
    copyAnswer: l10n.t('Copy answer'),
    copyQuestion: l10n.t('Copy question'),
    copied: l10n.t('Copied'),
    insertCode: l10n.t('Insert at cursor'),
    applyCode: l10n.t('Apply'),
    newFile: l10n.t('New file'),
    deleteQuestion: l10n.t('Delete question and answer'),
    version: l10n.t('Version {at} of {of}'),
    olderVersion: l10n.t('Earlier version'),
    newerVersion: l10n.t('Later version'),
    editing: l10n.t('Editing a question. The old one stays as an earlier version.'),
    cancelEdit: l10n.t('Cancel editing'),
    find: l10n.t('Find in conversation'),
    findNext: l10n.t('Next match'),
    findPrevious: l10n.t('Previous match'),
    findClose: l10n.t('Close'),
    findCount: l10n.t('{at} of {of}'),
    findNone: l10n.t('No results'),
    edit: l10n.t('Edit question'),
    askAgain: l10n.t('Ask again'),
    toLatest: l10n.t('To latest'),
    chooseModel: l10n.t('Choose model'),
    showSpend: l10n.t('Show spend'),
    send: l10n.t('Send'),
    stop: l10n.t('Stop'),
    message: l10n.t('Your question'),
    attach: l10n.t('Attach (@)'),
    attached: l10n.t('Attached'),
    removeChip: l10n.t('Take away {name}'),
    openSent: l10n.t('Open {name}'),
    suggestions: l10n.t('What can be attached or asked'),
    suggestionCount: l10n.t('{count} suggestions'),
    nothingFound: l10n.t('Nothing found'),
    contextSize: l10n.t('Size of what is sent'),
    leftOut: l10n.t('Not sent'),
    followOff: l10n.t('Do not follow in this chat'),
    followOn: l10n.t('Follow in this chat'),
    conversation: l10n.t('Conversation'),
    providers: l10n.t('Providers'),
    faultsOf: l10n.t('Faults of {name}'),
    waiting: l10n.t('Waiting'),
    details: l10n.t('Details'),
    image: l10n.t('image'),
    answerStarted: l10n.t('Answer started'),
    switchedTo: l10n.t('Switched to {name}'),
    answerFinished: l10n.t('Answer finished'),
    answerStopped: l10n.t('Answer stopped'),
    noAnswer: l10n.t('No answer'),
  };
}

function toolStrings(l10n: L10n): Record<string, string> {
  return {
    toolCall: l10n.t('Wants to call {name}'),
    toolRan: l10n.t('Called {name}'),
    toolFailed: l10n.t('{name} failed'),
    toolRefused: l10n.t('{name} was not allowed'),
    toolResult: l10n.t('What came back'),
  };
}
