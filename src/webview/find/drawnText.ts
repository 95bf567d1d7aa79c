/*
 * The text of a turn as it is drawn, paragraph by paragraph, for turns that are not in the page:
 * the same words in the same pieces as the search finds them in the drawn turn. Made of the same
 * HTML through the same lock, in nodes that never enter the page; colours are left out.
 */
import type { AnswerView, TurnView } from '../../protocol/index.ts';
import { blockHtml } from '../markdown/blockHtml.ts';
import { MarkdownStream, type ReferenceLinks } from '../markdown/markdownStream.ts';
import { safeFragment } from '../markdown/safeFragment.ts';
import { visibleText } from '../markdown/visibleText.ts';
import type { Words } from '../words.ts';
import { paragraphs } from './findRanges.ts';

type BlockView = AnswerView['blocks'][number];

/** Piece by piece: a long turn takes as many steps as it has paragraphs. */
export function* drawnText({ question, answers }: TurnView, words: Words): Generator<string> {
  yield visibleText(question);
  for (const { blocks } of answers) for (const block of blocks) yield* textsOf(block, words);
}

/** The sources of it, to look at first. */
export function sourcesOf({ question, answers }: TurnView): string[] {
  return [question, ...answers.flatMap(({ blocks }) => blocks.map(sourceOf))];
}

const sourceOf = (block: BlockView): string =>
  block.type === 'tool-call' ? block.argumentsText : block.text;

function* textsOf(block: BlockView, words: Words): Generator<string> {
  if (block.type === 'tool-call') {
    yield visibleText(block.argumentsText);
    return;
  }
  const stream = new MarkdownStream();
  stream.append(block.text);
  stream.finish();
  for (const { kind, raw } of stream.closed) {
    if (kind === 'markdown') yield* paragraphsOf(raw, stream.links, words);
    else yield raw;
  }
}

function paragraphsOf(raw: string, links: ReferenceLinks, words: Words): string[] {
  const part = document.createElement('div');
  part.className = 'sf-block';
  try {
    part.append(safeFragment(blockHtml(raw, links, words)));
  } catch {
    return [raw];
  }
  return paragraphs(part).map((pieces) => pieces.map(({ node }) => node.data).join(''));
}
