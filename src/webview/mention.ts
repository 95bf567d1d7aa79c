/*
 * The word at the caret that opens the list: `@` at the beginning or behind a space or bracket,
 * `/` only as the very first character.
 * Pure text work; what is offered for it comes from the host.
 */
export type Mention = {
  readonly sigil: '@' | '/';
  /** Where the sigil stands, and where the caret is. */
  readonly from: number;
  readonly to: number;
  /** Between the two. */
  readonly words: string;
};

const WORDS_MAX = 200;

export function mentionAt(text: string, caret: number): Mention | undefined {
  const before = text.slice(0, caret);
  const found = /(?:^|[\s([{])@([^\s@]*)$/.exec(before);
  const words = found?.[1];
  if (words !== undefined && words.length <= WORDS_MAX) {
    return { sigil: '@', from: caret - words.length - 1, to: caret, words };
  }
  const command = /^\/([a-z]*)$/.exec(before)?.[1];
  if (command === undefined) return undefined;
  return { sigil: '/', from: 0, to: caret, words: command };
}

export type Edited = { readonly text: string; readonly caret: number };

/** `insert` in its place; the space that would stand there twice goes. */
export function exchanged(text: string, { from, to }: Mention, insert: string): Edited {
  const rest = text.slice(to);
  const isDoubled = (insert === '' || insert.endsWith(' ')) && rest.startsWith(' ');
  const before = text.slice(0, from) + insert;
  return { text: before + (isDoubled ? rest.slice(1) : rest), caret: before.length };
}

/** A sigil at the caret, with a space where it would stand against a word. */
export function withSigil(text: string, caret: number): Edited {
  const before = text.slice(0, caret);
  const gap = before === '' || /[\s([{]$/.test(before) ? '' : ' ';
  return { text: `${before}${gap}@${text.slice(caret)}`, caret: caret + gap.length + 1 };
}
