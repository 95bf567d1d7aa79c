// The mutants of one group, and the bundle that holds all of them switched off: Stryker's
// instrumenter writes every mutation into the sources behind a switch, esbuild puts them together
// with their specs. Which one is on is decided when the bundle is loaded.

import { Instrumenter } from '@stryker-mutator/instrumenter';
import { build } from 'esbuild';
import { existsSync, mkdirSync, readdirSync, readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import type { Group } from './groups.ts';

const ROOT = fileURLToPath(new URL('../../', import.meta.url));
const ENGINE = `${ROOT}src/engine/`;

export type Mutant = {
  readonly id: string;
  readonly file: string;
  readonly line: number;
  readonly kind: string;
  readonly replacement: string;
};

export type Prepared = { readonly bundle: string; readonly mutants: readonly Mutant[] };

const quiet = { isEnabled: () => false, write: () => undefined };
const logger = new Proxy(
  {},
  { get: (_, name) => (String(name).startsWith('is') ? quiet.isEnabled : quiet.write) },
);

/** Undefined where no source of the group exists yet. */
export async function prepare(name: string, group: Group): Promise<Prepared | undefined> {
  const names = readdirSync(ENGINE, { recursive: true, encoding: 'utf8' })
    .filter((file) => group.sources.test(file))
    .toSorted();
  if (names.length === 0) return undefined;
  const files = names.map((file) => ({
    name: `${ENGINE}${file}`,
    content: readFileSync(`${ENGINE}${file}`, 'utf8'),
    mutate: true,
  }));
  const instrumenter = new Instrumenter(logger as ConstructorParameters<typeof Instrumenter>[0]);
  const made = await instrumenter.instrument(files, {
    ...{ plugins: null, excludedMutations: [], ignorers: [] },
  });
  const changed = new Map(made.files.map((file) => [file.name, file.content]));
  const specs = [...names.map((file) => file.replace(/\.ts$/, '')), ...group.specs]
    .map((spec) => `${ROOT}test/engine/${spec}.test.ts`)
    .filter((spec, at, all) => existsSync(spec) && all.indexOf(spec) === at);
  mkdirSync(`${ROOT}out/mutate`, { recursive: true });
  const bundle = `${ROOT}out/mutate/${name}.mjs`;
  await build({
    stdin: {
      contents: specs.map((spec) => `import ${JSON.stringify(spec)};`).join('\n'),
      resolveDir: ROOT,
    },
    ...{ outfile: bundle, bundle: true, format: 'esm', platform: 'node', target: 'node20' },
    ...{ packages: 'external', logLevel: 'error' },
    plugins: [
      {
        name: 'mutants',
        setup(on) {
          on.onLoad({ filter: /src\/engine\/.*\.ts$/ }, ({ path }) => {
            const contents = changed.get(path);
            return contents === undefined ? undefined : { contents, loader: 'ts' };
          });
        },
      },
    ],
  });
  const mutants = made.mutants.map(({ id, fileName, location, mutatorName, replacement }) => ({
    ...{ id, file: fileName.slice(ENGINE.length), line: location.start.line + 1 },
    ...{ kind: mutatorName, replacement },
  }));
  return { bundle, mutants };
}
