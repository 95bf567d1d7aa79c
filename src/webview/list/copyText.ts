/*
 * What copying takes: an answer as its Markdown, a whole turn likewise.
 * Hidden characters are copied as their marks, as they are seen.
 * Thoughts and tool calls are no part of what was said.
 */
import type { AnswerView, TurnView } from '../../protocol/index.ts';
import { visibleText } from '../markdown/visibleText.ts';

/** Behind a seam, and what stands before it has no ending of its own: the words go on. */
export function isContinuation(answer: AnswerView, before: AnswerView | undefined): boolean {
  return answer.seam?.kind === 'seam' && before !== undefined && before.ending === undefined;
}

/** A continuation with its beginning; nothing while it grows. */
export function copyTextOf(answers: readonly AnswerView[], index: number): string {
  const answer = answers[index];
  if (answer === undefined || answer.state === 'asking' || answer.state === 'streaming') return '';
  const before = isContinuation(answer, answers[index - 1]) ? copyTextOf(answers, index - 1) : '';
  return before + textOf(answer);
}

export function turnText({ question, answers }: TurnView): string {
  return [visibleText(question), ...answers.map(textOf)].filter((text) => text !== '').join('\n\n');
}

function textOf({ blocks }: AnswerView): string {
  const own = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  return visibleText(own.join('\n\n'));
}
