// A packed extension installed by VS Code itself, once for each package; every other box of the run
// gets a copy of what that left behind, which costs milliseconds and not seconds.
// The folder is named after the package's content and appears by one rename, so two runs that
// install at once do no harm. It starts nothing but the one installation.

import { createHash } from 'node:crypto';
import {
  cpSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join } from 'node:path';
import { outDir } from '../run/paths.mjs';

interface Listed {
  readonly identifier: { readonly id: string };
  readonly relativeLocation: string;
  readonly location: { readonly path: string };
}

/** `install(dir)` makes VS Code install `vsix` with `dir` as its folder of extensions. */
export async function placeInstalled(
  extensionsDir: string,
  vsix: string,
  install: (dir: string) => Promise<void>,
): Promise<void> {
  const hash = createHash('sha256').update(readFileSync(vsix)).digest('hex').slice(0, 12);
  const home = join(outDir, `installed-${hash}`);
  if (!existsSync(home)) {
    dropOlder();
    const draft = `${home}.partial-${process.pid}`;
    mkdirSync(draft, { recursive: true });
    await install(draft);
    try {
      renameSync(draft, home);
    } catch {
      // Another run finished the same folder first: take that one.
      rmSync(draft, { recursive: true, force: true });
    }
  }
  const before = listed(extensionsDir);
  cpSync(home, extensionsDir, { recursive: true });
  const placed = listed(home).map((entry) => ({
    ...entry,
    location: { ...entry.location, path: join(extensionsDir, entry.relativeLocation) },
  }));
  const kept = before.filter(
    ({ identifier }) => !placed.some((entry) => entry.identifier.id === identifier.id),
  );
  writeFileSync(listOf(extensionsDir), JSON.stringify([...kept, ...placed]));
}

/** Those of packages that are gone; a run that still uses one has its copy. */
function dropOlder(): void {
  for (const name of readdirSync(outDir)) {
    if (/^installed-[\da-f]+$/.test(name)) rmSync(join(outDir, name), { recursive: true });
  }
}

const listOf = (dir: string): string => join(dir, 'extensions.json');

function listed(dir: string): readonly Listed[] {
  const list = listOf(dir);
  return existsSync(list) ? (JSON.parse(readFileSync(list, 'utf8')) as Listed[]) : [];
}
