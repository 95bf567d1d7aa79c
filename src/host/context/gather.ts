/*
 * Chips → what stands behind them now: pieces with their names, what is left out, what may be a
 * secret, or the sentence why there is nothing. Used for the sizes in the composer and for sending
 * alike, so that both say the same.
 * It asks nobody and sends nothing.
 */
import type { AttachedRecord, ContextIcon, ContextRef } from '../../core/index.ts';
import type { L10n } from '../l10n.ts';
import { diffSections } from './diffText.ts';
import type { Look } from './look.ts';
import { foundLines, hidesCharacters, linesOf, pieceOf, range, slice } from './pieces.ts';
import { problemText } from './problemText.ts';
import { FOLDER_FILES_MAX, refusal } from './refusals.ts';
import { judged, type Judged } from './suspects.ts';

export type Gathered = {
  readonly ref: ContextRef;
  readonly icon: ContextIcon;
  readonly label: string;
  readonly pieces: readonly Judged[];
  readonly notes: readonly string[];
  /** Why there is nothing to send. */
  readonly trouble?: string;
};

/** Characters of everything that one chip may bring. */
const CHIP_CHARS_MAX = 1_500_000;
const NAMED_MAX = 5;

export type GatherDeps<K extends keyof Look = keyof Look> = {
  readonly look: Pick<Look, K>;
  readonly l10n: L10n;
};

export async function gather(deps: GatherDeps, ref: ContextRef): Promise<Gathered> {
  const found = await gatherOne(deps, ref);
  const hidden = found.pieces.filter(({ piece }) => hidesCharacters(piece.text));
  if (hidden.length === 0) return found;
  const names = hidden.map(({ piece }) => piece.name);
  const note = deps.l10n.t('Hidden characters in {0}', listed(names, deps.l10n));
  return { ...found, notes: [...found.notes, note] };
}

