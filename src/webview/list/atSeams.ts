/*
 * Where one answer goes on with another, and whether a code block stands across that seam: then the
 * words below it are code until the block ends, and only both halves together are worth a file.
 * What stands above a seam changes no more, so that it is looked through once.
 */
import type { AnswerView } from '../../protocol/index.ts';
import { MarkdownStream, type BegunCode } from '../markdown/markdownStream.ts';
import { isContinuation } from './copyText.ts';

const known = new WeakMap<AnswerView, { readonly begun: BegunCode | undefined }>();

export function goesOnBelow(answers: readonly AnswerView[], index: number): boolean {
  const below = answers[index + 1];
  return below !== undefined && isContinuation(below, answers[index]);
}

/** The code block that an answer goes on with; undefined where it does not, or not with code. */
export function begunAbove(answers: readonly AnswerView[], index: number): BegunCode | undefined {
  const [answer, above] = [answers[index], answers[index - 1]];
  if (answer === undefined || above === undefined || !isContinuation(answer, above))
    return undefined;
  const found = known.get(above);
  if (found !== undefined) return found.begun;
  const begun = brokenOffIn(above, begunAbove(answers, index - 1));
  known.set(above, { begun });
  return begun;
}

function brokenOffIn({ blocks }: AnswerView, before: BegunCode | undefined): BegunCode | undefined {
  const texts = blocks.flatMap((block) => (block.type === 'text' ? [block.text] : []));
  // Behind a tool call nothing of the words before it goes on.
  if (blocks.at(-1)?.type !== 'text') return undefined;
  const isFirst = texts.length === 1;
  const stream = new MarkdownStream();
  if (isFirst && before !== undefined) stream.begin(before);
  stream.append(texts.at(-1) ?? '');
  const begun = stream.finish();
  const isSame = isFirst && before !== undefined && stream.closed.length === 1;
  return begun !== undefined && isSame ? { ...begun, text: before.text + begun.text } : begun;
}
