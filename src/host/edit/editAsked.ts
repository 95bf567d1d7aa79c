/*
 * An edit of some lines as it is put to a model, and the lines that come back: from the one fenced
 * block of the answer, also while it is still being said. The model gets the lines around for
 * reference; what it answers takes the place of the marked lines and of nothing else.
 * Pure; who may be asked, and what may be sent, was decided before.
 */
import { indented, indentOf } from '../code/placeCode.ts';
import type { Splice } from '../code/splice.ts';

/** Lines from one, both ends included; `isEmpty`: something is to be written at an empty line. */
export type Lines = { readonly from: number; readonly to: number; readonly isEmpty: boolean };

export type EditName = 'fix' | 'refactor' | 'docs';

const WISHES: Readonly<Record<EditName, string>> = {
  fix: 'Mend what is wrong with these lines: first the problems that are listed, if there are any, otherwise faults in behaviour. Make the smallest change that mends them, and keep names, style and public behaviour.',
  refactor:
    'Improve the structure of these lines without changing what they do. Keep public names, signatures, the order of effects and error behaviour. Prefer fewer and simpler parts, and add no dependency.',
  docs: 'Add documentation comments to these lines, in the form that the language and the file use. Say what each public part does, its parameters with their units and ranges, what comes back, what it throws. Invent nothing, and leave the code itself as it is.',
};

/** `kind`: only problems that the editor calls so, and all of them. */
export function wishOf(name: EditName, kind?: string): string {
  if (kind === undefined) return WISHES[name];
  return `${WISHES[name]} Mend every problem that is marked [${kind.replaceAll('(', ' ').replaceAll(')', '')}] and leave all else as it is.`;
}

export type EditWish = {
  readonly path: string;
  readonly lines: Lines;
  /** What stands in them, word for word. */
  readonly text: string;
  readonly wish: string;
  /** What the editor reports about them. */
  readonly problems: string;
};

export function editPrompt({ path, lines, text, wish, problems }: EditWish): string {
  const { from, to, isEmpty } = lines;
  const where = from === to ? `line ${from}` : `lines ${from} to ${to}`;
  const fence = fenceFor(text);
  const task = isEmpty
    ? `Write what belongs at line ${from} of ${path}, which is empty now.`
    : `Rewrite ${where} of ${path}, which are these:\n${fence}\n${text}\n${fence}`;
  const reported = problems === '' ? [] : [`The editor reports:\n${problems}`];
  return [
    task,
    ...reported,
    `What the person wants:\n${wish}`,
    `Answer with one fenced code block that holds all that shall stand in the place of ${where}: whole lines, indented as they are in the file, nothing that stands around them, no line numbers, no "unchanged" placeholders. If a line of it begins with backticks, use a longer fence. No words outside of the block. If nothing should change, answer with one sentence and no block.`,
  ].join('\n\n');
}

export type Answered =
  | { readonly is: 'code'; readonly code: string }
  /** Words and no code. */
  | { readonly is: 'words'; readonly words: string };

/** Of a whole answer. */
export function answeredEdit(answer: string): Answered {
  const plain = answer.replaceAll(/\r\n?/g, '\n');
  const code = codeIn(plain, true);
  return code === undefined ? { is: 'words', words: plain.trim() } : { is: 'code', code };
}

/** As far as it has been said; undefined before the block begins. */
export function codeSoFar(answer: string): string | undefined {
  return codeIn(answer.replaceAll(/\r\n?/g, '\n'), false);
}

/** The first block. A fence that names a language opens another one inside. */
function codeIn(text: string, isWhole: boolean): string | undefined {
  const opening = /^[ \t]*(`{3,}|~{3,})[^\n`]*\n/m.exec(text);
  const fence = opening?.[1];
  if (opening === null || fence === undefined) return undefined;
  const rest = text.slice(opening.index + opening[0].length);
  const fences = new RegExp(`^[ \\t]*${fence[0] ?? ''}{${fence.length},}([^\\n\`]*)$`, 'gm');
  let depth = 1;
  let last: number | undefined;
  for (const { index, 1: language = '' } of rest.matchAll(fences)) {
    const isClosing = language.trim() === '';
    depth += isClosing ? -1 : 1;
    if (isClosing) last = index;
    if (depth === 0) break;
  }
  if (last !== undefined && (depth === 0 || isWhole)) return rest.slice(0, last).replace(/\n$/, '');
  // A whole answer without its last fence is one all the same; of one that runs, whole lines.
  return isWhole ? rest.replace(/\n$/, '') : rest.slice(0, Math.max(0, rest.lastIndexOf('\n')));
}

/** `code` in the place of `lines`, at the depth that stood there, with the file's ends of line. */
export function editSplice(file: string, lines: Lines, code: string): Splice {
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const { from, to } = spanOf(file, lines);
  const old = file.slice(from, to);
  const first = old.split(/\r?\n/).find((line) => line.trim() !== '') ?? old;
  const text = indented(code, indentOf(first), true).replaceAll('\n', eol);
  return { from, to, text };
}

/** While it is being written: the lines that are still to come stand as they were. */
export function growingSplice(file: string, lines: Lines, code: string): Splice {
  const change = editSplice(file, lines, code);
  const eol = file.includes('\r\n') ? '\r\n' : '\n';
  const rest = file.slice(change.from, change.to).split(/\r?\n/).slice(code.split('\n').length);
  return rest.length === 0 ? change : { ...change, text: [change.text, ...rest].join(eol) };
}

/** Characters from the beginning of the first to the end of the last line, without its end. */
export function spanOf(file: string, { from, to }: Lines): { from: number; to: number } {
  let line = 1;
  let start = 0;
  for (let at = 0; line < from && at >= 0; line += 1) {
    at = file.indexOf('\n', start);
    start = at < 0 ? file.length : at + 1;
  }
  let end = start;
  for (; line <= to; line += 1) {
    const next = file.indexOf('\n', end);
    if (next < 0) return { from: start, to: file.length };
    end = next + (line < to ? 1 : 0);
  }
  return { from: start, to: file[end - 1] === '\r' ? end - 1 : end };
}

function fenceFor(text: string): string {
  const longest = Math.max(2, ...[...text.matchAll(/`+/g)].map(([run]) => run.length));
  return '`'.repeat(longest + 1);
}
