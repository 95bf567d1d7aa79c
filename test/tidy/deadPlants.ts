// A small tree with one dead file, one dead export and one unused package among living ones, and
// what knip must say about it with the real configuration. A type in core that nothing uses yet
// is vocabulary, not dead code, and has to pass.

import type { Overlay } from './plant.ts';

const tree: Overlay = {
  'package.json': JSON.stringify({
    name: 'planted',
    type: 'module',
    main: './dist/extension.cjs',
    devDependencies: {
      zod: '4.0.0',
      remend: '1.0.0',
      '@types/node': '24.0.0',
      '@types/vscode': '1.0.0',
    },
  }),
  'esbuild.mjs': 'export {};\n',
  'src/host/extension.ts':
    "import { z } from 'zod';\nimport { alive } from './alive.ts';\n" +
    'export function activate(): unknown {\n  return [z, alive];\n}\n',
  'src/host/alive.ts': 'export const alive = 1;\nexport const dead = 2;\n',
  'src/host/deadFile.ts': 'export const nobody = 1;\n',
  'src/core/word.ts': 'export const used = 1;\nexport type NotYet = 1;\n',
  'src/webview/main.ts': "import { used } from '../core/word.ts';\nvoid used;\n",
  'test/core/word.test.ts': "import { used } from '../../src/core/word.ts';\nvoid used;\n",
};

export const deadPlants = {
  tree,
  issues: [
    'devDependencies package.json remend',
    'exports src/host/alive.ts dead',
    'files src/host/deadFile.ts src/host/deadFile.ts',
  ],
};
