// `npm run package`: packs what esbuild.mjs has built into out/steadfast.vsix. The README that is packed
// has no pictures: the editor shows relative ones of a repository only, and they would be dead weight.

import { mkdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import { run } from './child.mjs';
import { outDir, root, vsixPath } from './paths.mjs';

/** Resolves to what `run` does: exit code and output of vsce. */
export async function pack() {
  mkdirSync(outDir, { recursive: true });
  rmSync(vsixPath, { force: true });
  const readme = 'dist/README.md';
  const text = readFileSync(join(root, 'README.md'), 'utf8');
  writeFileSync(join(root, readme), text.replaceAll(/^!\[.*\]\(.*\)\n+/gm, ''));
  const flags = ['--no-dependencies', '--allow-missing-repository', '--readme-path', readme];
  const args = ['package', ...flags, '--out', vsixPath];
  return await run(join(root, 'node_modules/.bin/vsce'), args, { cwd: root, timeoutMs: 180_000 });
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const { code, output } = await pack();
  process.stdout.write(output);
  process.exit(code);
}
