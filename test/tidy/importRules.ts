// The doors between the rooms: which room looks into which, which packages it takes in, that
// nothing in src reaches outside src, and that the composition stays free of `vscode` through
// every file it pulls in, so that the same composition runs headless. It promises to judge the
// resolved path, not the spelling. It does not check that an import exists: the compiler does.

import { existsSync, readFileSync } from 'node:fs';
import { join, posix } from 'node:path';
import { packageOf, scanImports } from './importScan.ts';
import type { Problem } from './problem.ts';
import { allowsPackage, isRoom, roomLaws } from './rooms.ts';
import { lineAt, readSources, roomOf } from './tree.ts';
import type { TextFile } from './tree.ts';

const composePath = 'src/host/compose.ts';
const processModules = new Set(['child_process', 'cluster', 'worker_threads']);

export function checkImports(root: string): readonly Problem[] {
  const sources = readSources(root);
  return [...sources.flatMap(checkFile), ...checkHeadless(root)];
}

function checkFile(file: TextFile): Problem[] {
  const problems: Problem[] = [];
  for (const match of file.text.matchAll(/^\s*\/\/\/\s*<reference/gm)) {
    const line = lineAt(file.text, match.index);
    const message = 'a reference directive climbs the compiler wall: name types in the tsconfig';
    problems.push({ rule: 'reference-directive', file: file.path, line, message });
  }
  for (const { specifier, line } of scanImports(file.text)) {
    if (specifier === undefined) {
      const message = 'the specifier is computed, so no wall can see it: write it as a literal';
      problems.push({ rule: 'computed-import', file: file.path, line, message });
      continue;
    }
    const problem = specifier.startsWith('.')
      ? checkRelative(file.path, specifier)
      : checkPackage(file.path, specifier);
    if (problem) problems.push({ ...problem, file: file.path, line });
  }
  return problems;
}

type Verdict = Pick<Problem, 'rule' | 'message'> | undefined;

function checkRelative(path: string, specifier: string): Verdict {
  const target = posix.join(posix.dirname(path), specifier);
  const from = roomOf(path);
  const to = roomOf(`${target}/`);
  if (to === undefined || !isRoom(to)) {
    return { rule: 'outside-src', message: `${specifier} leads out of the rooms of src` };
  }
  if (from === undefined || !isRoom(from) || from === to) return undefined;
  if (roomLaws[from].rooms.includes(to)) return undefined;
  const allowed = roomLaws[from].rooms.join(', ') || 'nothing';
  return { rule: 'room-matrix', message: `${from} may look into ${allowed}, not into ${to}` };
}

function checkPackage(path: string, specifier: string): Verdict {
  if (processModules.has(specifier.replace(/^node:/, ''))) {
    return { rule: 'child-process', message: 'Steadfast starts no processes' };
  }
  const room = roomOf(path);
  if (room === undefined || !isRoom(room) || allowsPackage(room, specifier)) return undefined;
  const allowed = roomLaws[room].packages.join(', ') || 'none';
  const message = `${room} may import these packages: ${allowed}; not ${packageOf(specifier)}`;
  return { rule: 'room-package', message };
}

/** Walks everything that the composition pulls in, types included. */
function checkHeadless(root: string): Problem[] {
  const problems: Problem[] = [];
  const waiting = existsSync(join(root, composePath)) ? [composePath] : [];
  const seen = new Set(waiting);
  for (let path = waiting.pop(); path !== undefined; path = waiting.pop()) {
    for (const { specifier, line } of scanImports(readFileSync(join(root, path), 'utf8'))) {
      if (specifier === 'vscode') {
        const message = `${composePath} pulls this file in and must run without the editor`;
        problems.push({ rule: 'headless-compose', file: path, line, message });
      }
      const next = specifier?.startsWith('.') ? resolveSource(root, path, specifier) : undefined;
      if (next === undefined || seen.has(next)) continue;
      seen.add(next);
      waiting.push(next);
    }
  }
  return problems;
}

function resolveSource(root: string, from: string, specifier: string): string | undefined {
  const target = posix.join(posix.dirname(from), specifier);
  const bare = target.replace(/\.(?:js|ts)$/, '');
  const candidates = [`${bare}.ts`, `${target}.ts`, `${target}/index.ts`];
  return candidates.find((path) => existsSync(join(root, path)));
}
