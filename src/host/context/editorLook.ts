/*
 * The editor as the context room sees it. An open document is read as it stands on the screen,
 * saved or not; any other file from the disk, only inside the workspace. Outside of it only what
 * the person has open in an editor can be read.
 */
import * as vscode from 'vscode';
import type { AttachedRecord } from '../../core/index.ts';
import { isExcluded } from './contextSettings.ts';
import { gitDiff } from './gitWork.ts';
import type { Look, Seen, SeenText } from './look.ts';
import { readPlace, whereIs } from './placeReader.ts';
import type { Problem } from './problemText.ts';
import { FILE_BYTES_MAX } from './refusals.ts';
import type { WorkspaceFiles } from './workspaceFiles.ts';

/** As other tools do: a zero byte near the beginning makes it binary. */
const LOOKED_AT_BYTES = 8_000;

export function editorLook(
  files: Pick<WorkspaceFiles, 'below'>,
  sent: (turnId: string, at: number) => AttachedRecord | undefined,
): Look {
  return {
    read,
    below: (folder) => {
      const uri = asUri(folder);
      const gone = { isRead: false, why: 'gone' } as const;
      return uri === undefined ? Promise.resolve(gone) : files.below(uri);
    },
    path: pathOf,
    editors: () => [...new Set(tabs().map((uri) => uri.toString()))],
    problems,
    diff: gitDiff,
    sent,
  };
}

export function asUri(text: string): vscode.Uri | undefined {
  try {
    return vscode.Uri.parse(text, true);
  } catch {
    return undefined;
  }
}

export function pathOf(text: string): string {
  const uri = asUri(text);
  if (uri === undefined) return text.slice(0, 100);
  // Where else on this computer a file lies is nobody's business: its name is enough.
  if (vscode.workspace.getWorkspaceFolder(uri) === undefined) return uri.path.replace(/^.*\//, '');
  return vscode.workspace.asRelativePath(uri);
}

async function read(text: string): Promise<Seen<SeenText>> {
  const uri = asUri(text);
  if (uri === undefined) return { isRead: false, why: 'gone' };
  const place = await whereIs(uri);
  if (!place.isIn && place.why === 'link') return { isRead: false, why: 'link' };
  if (isExcluded(uri)) return { isRead: false, why: 'excluded' };
  const open = documentOf(uri);
  if (open !== undefined && (place.isIn || isInTab(uri))) return ofDocument(open);
  if (!place.isIn) return { isRead: false, why: place.why };
  const bytes = await readPlace(uri);
  if (typeof bytes === 'string') return { isRead: false, why: bytes };
  if (isBinary(bytes)) return { isRead: false, why: 'binary' };
  const plain = await vscode.workspace.decode(bytes, { uri });
  return { isRead: true, text: plain, ...languageOf(uri) };
}

const documentOf = (uri: vscode.Uri): vscode.TextDocument | undefined =>
  vscode.workspace.textDocuments.find(
    (document) => !document.isClosed && document.uri.toString() === uri.toString(),
  );

function ofDocument(document: vscode.TextDocument): Seen<SeenText> {
  const text = document.getText();
  if (text.length > FILE_BYTES_MAX) return { isRead: false, why: 'large' };
  return { isRead: true, text, languageId: document.languageId };
}

function isBinary(bytes: Uint8Array): boolean {
  const [first, second] = bytes;
  const isUtf16 = (first === 0xff && second === 0xfe) || (first === 0xfe && second === 0xff);
  return !isUtf16 && bytes.subarray(0, LOOKED_AT_BYTES).includes(0);
}

function languageOf(uri: vscode.Uri): { languageId?: string } {
  const ending = /\.([a-z0-9]{1,10})$/i.exec(uri.path)?.[1];
  return ending === undefined ? {} : { languageId: ending.toLowerCase() };
}

const isInTab = (uri: vscode.Uri): boolean =>
  tabs().some((other) => other.toString() === uri.toString());

/** The active one first, then in the order of the tabs. */
function tabs(): readonly vscode.Uri[] {
  const { tabGroups, activeTextEditor } = vscode.window;
  const all = tabGroups.all.flatMap((group) =>
    group.tabs.flatMap(({ input }) => (input instanceof vscode.TabInputText ? [input.uri] : [])),
  );
  const active = activeTextEditor?.document.uri.toString();
  return all.toSorted((a, b) => Number(b.toString() === active) - Number(a.toString() === active));
}

const SEVERITIES: readonly Problem['severity'][] = ['error', 'warning', 'info', 'hint'];

export function problems(text?: string): readonly Problem[] {
  const uri = text === undefined ? undefined : asUri(text);
  const found =
    uri === undefined
      ? vscode.languages.getDiagnostics()
      : [[uri, vscode.languages.getDiagnostics(uri)] as const];
  return found.flatMap(([at, list]) =>
    list
      .filter(({ severity }) => severity !== vscode.DiagnosticSeverity.Hint)
      .map((one) => problemOf(at, one)),
  );
}

function problemOf(uri: vscode.Uri, one: vscode.Diagnostic): Problem {
  const { severity, range, message, source, code } = one;
  const value = typeof code === 'object' ? code.value : code;
  const by = [source, value === undefined ? undefined : `${value}`].filter(Boolean).join(' ');
  return {
    path: pathOf(uri.toString()),
    line: range.start.line + 1,
    column: range.start.character + 1,
    severity: SEVERITIES[severity] ?? 'info',
    message,
    ...(by === '' ? {} : { source: by }),
  };
}
