/*
 * The words that the webview itself needs (labels, announcements), localised. English stands in
 * `webview/words.ts` as well, so that the panel can speak before its first snapshot; a test holds
 * the two lists equal.
 */
import type { L10n } from '../l10n.ts';

export function panelStrings(l10n: L10n): Record<string, string> {
  return {
    you: l10n.t('You'),
    answerFrom: l10n.t('Answer from {name}'),
    answerPending: l10n.t('Answer'),
    asking: l10n.t('Asking…'),
    simulated: l10n.t('simulated'),
    why: l10n.t('why'),
    receipt: l10n.t('receipt'),
    reasoning: l10n.t('Reasoning'),
    reasoningOpen: l10n.t('Thinking…'),
    toolCall: l10n.t('Wants to call {name}'),
    showAll: l10n.t('Show all'),
    showLess: l10n.t('Show less'),
    copy: l10n.t('Copy'),
    copyCode: l10n.t('Copy code'),
    copyAnswer: l10n.t('Copy answer'),
    copyQuestion: l10n.t('Copy question'),
    copied: l10n.t('Copied'),
    edit: l10n.t('Edit question'),
    askAgain: l10n.t('Ask again'),
    toLatest: l10n.t('To latest'),
    send: l10n.t('Send'),
    stop: l10n.t('Stop'),
    message: l10n.t('Your question'),
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
