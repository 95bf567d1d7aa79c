/*
 * What was said before, in words: the stored answer to the same question, with its age and why it
 * was given, or earlier answers that are only alike. Neither is ever shown as a fresh answer.
 * Pure; asking again is offered, never done.
 */
import type { AnswerRecord } from '../../core/index.ts';
import type { AnswerView, ButtonView } from '../../protocol/index.ts';
import { causeSentence } from '../words/causes.ts';
import { oneLine } from '../words/oneLine.ts';
import { ago } from '../words/times.ts';
import type { ViewContext } from './answerView.ts';

const QUESTION_MAX = 120;

export function storedView(
  { stored, past = [] }: AnswerRecord,
  context: ViewContext,
): Pick<AnswerView, 'stored' | 'past'> {
  const { l10n, names, wallMs } = context;
  const since = (then: number): string => ago(Math.max(0, wallMs - then), l10n);
  const again: ButtonView = context.canQueue
    ? { label: l10n.t('Ask again when back'), action: 'queue' }
    : { label: l10n.t('Ask again'), action: 'retry' };
  return {
    ...(stored === undefined
      ? {}
      : {
          stored: {
            label: l10n.t('stored answer'),
            sentence: l10n.t(
              'From {0}, same question. {1}',
              since(stored.wallMs),
              causeSentence(stored.error, context),
            ),
            buttons: [again],
          },
        }),
    ...(past.length === 0
      ? {}
      : {
          past: past.map((one) => ({
            question: oneLine(one.question, QUESTION_MAX),
            from: `${names.target(one.target)}, ${since(one.wallMs)}`,
            text: one.text,
          })),
        }),
  };
}
