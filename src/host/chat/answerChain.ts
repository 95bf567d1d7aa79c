/*
 * An answer that goes on behind seams is kept as several records, one for each who spoke: here
 * they are one again.
 * Pure; it changes no record.
 */
import type { AnswerRecord } from '../../core/index.ts';

/** The records that are one answer with `answer`, in order; itself is the last. */
export function chainOf(
  answers: readonly AnswerRecord[],
  answer: AnswerRecord,
): readonly AnswerRecord[] {
  const end = answers.indexOf(answer);
  let begin = end;
  while (begin > 0 && answers[begin]?.start.how === 'continued') begin -= 1;
  return end < 0 ? [answer] : answers.slice(begin, end + 1);
}
