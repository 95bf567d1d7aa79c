/*
 * What of the editor can be attached just now: the selection, the active file, tabs, problems,
 * changes, and files, folders and symbols that fit typed words. Answers only the newest question:
 * what was asked before it is dropped.
 */
import * as vscode from 'vscode';
import type { ChipView, SuggestionView } from '../../protocol/index.ts';
import { fitOf, ranked } from './fuzzy.ts';
import { changeCounts } from './gitWork.ts';
import type { Look } from './look.ts';
import { firstOf } from './pieces.ts';
import type { About } from './slashCommands.ts';
import { asked, fitRows, slashRows, sortRows, type Fit } from './suggestions.ts';
import type { FoundFile, WorkspaceFiles } from './workspaceFiles.ts';

const ROWS_MAX = 40;
/** Symbol providers answer by the thousand. */
const SYMBOLS_MAX = 30;
const SYMBOL_FILES_MAX = 8;
/** Around a problem: a symbol of this size, else so many lines before and after. */
const AROUND_LINES_MIN = 3;
const AROUND_LINES_MAX = 300;
const AROUND_LINES = 20;

type Deps = { readonly look: Look; readonly files: WorkspaceFiles };

export async function suggestions(
  { look, files }: Deps,
  sigil: '@' | '/',
  words: string,
): Promise<readonly SuggestionView[]> {
  if (sigil === '/') return slashRows(words, vscode.l10n);
  const { narrow, rest } = asked(words);
  if (narrow === 'symbol') return fitRows(await symbols(rest));
  if (narrow === 'folder') return fitRows((await files.findFolders(rest, ROWS_MAX)).map(folderFit));
  if (narrow === 'file') return fitRows((await files.find(rest, ROWS_MAX)).map(fileFit));
  const facts = {
    selection: selectionChip(),
    editors: look.editors().length,
    problems: look.problems().length,
    changes: (await changeCounts())?.all,
  };
  const sorts = sortRows(facts, rest, vscode.l10n);
  if (rest === '') return [...sorts, ...fitRows(openFits(look, ''))].slice(0, ROWS_MAX);
  const [found, folders] = await Promise.all([
    files.find(rest, ROWS_MAX),
    files.findFolders(rest, 5),
  ]);
  const open = openFits(look, rest);
  const isOpen = new Set(open.map(({ detail }) => detail));
  const others = found.map(fileFit).filter(({ detail }) => !isOpen.has(detail));
  const rows = fitRows([...open, ...others, ...folders.map(folderFit)]);
  return [...sorts, ...rows].slice(0, ROWS_MAX);
}

/** Files in tabs stand first: they are what one works on. */
function openFits(look: Look, words: string): readonly Fit[] {
  const open = look.editors().map((uri) => ({ uri: vscode.Uri.parse(uri), path: look.path(uri) }));
  if (words === '') return open.slice(0, 6).map(fileFit);
  return ranked(open, words, 5, ({ path }) => path).map(fileFit);
}

const nameOf = (path: string): string => path.slice(path.lastIndexOf('/') + 1);

function fileFit({ uri, path }: FoundFile): Fit {
  const ref = { kind: 'file' as const, uri: uri.toString() };
  return { label: nameOf(path), detail: path, chip: { ref, icon: 'file', label: nameOf(path) } };
}

function folderFit({ uri, path }: FoundFile): Fit {
  const ref = { kind: 'folder' as const, uri: uri.toString() };
  const label = `${nameOf(path)}/`;
  return { label, detail: path, chip: { ref, icon: 'folder', label } };
}

export function fileChip(uri: vscode.Uri): ChipView {
  return fileFit({ uri, path: vscode.workspace.asRelativePath(uri) }).chip;
}

export function folderChip(uri: vscode.Uri): ChipView {
  return folderFit({ uri, path: vscode.workspace.asRelativePath(uri) }).chip;
}

/** While the chat has the focus the editor used last still counts as the active one. */
export function currentEditor(): vscode.TextEditor | undefined {
  const { activeTextEditor, visibleTextEditors } = vscode.window;
  return activeTextEditor ?? visibleTextEditors.find(({ viewColumn }) => viewColumn !== undefined);
}

/** Whole lines; a selection that ends before the first character of a line does not hold it. */
export function selectionChip(editor = currentEditor()): ChipView | undefined {
  if (editor === undefined || editor.selection.isEmpty) return undefined;
  const { start, end } = editor.selection;
  const last = end.character === 0 && end.line > start.line ? end.line - 1 : end.line;
  return linesChip('selection', editor.document, start.line, last);
}

function linesChip(
  kind: 'selection' | 'symbol',
  document: vscode.TextDocument,
  start: number,
  last: number,
): ChipView {
  const [from, to] = [start + 1, last + 1];
  const first = firstOf(document.lineAt(start).text);
  const lines = from === to ? `${from}` : `${from}–${to}`;
  const label = `${nameOf(vscode.workspace.asRelativePath(document.uri))}:${lines}`;
  return { ref: { kind, uri: document.uri.toString(), from, to, first }, icon: kind, label };
}

