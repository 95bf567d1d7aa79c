/*
 * Which lines of an editor an edit is about: those that are selected, those around a problem, the
 * smallest named part (function, method, class) that holds the cursor, an empty line to write at,
 * else the paragraph. What it is about stands in the title of the question, so that nobody is
 * surprised. It changes nothing and selects nothing.
 */
import * as vscode from 'vscode';
import type { ProblemPlace } from '../code/problemPlace.ts';
import type { Lines } from './editAsked.ts';

export type EditPlace = { readonly document: vscode.TextDocument; readonly lines: Lines };

/** Lines around a problem that belong to no named part. */
const AROUND_PROBLEM = 3;
const { SymbolKind } = vscode;
const PARTS: readonly vscode.SymbolKind[] = [
  SymbolKind.Class,
  SymbolKind.Constructor,
  SymbolKind.Enum,
  SymbolKind.Function,
  SymbolKind.Interface,
  SymbolKind.Method,
  SymbolKind.Property,
  SymbolKind.Struct,
];

export async function placeOfProblem(place: ProblemPlace): Promise<EditPlace> {
  const document = await vscode.workspace.openTextDocument(vscode.Uri.parse(place.uri, true));
  // What stands behind the last end of line is no line that anybody would rewrite.
  const last = Math.max(1, document.lineCount - (isBlank(document, document.lineCount) ? 1 : 0));
  const range = { from: Math.min(place.line, last), to: Math.min(place.lastLine, last) };
  const part = place.isWide === true ? undefined : await partAround(document, range);
  const lines = part ?? {
    from: Math.max(1, range.from - AROUND_PROBLEM),
    to: Math.min(last, range.to + AROUND_PROBLEM),
  };
  return { document, lines: { ...lines, isEmpty: false } };
}

export async function placeOfEditor(editor: vscode.TextEditor): Promise<EditPlace> {
  const { document, selection } = editor;
  const { start, end } = selection;
  if (!selection.isEmpty) {
    // Down to the beginning of a line: that line is not meant.
    const isLineLess = end.character === 0 && end.line > start.line;
    const to = isLineLess ? end.line : end.line + 1;
    return { document, lines: { from: start.line + 1, to, isEmpty: false } };
  }
  const line = selection.active.line + 1;
  if (isBlank(document, line)) return { document, lines: { from: line, to: line, isEmpty: true } };
  const part = await partAround(document, { from: line, to: line });
  return { document, lines: { ...(part ?? paragraph(document, line)), isEmpty: false } };
}

type Range = { readonly from: number; readonly to: number };

async function partAround(
  { uri }: vscode.TextDocument,
  { from, to }: Range,
): Promise<Range | undefined> {
  const found = await Promise.resolve(
    vscode.commands.executeCommand('vscode.executeDocumentSymbolProvider', uri),
  ).catch(() => undefined);
  const all = (Array.isArray(found) ? found : []) as readonly vscode.DocumentSymbol[];
  let best: Range | undefined;
  const look = (symbols: readonly vscode.DocumentSymbol[]): void => {
    for (const { range, kind, children } of symbols) {
      if (range === undefined || range.start.line + 1 > from || range.end.line + 1 < to) continue;
      if (PARTS.includes(kind)) best = { from: range.start.line + 1, to: range.end.line + 1 };
      look(children ?? []);
    }
  };
  look(all);
  return best;
}

function paragraph(document: vscode.TextDocument, line: number): Range {
  let [from, to] = [line, line];
  while (from > 1 && !isBlank(document, from - 1)) from -= 1;
  while (to < document.lineCount && !isBlank(document, to + 1)) to += 1;
  return { from, to };
}

const isBlank = (document: vscode.TextDocument, line: number): boolean =>
  document.lineAt(line - 1).isEmptyOrWhitespace;