function gatherOne(deps: GatherDeps, ref: ContextRef): Promise<Gathered> {
  switch (ref.kind) {
    case 'file':
      return ofFile(deps, ref);
    case 'selection':
    case 'symbol':
      return ofLines(deps, ref);
    case 'folder':
      return ofFolder(deps, ref);
    case 'editors':
      return ofEditors(deps, ref);
    case 'problems':
      return Promise.resolve(ofProblems(deps, ref));
    case 'diff':
      return ofDiff(deps, ref);
    case 'sent':
      return Promise.resolve(ofSent(deps, ref));
  }
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

async function ofFile(
  { look, l10n }: GatherDeps,
  ref: ContextRef & { uri: string },
): Promise<Gathered> {
  const path = look.path(ref.uri);
  const head = { ref, icon: 'file' as const, label: nameOf(path) };
  const seen = await look.read(ref.uri);
  if (!seen.isRead) return { ...head, ...nothing(refusal(seen.why, path, l10n)) };
  const piece = pieceOf(path, seen.text, { languageId: seen.languageId });
  return { ...head, pieces: [judged(piece, { paths: [path], uri: ref.uri }, l10n)], notes: [] };
}

async function ofLines(
  { look, l10n }: GatherDeps,
  ref: Extract<ContextRef, { first: string }>,
): Promise<Gathered> {
  const path = look.path(ref.uri);
  const icon = ref.kind;
  const seen = await look.read(ref.uri);
  const head = { ref, icon, label: `${nameOf(path)}:${range(ref)}` };
  if (!seen.isRead) return { ...head, ...nothing(refusal(seen.why, path, l10n)) };
  const all = linesOf(seen.text);
  const lines = foundLines(all, ref);
  if (lines === undefined) {
    const gone = l10n.t('{0} has no line {1} any more. Select the part anew.', path, ref.from);
    return { ...head, ...nothing(gone) };
  }
  const piece = pieceOf(path, slice(all, lines), { languageId: seen.languageId, lines });
  return {
    ...head,
    label: `${nameOf(path)}:${range(lines)}`,
    pieces: [judged(piece, { paths: [path], uri: ref.uri, from: lines.from }, l10n)],
    notes: [],
  };
}

async function ofFolder(deps: GatherDeps, ref: ContextRef & { uri: string }): Promise<Gathered> {
  const { look, l10n } = deps;
  const path = look.path(ref.uri);
  const head = { ref, icon: 'folder' as const, label: `${nameOf(path)}/` };
  const seen = await look.below(ref.uri);
  if (!seen.isRead) return { ...head, ...nothing(refusal(seen.why, path, l10n)) };
  const read = await readAll(deps, seen.uris);
  const cut = seen.isCut ? [l10n.t('Only the first {0} files are sent', FOLDER_FILES_MAX)] : [];
  if (read.pieces.length === 0) {
    const empty = l10n.t('{0} holds no text file that may be sent. Attach single files.', path);
    return { ...head, ...nothing(empty), notes: read.notes };
  }
  return { ...head, pieces: read.pieces, notes: [...cut, ...read.notes] };
}

async function ofEditors(deps: GatherDeps, ref: ContextRef): Promise<Gathered> {
  const { look, l10n } = deps;
  const uris = look.editors();
  const label = l10n.t('Open editors ({0})', uris.length);
  const head = { ref, icon: 'editors' as const, label };
  const read = await readAll(deps, uris.slice(0, FOLDER_FILES_MAX));
  if (read.pieces.length > 0) return { ...head, ...read };
  const empty = l10n.t('No text file that may be sent is open in an editor.');
  return { ...head, ...nothing(empty), notes: read.notes };
}

/** Several files at once: secrets, binaries and large ones stay out, and are named. */
async function readAll(
  { look, l10n }: GatherDeps,
  uris: readonly string[],
): Promise<Pick<Gathered, 'pieces' | 'notes'>> {
  const pieces: Judged[] = [];
  const left = { secret: none(), binary: none(), excluded: none(), other: none() };
  let chars = 0;
  for (const uri of uris) {
    const path = look.path(uri);
    const seen = await look.read(uri);
    if (!seen.isRead) {
      const { why } = seen;
      left[why === 'binary' || why === 'excluded' ? why : 'other'].push(path);
      continue;
    }
    const piece = pieceOf(path, seen.text, { languageId: seen.languageId });
    const one = judged(piece, { paths: [path], uri }, l10n);
    chars += piece.text.length;
    if (one.suspect !== undefined) left.secret.push(path);
    else if (chars > CHIP_CHARS_MAX) left.other.push(path);
    else pieces.push(one);
  }
  const notes = [
    [left.secret, l10n.t('Left out, may hold secrets')] as const,
    [left.binary, l10n.t('Left out, no text')] as const,
    [left.excluded, l10n.t('Left out by steadfast.context.exclude')] as const,
    [left.other, l10n.t('Left out, too large or not readable')] as const,
  ].flatMap(([names, why]) => (names.length === 0 ? [] : [`${why}: ${listed(names, l10n)}`]));
  return { pieces, notes };
}

function ofProblems(
  { look, l10n }: GatherDeps,
  ref: Extract<ContextRef, { kind: 'problems' }>,
): Gathered {
  const problems = look.problems(ref.uri);
  const label = l10n.t('Problems ({0})', problems.length);
  const head = { ref, icon: 'problems' as const, label };
  if (problems.length === 0) {
    return { ...head, ...nothing(l10n.t('VS Code knows of no problems here just now.')) };
  }
  const { text, left } = problemText(problems);
  const piece = pieceOf('Problems that the editor reports', text);
  const notes = left === 0 ? [] : [l10n.t('{0} more problems are not sent', left)];
  return { ...head, pieces: [judged(piece, { paths: [] }, l10n)], notes };
}

export async function ofDiff(
  { look, l10n }: GatherDeps<'diff'>,
  ref: Extract<ContextRef, { kind: 'diff' }>,
): Promise<Gathered> {
  const label = ref.isStaged ? l10n.t('Staged changes') : l10n.t('Git changes');
  const head = { ref, icon: 'diff' as const, label };
  const seen = await look.diff(ref.isStaged);
  if (!seen.isRead) return { ...head, ...nothing(seen.sentence) };
  const title = ref.isStaged ? 'git diff of what is staged' : 'git diff of the working tree';
  const sections = diffSections(seen.text).map(({ paths, text }) =>
    judged(pieceOf(title, text, { languageId: 'diff' }), { paths }, l10n),
  );
  const plain = sections.filter(({ suspect }) => suspect === undefined);
  const whole = plain.map(({ piece }) => piece.text).join('');
  const text = whole.slice(0, CHIP_CHARS_MAX);
  const cut = text === whole ? [] : [l10n.t('Only the first part of the changes is sent')];
  return {
    ...head,
    pieces: [
      ...(text === '' ? [] : [{ piece: pieceOf(title, text, { languageId: 'diff' }) }]),
      ...sections.filter(({ suspect }) => suspect !== undefined),
    ],
    notes: [...cut, ...seen.notes],
  };
}

/** As it was sent: the person was asked about it then. */
function ofSent({ look, l10n }: GatherDeps, ref: Extract<ContextRef, { kind: 'sent' }>): Gathered {
  const record = look.sent(ref.turnId, ref.at);
  if (record === undefined) {
    const gone = l10n.t('What was attached to the earlier question is gone. Attach it anew.');
    return { ref, icon: 'file', label: '', ...nothing(gone) };
  }
  const { ref: was, icon, label, pieces, notes = [] } = record;
  return { ref: was, icon, label, pieces: pieces.map((piece) => ({ piece })), notes };
}

const none = (): string[] => [];

const nothing = (trouble: string) => ({ pieces: [], notes: [] as readonly string[], trouble });

function listed(names: readonly string[], l10n: L10n): string {
  const shown = names.slice(0, NAMED_MAX).join(', ');
  const more = names.length - NAMED_MAX;
  return more > 0 ? l10n.t('{0} and {1} more', shown, more) : shown;
}

/** What is stored and sent, without what the person keeps back. */
export function recordOf(
  { ref, icon, label, pieces, notes }: Gathered,
  withSuspects: boolean,
): AttachedRecord | undefined {
  const sent = pieces.filter(({ suspect }) => withSuspects || suspect === undefined);
  if (sent.length === 0) return undefined;
  const own = { ref, icon, label, pieces: sent.map(({ piece }) => piece) };
  return notes.length === 0 ? own : { ...own, notes };
}
