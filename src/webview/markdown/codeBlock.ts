/*
 * A fenced program as nodes: its frame with the buttons, made once through the lock and copied from
 * then on, and its text, coloured once the fence is closed. Long answers are mostly programs, and
 * programs mostly colours: those are made here node by node. Promise: the text is exactly the code,
 * and nothing but spans with a class stands in it.
 */
import type { Words } from '../words.ts';
import { codeHtml, codeTitle } from './blockHtml.ts';
import { highlighted } from './highlight.ts';
import { safeFragment } from './safeFragment.ts';

const frames = new WeakMap<Words, { open?: DocumentFragment; closed?: DocumentFragment }>();

export type CodeBlock = {
  readonly info: string;
  readonly isClosed: boolean;
  readonly words: Words;
};

/** With an empty `code` the text is the caller's to put in. */
export function codeBlock(code: string, { info, isClosed, words }: CodeBlock): DocumentFragment {
  const block = frameOf(isClosed, words).cloneNode(true) as DocumentFragment;
  const { language, name } = codeTitle(info);
  const head = block.querySelector<HTMLElement>('.sf-code-head');
  if (head !== null) head.dataset['language'] = language;
  block.querySelector('.sf-code-name')?.append(name);
  const colours = isClosed && code !== '' ? highlighted(code, language) : undefined;
  block.querySelector('code')?.append(coloured(colours, code));
  return block;
}

function frameOf(isClosed: boolean, words: Words): DocumentFragment {
  const made = frames.get(words) ?? {};
  frames.set(words, made);
  // Of this document, as the copies will be: to move nodes between documents costs as much again.
  const fresh = (): DocumentFragment =>
    document.importNode(safeFragment(codeHtml('', '', isClosed, words)), true);
  return (made[isClosed ? 'closed' : 'open'] ??= fresh());
}

const PIECE = /<span class="([\w -]+)">|(<\/span>)|([^<]+)/y;
const MEANT: Readonly<Record<string, string>> = {
  '&amp;': '&',
  '&lt;': '<',
  '&gt;': '>',
  '&quot;': '"',
  '&#x27;': "'",
};

/** What the highlighter writes and nothing else; any surprise, and the code stands there plain. */
function coloured(html: string | undefined, code: string): Node {
  const plain = document.createTextNode(code);
  if (html === undefined) return plain;
  const whole = document.createDocumentFragment();
  const open: Node[] = [whole];
  PIECE.lastIndex = 0;
  while (PIECE.lastIndex < html.length) {
    const [, className, end, text] = PIECE.exec(html) ?? [];
    const into = open.at(-1);
    if (into === undefined) return plain;
    if (className !== undefined) {
      const span = document.createElement('span');
      span.className = className;
      into.appendChild(span);
      open.push(span);
    } else if (end !== undefined) open.pop();
    else if (text === undefined) return plain;
    else into.appendChild(document.createTextNode(meant(text)));
  }
  return whole.textContent === code ? whole : plain;
}

function meant(text: string): string {
  return text.replace(/&(?:amp|lt|gt|quot|#x27);/g, (entity) => MEANT[entity] ?? entity);
}
