// Every src file that holds a runtime value has its unit test at the mirrored place:
// src/engine/breaker.ts → test/engine/breaker.test.ts. Files that hold only types, and barrels,
// need none, nor do presets: one table-driven test reads them all. The exemptions are listed by name with the test that covers them; both must exist.
// Whether a test tests anything is not measured here.

import { existsSync } from 'node:fs';
import { join } from 'node:path';
import { exemptions } from './exemptions.ts';
import type { Exemption } from './exemptions.ts';
import type { Problem } from './problem.ts';
import { maskSource } from './sourceText.ts';
import { readSources } from './tree.ts';

/** The code is formatted, so a top-level statement starts in column 0. */
const runtimeStatement =
  /^(?:export\s+)?(?:default\s+)?(?:(?:async|abstract)\s+)?(?:const|let|var|function|class|enum|if|for|while|switch|try|throw|new|void|await|[\w$]+[.(])(?:\b|(?<=[.(]))/m;

export function holdsRuntimeValue(text: string): boolean {
  return runtimeStatement.test(maskSource(text));
}

/** A preset is one object of data, and `presets/index.test.ts` holds the rules for all of them. */
function isPreset(path: string, text: string): boolean {
  const isData = /^export const \w+ = \{\n(?: .*\n)*\} as const satisfies Preset;$/m.test(text);
  return path.startsWith('src/providers/presets/') && isData && !/^(?:async )?function/m.test(text);
}

function mirrorOf(path: string): string {
  return path.replace(/^src\//, 'test/').replace(/\.ts$/, '.test.ts');
}

export function checkMirror(root: string): readonly Problem[] {
  // The list speaks of the tree that holds it; a planted tree has none.
  const holdsList = existsSync(join(root, 'test/tidy/exemptions.ts'));
  return checkMirrorExcept(root, holdsList ? exemptions : []);
}

export function checkMirrorExcept(root: string, exempt: readonly Exemption[]): readonly Problem[] {
  const exemptPaths = new Set(exempt.map(({ path }) => path));
  const missing = readSources(root)
    .filter(({ path }) => !path.endsWith('.d.ts') && !exemptPaths.has(path))
    .filter(({ path, text }) => !isPreset(path, text))
    .filter(({ path, text }) => holdsRuntimeValue(text) && !existsSync(join(root, mirrorOf(path))))
    .map(({ path }): Problem => {
      const message = `no ${mirrorOf(path)}: write it, or list the exemption with its reason`;
      return { rule: 'mirrored-test', file: path, line: 1, message };
    });
  const stale = exempt
    .flatMap(({ path, coveredBy }) => [path, coveredBy])
    .filter((path) => !existsSync(join(root, path)))
    .map((file): Problem => {
      const message = 'an exemption names this file and it is gone';
      return { rule: 'stale-exemption', file, line: 1, message };
    });
  return [...missing, ...stale];
}
