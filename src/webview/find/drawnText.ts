/*
 * The text of a turn as it is drawn, paragraph by paragraph, for turns that are not in the page:
 * the same words in the same pieces as the search finds them in the drawn turn. Made of the same
 * HTML through the same lock, in nodes that never enter the page; colours are left out.
 */
import type { AnswerView, TurnView } from '../../protocol/index.ts';
import { blockHtml } from '../markdown/blockHtml.ts';
import { MarkdownStream } from '../markdown/markdownStream.ts';
import { safeFragment } from '../markdown/safeFragment.ts';
import { visibleText } from '../markdown/visibleText.ts';
import type { Words } from '../words.ts';
import { paragraphs } from './findRanges.ts';

type BlockView = AnswerView['blocks'][number];

export function drawnText({ question, answers }: TurnView, words: Words): string[] {
  const texts = [visibleText(question)];
  for (const { blocks } of answers)
    for (const block of blocks) texts.push(...textsOf(block, words));
  return texts.filter((text) => text !== '');
}

/** The sources of it, to look at first. */
export function sourcesOf({ question, answers }: TurnView): string[] {
  return [question, ...answers.flatMap(({ blocks }) => blocks.map(sourceOf))];
}

const sourceOf = (block: BlockView): string =>
  block.type === 'tool-call' ? block.argumentsText : block.text;

function textsOf(block: BlockView, words: Words): string[] {
  if (block.type === 'tool-call') return [visibleText(block.argumentsText)];
  const stream = new MarkdownStream();
  stream.append(block.text);
  stream.finish();
  return stream.closed.flatMap(({ kind, raw }) => {
    if (kind !== 'markdown') return [raw];
    const part = document.createElement('div');
    part.className = 'sf-block';
    try {
      part.append(safeFragment(blockHtml(raw, stream.links, words)));
    } catch {
      return [raw];
    }
    return paragraphs(part).map((pieces) => pieces.map(({ node }) => node.data).join(''));
  });
}
