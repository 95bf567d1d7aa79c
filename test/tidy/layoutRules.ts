// What lies where: the few entries that the top level may hold, the eight rooms of src and the
// tsconfig that walls each of them in, and one configuration per tool, so that no folder can
// quietly loosen a rule. It looks at names, not at contents; that each tsconfig is a wall is
// proven by planting, in walls.test.ts.

import { existsSync, readdirSync } from 'node:fs';
import { join } from 'node:path';
import type { Problem } from './problem.ts';
import { isRoom } from './rooms.ts';
import { isIgnoredName, listFiles } from './tree.ts';

/** "Top level" of src/README.md. Dotfiles are here by name: each is one that a tool insists on. */
const topLevel = new Set([
  'src',
  'media',
  'test',
  'package.json',
  'package-lock.json',
  'tsconfig.json',
  'esbuild.mjs',
  'README.md',
  'CHANGELOG.md',
  'LICENSE',
  '.ci',
  '.github',
  '.gitattributes',
  '.gitignore',
  '.knip.jsonc',
  '.mocharc.json',
  '.npmrc',
  '.oxfmtrc.json',
  '.oxlintrc.json',
  '.vscodeignore',
]);

export function checkLayout(root: string): readonly Problem[] {
  return [...checkTop(root), ...checkRooms(root), ...checkConfigs(root)];
}

function checkTop(root: string): Problem[] {
  return readdirSync(root)
    .filter((name) => !isIgnoredName(name) && !topLevel.has(name))
    .filter((name) => !/^package\.nls(?:\.[\w-]+)?\.json$/.test(name))
    .map((name) => {
      const message = 'the top level is full: put it under src, test or media';
      return { rule: 'top-level', file: name, line: 1, message };
    });
}

function checkRooms(root: string): Problem[] {
  if (!existsSync(join(root, 'src'))) return [];
  return readdirSync(join(root, 'src')).flatMap((name): Problem[] => {
    const file = `src/${name}`;
    if (name === 'README.md') return [];
    if (!isRoom(name)) {
      return [
        { rule: 'room-unknown', file, line: 1, message: 'src holds its rooms and their map' },
      ];
    }
    if (existsSync(join(root, file, 'tsconfig.json'))) return [];
    const message = 'a room without its own tsconfig has no compiler wall';
    return [{ rule: 'room-tsconfig', file, line: 1, message }];
  });
}

function checkConfigs(root: string): Problem[] {
  return listFiles(root)
    .filter((path) => /^(?:src|test)\//.test(path))
    .filter((path) =>
      /(?:^|\/)(?:\.oxlintrc\.jsonc?|oxlint\.config\.\w+|\.oxfmtrc\.jsonc?)$/.test(path),
    )
    .map((file) => {
      const message = 'one configuration at the top: a nested one loosens rules in silence';
      return { rule: 'nested-config', file, line: 1, message };
    });
}
