// What is installed and what is shipped: exact versions everywhere, no registry host in a lock,
// and in the bundle (everything that src imports, through the lock to its last dependency) no
// package that runs scripts on install and none that hides retries or replaces the editor's fetch.
// Two vendors' packages are there for their types: tests check requests against them and nothing
// else of them may be imported. It reads manifests and locks; it does not open packages.

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { packageOf, scanImports } from './importScan.ts';
import type { Problem } from './problem.ts';
import { listFiles, readSources, readTexts } from './tree.ts';

interface Manifest {
  readonly [group: string]: unknown;
}
interface LockEntry {
  readonly resolved?: string;
  readonly hasInstallScript?: boolean;
  readonly dependencies?: Readonly<Record<string, string>>;
  readonly optionalDependencies?: Readonly<Record<string, string>>;
}
interface Lock {
  readonly packages?: Readonly<Record<string, LockEntry>>;
}

const groups = ['dependencies', 'devDependencies', 'optionalDependencies', 'overrides'];
const exactVersion = /^\d+\.\d+\.\d+(?:-[\w.-]+)?$/;
/** Their own retries fight the engine's; undici bypasses the proxy that VS Code sets up. */
const banned =
  /^(?:undici|ky|got|axios|node-fetch|cross-fetch|openai|ai|ollama|groq-sdk|cohere-ai|replicate|langchain|together-ai|@(?:ai-sdk|anthropic-ai|mistralai|langchain|huggingface|aws-sdk|azure-rest)\/.+|@google\/(?:genai|generative-ai)|@azure\/openai)$/;
/** Their published types say what a request may hold; their code is never run. */
const typesOnly = ['@anthropic-ai/sdk', '@google/genai'];

export function checkPackages(root: string): readonly Problem[] {
  const files = listFiles(root);
  const manifests = files.filter((path) => /(?:^|\/)package\.json$/.test(path));
  const locks = files.filter((path) => /(?:^|\/)package-lock\.json$/.test(path));
  return [
    ...manifests.flatMap((path) => checkManifest(path, readJson(root, path) as Manifest)),
    ...locks.flatMap((path) => checkLock(path, readJson(root, path) as Lock)),
    ...checkBundle(root, manifests, locks),
    ...checkTypesOnly(root),
  ];
}

function readJson(root: string, path: string): unknown {
  return JSON.parse(readFileSync(join(root, path), 'utf8'));
}

function dependenciesOf(manifest: Manifest, group: string): [string, string][] {
  const listed = manifest[group];
  if (typeof listed !== 'object' || listed === null) return [];
  return Object.entries(listed).map(([name, version]) => [name, String(version)]);
}

function checkManifest(file: string, manifest: Manifest): Problem[] {
  return groups.flatMap((group) =>
    dependenciesOf(manifest, group).flatMap(([name, version]): Problem[] => {
      const problems: Problem[] = [];
      if (!exactVersion.test(version)) {
        const message = `${name} is "${version}": pin one exact version`;
        problems.push({ rule: 'exact-pin', file, line: 1, message });
      }
      const isForTypes = group !== 'dependencies' && typesOnly.includes(name);
      if (file === 'package.json' && banned.test(name) && !isForTypes) {
        const message = `${name} may not be a dependency: all bytes go through the Transport port`;
        problems.push({ rule: 'banned-package', file, line: 1, message });
      }
      return problems;
    }),
  );
}

function checkLock(file: string, lock: Lock): Problem[] {
  return Object.entries(lock.packages ?? {}).flatMap(([name, { resolved }]): Problem[] => {
    if (resolved === undefined || !/^(?:git\+)?(?:https?|ssh):/.test(resolved)) return [];
    const message = `${name} names the host it came from: install with omit-lockfile-registry-resolved`;
    return [{ rule: 'lock-host', file, line: 1, message }];
  });
}

function checkTypesOnly(root: string): Problem[] {
  const isCode = (path: string): boolean => /\.m?ts$/.test(path);
  return readTexts(root, isCode).flatMap(({ path, text }) =>
    scanImports(text)
      .filter(({ specifier }) => specifier && typesOnly.includes(packageOf(specifier)))
      .filter(({ line }) => !/^import type\b/.test(text.split('\n')[line - 1] ?? ''))
      .map(({ specifier = '', line }): Problem => {
        const message = `${specifier} is there for its types: import type, on one line`;
        return { rule: 'types-only', file: path, line, message };
      }),
  );
}

function checkBundle(root: string, manifests: string[], locks: string[]): Problem[] {
  if (!manifests.includes('package.json') || !locks.includes('package-lock.json')) return [];
  const packages = (readJson(root, 'package-lock.json') as Lock).packages ?? {};
  const waiting = dependenciesOf(readJson(root, 'package.json') as Manifest, 'dependencies').map(
    ([name]) => `node_modules/${name}`,
  );
  for (const { text } of readSources(root)) {
    for (const { specifier } of scanImports(text)) {
      if (specifier === undefined || /^(?:\.|node:|vscode$)/.test(specifier)) continue;
      waiting.push(`node_modules/${packageOf(specifier)}`);
    }
  }
  const seen = new Set<string>();
  const problems: Problem[] = [];
  for (let at = waiting.pop(); at !== undefined; at = waiting.pop()) {
    const entry = packages[at];
    if (entry === undefined || seen.has(at)) continue;
    seen.add(at);
    problems.push(...judgeShipped(at, entry));
    const needed = { ...entry.dependencies, ...entry.optionalDependencies };
    for (const name of Object.keys(needed)) waiting.push(locate(packages, at, name));
  }
  return problems;
}

function judgeShipped(at: string, entry: LockEntry): Problem[] {
  const name = at.replace(/^.*node_modules\//, '');
  const file = 'package-lock.json';
  const problems: Problem[] = [];
  if (entry.hasInstallScript === true) {
    const message = `${name} would be bundled and runs scripts on install`;
    problems.push({ rule: 'install-script', file, line: 1, message });
  }
  if (banned.test(name)) {
    const message = `${name} would be bundled through another package`;
    problems.push({ rule: 'banned-package', file, line: 1, message });
  }
  return problems;
}

/** Node looks in the nearest node_modules first, then in each one further out. */
function locate(packages: Lock['packages'], from: string, name: string): string {
  for (let at = from; at !== ''; at = at.replace(/(?:^|\/)node_modules\/(?:@[^/]+\/)?[^/]+$/, '')) {
    if (packages?.[`${at}/node_modules/${name}`]) return `${at}/node_modules/${name}`;
  }
  return `node_modules/${name}`;
}
