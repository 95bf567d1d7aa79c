// Reads a tree from disk for the tidy checks: paths relative to the root, forward slashes, sorted.
// What is installed, built or recorded (node_modules, dist, fixtures …) is left out, and so is
// everything binary. It promises the same order on every machine and follows no symbolic link.
// It judges nothing.

import { existsSync, readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';

export interface TextFile {
  readonly path: string;
  readonly text: string;
}

/** The same names as in .gitignore, and what version control keeps for itself. */
const ignoredNames = new Set(['.git', 'node_modules', 'dist', 'out', '.cache']);
const ignoredEndings = ['.vsix'];
/** Recordings are other people's bytes: no rule of ours applies to them. */
const recordedFolders = ['test/fixtures'];

export function isIgnoredName(name: string): boolean {
  return ignoredNames.has(name) || ignoredEndings.some((ending) => name.endsWith(ending));
}

export function listFiles(root: string, folder = ''): string[] {
  if (!existsSync(join(root, folder))) return [];
  const found: string[] = [];
  const entries = readdirSync(join(root, folder), { withFileTypes: true });
  for (const entry of entries.toSorted((a, b) => (a.name < b.name ? -1 : 1))) {
    const path = folder === '' ? entry.name : `${folder}/${entry.name}`;
    if (isIgnoredName(entry.name) || recordedFolders.includes(path)) continue;
    if (entry.isDirectory()) found.push(...listFiles(root, path));
    else if (entry.isFile()) found.push(path);
  }
  return found;
}

/** Text files only: a NUL byte near the start means binary, as in git. */
export function readTexts(root: string, isWanted: (path: string) => boolean): TextFile[] {
  const texts: TextFile[] = [];
  for (const path of listFiles(root).filter(isWanted)) {
    const bytes = readFileSync(join(root, path));
    if (!bytes.subarray(0, 8192).includes(0)) texts.push({ path, text: bytes.toString('utf8') });
  }
  return texts;
}

export function readSources(root: string): TextFile[] {
  return readTexts(root, (path) => path.startsWith('src/') && path.endsWith('.ts'));
}

/** The room of a path under src, or undefined when it lies in none. */
export function roomOf(path: string): string | undefined {
  return /^src\/([^/]+)\//.exec(path)?.[1];
}

export function lineAt(text: string, offset: number): number {
  return text.slice(0, offset).split('\n').length;
}