/** What a command is about when the person attached nothing. */
export async function defaultChips(
  about: About,
  look: Pick<Look, 'problems'>,
): Promise<readonly ChipView[]> {
  const { l10n } = vscode;
  if (about === 'staged') {
    return [
      { ref: { kind: 'diff', isStaged: true }, icon: 'diff', label: l10n.t('Staged changes') },
    ];
  }
  if (about === 'changes') {
    return [{ ref: { kind: 'diff', isStaged: false }, icon: 'diff', label: l10n.t('Git changes') }];
  }
  const editor = currentEditor();
  if (editor === undefined) return [];
  const uri = editor.document.uri.toString();
  const code = selectionChip(editor) ?? fileChip(editor.document.uri);
  return about === 'code-and-problems' ? [code, ...problemsChip(uri, look)] : [code];
}

/** None where the editor knows of no problem. */
export function problemsChip(uri: string, look: Pick<Look, 'problems'>): readonly ChipView[] {
  const count = look.problems(uri).length;
  const label = vscode.l10n.t('Problems ({0})', count);
  return count === 0 ? [] : [{ ref: { kind: 'problems', uri }, icon: 'problems', label }];
}

/** The innermost function or class around these lines (from zero), else some lines around them. */
export async function aroundChip(
  document: vscode.TextDocument,
  from: number,
  last: number,
): Promise<ChipView> {
  const end = document.lineCount - 1;
  const [first, to] = [Math.min(from, end), Math.min(last, end)];
  const holders = (await documentSymbols(document))
    .flatMap(({ chip: { ref } }) => (ref.kind === 'symbol' ? [ref] : []))
    .filter((ref) => ref.from <= first + 1 && ref.to >= to + 1)
    .filter((ref) => ref.to - ref.from >= AROUND_LINES_MIN && ref.to - ref.from < AROUND_LINES_MAX);
  const [inner] = holders.toSorted((a, b) => a.to - a.from - (b.to - b.from));
  if (inner !== undefined) return linesChip('selection', document, inner.from - 1, inner.to - 1);
  const begin = Math.max(0, first - AROUND_LINES);
  return linesChip('selection', document, begin, Math.min(end, to + AROUND_LINES));
}

/** Of the whole workspace; before anything is typed, of the active file. */
async function symbols(words: string): Promise<readonly Fit[]> {
  if (words === '') {
    const document = currentEditor()?.document;
    return document === undefined ? [] : (await documentSymbols(document)).slice(0, ROWS_MAX);
  }
  const found = await run<vscode.SymbolInformation>('vscode.executeWorkspaceSymbolProvider', words);
  const inside = found.filter(({ location }) => vscode.workspace.getWorkspaceFolder(location.uri));
  const best = ranked(inside, words, SYMBOLS_MAX, ({ name }) => name);
  const uris = [...new Set(best.map(({ location }) => location.uri.toString()))];
  const files = await Promise.all(
    uris.slice(0, SYMBOL_FILES_MAX).map(async (uri) => {
      const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(uri));
      return await documentSymbols(document);
    }),
  );
  const own = currentEditor()?.document;
  const here = own === undefined ? [] : await documentSymbols(own);
  const all = [...files.flat(), ...here].filter(({ label }) => fitOf(words, label) !== undefined);
  const unique = [...new Map(all.map((fit) => [fit.detail + fit.label, fit])).values()];
  return ranked(unique, words, SYMBOLS_MAX, ({ label }) => label);
}

async function documentSymbols(document: vscode.TextDocument): Promise<readonly Fit[]> {
  const found = await run<vscode.DocumentSymbol | vscode.SymbolInformation>(
    'vscode.executeDocumentSymbolProvider',
    document.uri,
  );
  const fits: Fit[] = [];
  const take = (one: vscode.DocumentSymbol | vscode.SymbolInformation): void => {
    const at = 'location' in one ? one.location.range : one.range;
    const last = Math.min(at.end.line, document.lineCount - 1);
    const chip = linesChip('symbol', document, Math.min(at.start.line, last), last);
    const detail = `${vscode.workspace.asRelativePath(document.uri)}:${at.start.line + 1}`;
    fits.push({ label: one.name, detail, chip: { ...chip, label: one.name } });
    if ('children' in one) for (const child of one.children) take(child);
  };
  for (const one of found) take(one);
  return fits;
}

/** A language without a provider, or one that fails, has no symbols. */
async function run<T>(command: string, arg: unknown): Promise<readonly T[]> {
  return await vscode.commands.executeCommand<readonly T[] | undefined>(command, arg).then(
    (found) => found ?? [],
    () => [],
  );
}
