// Builds small trees in a temporary folder for the proof that a wall stands: a clean tree that no
// check complains about, and on top of it one planted violation. It promises to remove what it
// made when the callback ends. It judges nothing.

import {
  cpSync,
  existsSync,
  mkdirSync,
  mkdtempSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';

export const repositoryRoot = fileURLToPath(new URL('../..', import.meta.url)).replace(/\/$/, '');

/** Path → content; `null` takes the file out of the clean tree. */
export type Overlay = Readonly<Record<string, string | null>>;

export const header = '// What it is.\n// What it promises.\n// What it does not do.\n\n';

export const cleanTree: Overlay = {
  'package.json': JSON.stringify({ devDependencies: { zod: '4.0.0', vitamin: '1.2.3' } }),
  'package-lock.json': JSON.stringify({
    packages: { 'node_modules/zod': { version: '4.0.0' }, 'node_modules/vitamin': {} },
  }),
  'package.nls.de.json': '{}',
  'src/README.md': 'The map.\n',
  'src/engine/tsconfig.json': '{}',
  'src/engine/breaker.ts': `${header}import type { Clock } from '../core/clock.ts';\ndeclare const flavour: unique symbol;\nexport type Id = string & { [flavour]?: 1 };\nexport const of = (clock: Clock) => [clock, 'a ** b', /enum Kind {/];\n`,
  'src/engine/index.ts': `${header}export { of } from './breaker.ts';\n`,
  'src/core/tsconfig.json': '{}',
  'src/core/clock.ts': `${header}export interface Clock {\n  /** Never new Date(). */\n  nowMs(): number;\n}\nexport type Tick = () => void;\n`,
  'src/core/ambient.d.ts': `${header}declare const AbortSignal: { readonly aborted: boolean };\n`,
  'src/host/tsconfig.json': '{}',
  'src/host/compose.ts': `${header}import { of } from '../engine/index.ts';\nexport const compose = () => of({ nowMs: () => Date.now() });\n`,
  'src/host/view.ts': `${header}import type { Uri } from 'vscode';\nexport const see = (uri: Uri) => uri;\n`,
  'test/engine/breaker.test.ts': "it('holds', () => {});\n",
  'test/host/compose.test.ts': "it('composes', () => {});\n",
  'test/host/view.test.ts': "it('sees', () => {});\n",
  'test/fixtures/recorded.json': `{ "path": "${'X'.repeat(3)}" }\n`,
};

export function writeTree(root: string, files: Overlay): void {
  for (const [path, content] of Object.entries(files)) {
    if (content === null) {
      rmSync(join(root, path), { force: true });
      continue;
    }
    mkdirSync(dirname(join(root, path)), { recursive: true });
    writeFileSync(join(root, path), content);
  }
}

export function withTree<T>(overlays: readonly Overlay[], use: (root: string) => T): T {
  const root = mkdtempSync(join(tmpdir(), 'steadfast-planted-'));
  try {
    for (const overlay of overlays) writeTree(root, overlay);
    return use(root);
  } finally {
    rmSync(root, { recursive: true, force: true });
  }
}

/** A copy of what the tools read, with the installed packages by link. The caller removes it. */
export function copyRepository(paths: readonly string[]): string {
  const root = mkdtempSync(join(tmpdir(), 'steadfast-copied-'));
  for (const path of paths) {
    if (!existsSync(join(repositoryRoot, path))) continue;
    cpSync(join(repositoryRoot, path), join(root, path), { recursive: true });
  }
  symlinkSync(join(repositoryRoot, 'node_modules'), join(root, 'node_modules'), 'dir');
  return root;
}
