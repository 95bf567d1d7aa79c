/*
 * Files of the workspace that may be offered: without what `files.exclude`, `search.exclude` and
 * `steadfast.context.exclude` leave out, without what Git ignores, and without what is reached only
 * through links. In a very large workspace the list is cut, and typed words are looked for anew.
 * What a person names by hand does not pass here.
 */
import * as vscode from 'vscode';
import { excludeGlobs, matchesAny } from './contextSettings.ts';
import { ranked } from './fuzzy.ts';
import { ignoredByGit } from './gitWork.ts';
import { createIgnoreRules, type IgnoreRules } from './ignoreRules.ts';
import { pathBelow } from './insideRoots.ts';
import type { Seen, SeenFolder } from './look.ts';
import { placePorts, whereIs } from './placeReader.ts';
import { FOLDER_FILES_MAX } from './refusals.ts';

const LISTED_MAX = 20_000;
/** Looked for anew by what was typed, where the list was cut. */
const SOUGHT_MAX = 2_000;
const FRESH_MS = 10_000;
const FOLDER_LISTED_MAX = 2_000;
/** So many of the best are asked about at Git, until enough are left. */
const JUDGED_MAX = 200;

export type FoundFile = { readonly uri: vscode.Uri; readonly path: string };

export type WorkspaceFiles = {
  /** The best fits, at most `max`. */
  readonly find: (words: string, max: number) => Promise<readonly FoundFile[]>;
  readonly findFolders: (words: string, max: number) => Promise<readonly FoundFile[]>;
  readonly below: (folder: vscode.Uri) => Promise<Seen<SeenFolder>>;
};

export function createWorkspaceFiles(nowMs: () => number): WorkspaceFiles {
  let list: { readonly atMs: number; readonly files: Promise<readonly FoundFile[]> } | undefined;
  const all = (): Promise<readonly FoundFile[]> => {
    if (list === undefined || nowMs() - list.atMs > FRESH_MS) {
      list = { atMs: nowMs(), files: listed('**/*', LISTED_MAX) };
    }
    return list.files;
  };
  const candidates = async (words: string): Promise<readonly FoundFile[]> => {
    const files = await all();
    const letters = (words.match(/[\p{L}\p{N}]/gu) ?? []).slice(0, 20);
    if (files.length < LISTED_MAX || letters.length < 2) return files;
    const glob = letters.map((one) => `[${one.toLowerCase()}${one.toUpperCase()}]`).join('*');
    return [...(await listed(`**/*${glob}*`, SOUGHT_MAX)), ...files];
  };
  const best = async (found: readonly FoundFile[], words: string, max: number) => {
    const unique = [...new Map(found.map((file) => [file.path, file])).values()];
    return (await notIgnored(ranked(unique, words, JUDGED_MAX, ({ path }) => path))).slice(0, max);
  };
  return {
    find: async (words, max) => best(await candidates(words), words, max),
    findFolders: async (words, max) => best(foldersOf(await all()), words, max),
    below,
  };
}

function foldersOf(files: readonly FoundFile[]): readonly FoundFile[] {
  const folders = new Map<string, FoundFile>();
  for (const { uri, path } of files) {
    let [above, at] = [path, uri];
    while (above.includes('/')) {
      above = above.slice(0, above.lastIndexOf('/'));
      at = vscode.Uri.joinPath(at, '..');
      if (folders.has(above)) break;
      folders.set(above, { uri: at, path: above });
    }
  }
  return [...folders.values()].toSorted((a, b) => a.path.length - b.path.length);
}

async function listed(glob: string, max: number): Promise<readonly FoundFile[]> {
  const folders = vscode.workspace.workspaceFolders ?? [];
  const found = await Promise.all(
    folders.map(async (folder) => {
      const globs = hiddenGlobs(folder);
      const pattern = new vscode.RelativePattern(folder, glob);
      const uris = await vscode.workspace.findFiles(pattern, together(globs), max);
      const rest = globs.filter((one) => one.includes('{'));
      return uris.filter((uri) => rest.length === 0 || !matchesAny(uri, folder, rest));
    }),
  );
  return found
    .flat()
    .map((uri) => ({ uri, path: vscode.workspace.asRelativePath(uri) }))
    .toSorted((a, b) => (a.path < b.path ? -1 : 1));
}

function hiddenGlobs(folder: vscode.WorkspaceFolder): readonly string[] {
  const of = (section: string): readonly string[] => {
    const set = vscode.workspace.getConfiguration(section, folder.uri).get<object>('exclude');
    return Object.entries(set ?? {}).flatMap(([glob, isOn]) => (isOn === true ? [glob] : []));
  };
  return [...new Set([...of('files'), ...of('search'), ...excludeGlobs(folder.uri)])];
}

/** Braces do not nest everywhere a search runs; globs that have their own are looked at after. */
function together(globs: readonly string[]): string | null {
  const plain = globs.filter((glob) => !/[{},]/.test(glob)).flatMap((glob) => [glob, `${glob}/**`]);
  return plain.length === 0 ? null : `{${plain.join(',')}}`;
}

/** In their order, without those that Git ignores. */
async function notIgnored(files: readonly FoundFile[]): Promise<readonly FoundFile[]> {
  const kept = await Promise.all(
    (vscode.workspace.workspaceFolders ?? []).map(async (folder) => {
      const own = files.filter(({ uri }) => vscode.workspace.getWorkspaceFolder(uri) === folder);
      const byGit = await ignoredByGit(own.map(({ uri }) => uri));
      if (byGit !== undefined) return own.filter(({ uri }) => !byGit.has(uri.toString()));
      const rules = rulesOf(folder);
      const marks = await Promise.all(
        own.map(({ uri }) =>
          rules.isIgnored(pathBelow(folder.uri, uri, placePorts.isWindows) ?? '.'),
        ),
      );
      return own.filter((_, index) => marks[index] !== true);
    }),
  );
  const names = new Set(kept.flat());
  return files.filter((file) => names.has(file));
}

function rulesOf(folder: vscode.WorkspaceFolder): IgnoreRules {
  return createIgnoreRules(async (path) => {
    const uri = vscode.Uri.joinPath(folder.uri, path, '.gitignore');
    return await vscode.workspace.fs.readFile(uri).then(
      (bytes) => new TextDecoder().decode(bytes),
      () => undefined,
    );
  });
}

async function below(uri: vscode.Uri): Promise<Seen<SeenFolder>> {
  const place = await whereIs(uri);
  if (!place.isIn) return { isRead: false, why: place.why };
  const folder = vscode.workspace.getWorkspaceFolder(uri);
  if (folder === undefined) return { isRead: false, why: 'outside' };
  const deep = place.path === '' ? '**/*' : `${escaped(place.path)}/**/*`;
  const files = await notIgnored(await listed(deep, FOLDER_LISTED_MAX));
  const uris: string[] = [];
  for (const file of files) {
    if (uris.length > FOLDER_FILES_MAX) break;
    const at = await whereIs(file.uri);
    // Behind a link, even inside the workspace: the file itself stands in the list already.
    if (at.isIn && at.real.path.endsWith(`/${at.path}`)) uris.push(file.uri.toString());
  }
  return {
    isRead: true,
    uris: uris.slice(0, FOLDER_FILES_MAX),
    isCut: uris.length > FOLDER_FILES_MAX,
  };
}

/** A folder's own name is no pattern. */
function escaped(path: string): string {
  return path.replaceAll(/[[\]{}*?!]/g, (character) => `[${character}]`);
}
