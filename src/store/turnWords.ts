/*
 * What of a turn can be searched by: the question and what was answered, without reasoning and tool
 * calls, in small letters. The excerpt shows the words where they stand, as they were written.
 * It knows no place where words are kept, and no rule of languages beyond small and capital.
 */
import type { TurnRecord } from '../core/index.ts';

/** Characters shown before and behind the words found. */
const AROUND = 40;

export function searchForm(text: string): string {
  return text.toLowerCase();
}

function shownTexts({ question, answers }: TurnRecord): readonly string[] {
  return [
    question,
    ...answers.flatMap(({ blocks }) =>
      blocks.flatMap((block) => (block.type === 'text' ? [block.text] : [])),
    ),
  ];
}

/** The words of a turn as they are stored beside it. */
export function wordsOf(turn: TurnRecord): string {
  return searchForm(shownTexts(turn).join('\n'));
}

/** One line around the first place with these words; undefined where there is none. */
export function excerptOf(turn: TurnRecord, words: string): string | undefined {
  const wanted = searchForm(words);
  for (const text of shownTexts(turn)) {
    // Some letters change their length with their size; a place found so is near enough to show.
    const at = searchForm(text).indexOf(wanted);
    if (at < 0) continue;
    const from = Math.max(0, at - AROUND);
    const to = at + words.length + AROUND;
    const line = text.slice(from, to).replaceAll(/\s+/g, ' ').trim();
    return `${from > 0 ? '…' : ''}${line}${to < text.length ? '…' : ''}`;
  }
  return undefined;
}
