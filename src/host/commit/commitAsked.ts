/*
 * The changes of a repository, as they are put to a model for a commit message: the last commits as
 * examples of the style, the list of files, and the changes file by file, so that a long diff is
 * cut fairly and no file goes unnamed. And the message that comes back, without its fence.
 * Pure; what may be sent at all was decided before.
 */
import type { AttachedRecord, ContextPiece } from '../../core/index.ts';
import { diffSections } from '../context/diffText.ts';
import { pieceOf } from '../context/pieces.ts';
import { secretPlaces } from '../context/secretText.ts';

const STYLE_COMMITS_MAX = 10;
const STYLE_CHARS_MAX = 400;
const LISTED_FILES_MAX = 300;
const MESSAGE_CHARS_MAX = 5000;

/** Examples of how messages are written here; none that merges, and none that may hold a secret. */
export function styleOf(messages: readonly string[]): string {
  const own = messages
    .map((message) => message.trim().slice(0, STYLE_CHARS_MAX))
    .filter((message) => message !== '' && !/^(?:Merge|Revert) /.test(message))
    .filter((message) => secretPlaces(message).length === 0);
  return [...new Set(own)].slice(0, STYLE_COMMITS_MAX).join('\n---\n');
}

/** `diff` as the person let it be sent; the last commits stand before it. */
export function commitPieces(
  diff: readonly AttachedRecord[],
  messages: readonly string[],
): readonly AttachedRecord[] {
  const style = styleOf(messages);
  return diff.map((record) => {
    const sections = record.pieces.flatMap(({ name, text }) =>
      diffSections(text).map((section) => ({ ...section, name })),
    );
    const files = sections.map(({ paths, text }) => `${paths.join(' → ')} ${sizeOf(text)}`);
    const more = files.length - LISTED_FILES_MAX;
    const list = [
      ...files.slice(0, LISTED_FILES_MAX),
      ...(more > 0 ? [`and ${more} more files`] : []),
    ].join('\n');
    const pieces: ContextPiece[] = [
      ...(style === '' ? [] : [pieceOf('the last commits of this repository', style)]),
      pieceOf('the changed files, with lines added and removed', list),
      ...sections.map(({ paths, text, name }) =>
        pieceOf(`${name}: ${paths.join(' → ')}`, text, { languageId: 'diff' }),
      ),
    ];
    return { ...record, pieces };
  });
}

function sizeOf(section: string): string {
  const body = section.slice(Math.max(0, section.search(/^@@/m)));
  const lines = (sign: RegExp): number => body.match(sign)?.length ?? 0;
  return `+${lines(/^\+/gm)} -${lines(/^-/gm)}`;
}

/** How many of how many files are not whole in `after`. */
export function cutCount(
  before: readonly AttachedRecord[],
  after: readonly AttachedRecord[],
): { readonly cut: number; readonly of: number } {
  const textsOf = (records: readonly AttachedRecord[]): readonly string[] =>
    records.flatMap(({ pieces }) => pieces.filter(isFile).map(({ text }) => text));
  const kept = new Set(textsOf(after));
  const all = textsOf(before);
  return { cut: all.filter((text) => !kept.has(text)).length, of: all.length };
}

const isFile = ({ languageId }: ContextPiece): boolean => languageId === 'diff';

/** Undefined where the answer holds nothing that could be a message. */
export function messageOf(answer: string): string | undefined {
  const text = answer.slice(0, MESSAGE_CHARS_MAX * 4).replaceAll(/\r\n?/g, '\n');
  const fenced = /^(`{3,}|~{3,})[^\n]*\n([^]*?)^\1[ \t]*$/m.exec(text)?.[2];
  const message = (fenced ?? text)
    // Nothing that is not seen: what is committed is read by others.
    .replaceAll(/[^\P{Cc}\n\t]|[\u061C\u200E\u200F\u202A-\u202E\u2066-\u2069]/gu, '')
    .replaceAll(/[ \t]+$/gm, '')
    .replaceAll(/\n{3,}/g, '\n\n')
    .trim()
    .slice(0, MESSAGE_CHARS_MAX);
  return message === '' ? undefined : message;
}
