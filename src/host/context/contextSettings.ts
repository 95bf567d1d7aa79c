/*
 * The settings of this room. They belong to a folder, so a workspace may write them; what it writes
 * before it is trusted is ignored (restrictedConfigurations), and globs to leave out add up over
 * all levels: none of them can take another's away.
 * Values that fit no schema count as not set.
 */
import * as vscode from 'vscode';

const GLOBS_MAX = 200;
const GLOB_CHARS_MAX = 200;

/** `undefined` for what belongs to no folder. */
export function excludeGlobs(uri: vscode.Uri | undefined): readonly string[] {
  const found = vscode.workspace
    .getConfiguration('steadfast', uri ?? null)
    .inspect<unknown>('context.exclude');
  const levels: readonly unknown[] = [
    found?.globalValue,
    found?.workspaceValue,
    found?.workspaceFolderValue,
  ];
  const globs = levels.flatMap((level) => (Array.isArray(level) ? (level as unknown[]) : []));
  const plain = globs.filter(
    (glob): glob is string =>
      typeof glob === 'string' && glob !== '' && glob.length <= GLOB_CHARS_MAX,
  );
  return [...new Set(plain)].slice(0, GLOBS_MAX);
}

export function followsInstructions(uri: vscode.Uri | undefined): boolean {
  const value = vscode.workspace
    .getConfiguration('steadfast', uri ?? null)
    .get<unknown>('context.instructions');
  return value !== false;
}

/** Whether one of the person's globs names this file. */
export function isExcluded(uri: vscode.Uri): boolean {
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return false;
  return matchesAny(uri, folder, excludeGlobs(folder.uri));
}

/** The editor's own matcher, which wants a document and looks at nothing of it but this. */
export function matchesAny(
  uri: vscode.Uri,
  folder: vscode.WorkspaceFolder,
  globs: readonly string[],
): boolean {
  const document = { uri, languageId: '', fileName: uri.fsPath } as vscode.TextDocument;
  return globs.some((glob) => {
    const pattern = new vscode.RelativePattern(folder, glob);
    const below = new vscode.RelativePattern(folder, `${glob.replace(/\/+$/, '')}/**`);
    return vscode.languages.match([{ pattern }, { pattern: below }], document) > 0;
  });
}
