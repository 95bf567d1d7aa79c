// What oxlint must refuse, file by file: every door between rooms and every package that the room
// table forbids, every banned global and property in the deterministic rooms, one sample of the
// type-aware rules in each room (it proves that the room's own tsconfig was found), and the rest
// once. Beside them what it must accept, so that a rule that bites everything is no proof.

import { allowsPackage, deterministicRooms, roomLaws, roomNames } from './rooms.ts';
import type { Room } from './rooms.ts';

export interface LintPlant {
  readonly path: string;
  readonly text: string;
  /** Undefined: oxlint must have nothing to say. */
  readonly rule: string | undefined;
}

const samplePackages = [
  'node:fs',
  'fs',
  'vscode',
  'zod',
  'zod/mini',
  'eventsource-parser',
  'lit',
  'lit/directives/repeat.js',
  'highlight.js/lib/core',
  '@scope/name/deep.js',
  'undici',
];

const plant = (path: string, text: string, rule?: string): LintPlant => ({ path, text, rule });
const fileOf = (words: string): string => words.replaceAll(/[^A-Za-z]+(.)?/g, (_, c = '') => c);

function doors(from: Room): LintPlant[] {
  const others = roomNames.filter((to) => to !== from);
  return others.flatMap((to) => {
    const rule = roomLaws[from].rooms.includes(to) ? undefined : 'eslint(no-restricted-imports)';
    return [
      plant(`src/${from}/door-${to}.ts`, `export type { A } from '../${to}/a.ts';\n`, rule),
      plant(`src/${from}/deep/door-${to}.ts`, `import '../../${to}/a.ts';\n`, rule),
    ];
  });
}

function packages(room: Room): LintPlant[] {
  return samplePackages.map((specifier) => {
    const rule = allowsPackage(room, specifier) ? undefined : 'eslint(no-restricted-imports)';
    const path = `src/${room}/package-${fileOf(specifier)}-${specifier.length}.ts`;
    return plant(path, `import '${specifier}';\n`, rule);
  });
}

const globals = [
  'setTimeout',
  'setInterval',
  'setImmediate',
  'queueMicrotask',
  'fetch',
  'performance',
  'crypto',
  'process',
  'XMLHttpRequest',
  'WebSocket',
];
const properties = [
  'Date.now',
  'Math.random',
  'Math.pow',
  'AbortSignal.any',
  'AbortSignal.timeout',
];

function determinism(room: Room): LintPlant[] {
  return [
    ...globals.flatMap((name) => [
      plant(`src/${room}/global-${name}.ts`, `${name};\n`, 'eslint(no-restricted-globals)'),
      plant(`src/${room}/of-${name}.ts`, `globalThis.${name};\n`, 'eslint(no-restricted-globals)'),
    ]),
    ...properties.map((name) =>
      plant(`src/${room}/property-${name}.ts`, `${name};\n`, 'eslint(no-restricted-properties)'),
    ),
  ];
}

/** Only a promise whose type comes from the room's own libraries shows that they were loaded. */
const floating: Readonly<Record<Room, string>> = {
  ...(Object.fromEntries(
    roomNames.map((room) => [room, "const go = async (): Promise<string> => 'x';\ngo();\n"]),
  ) as Record<Room, string>),
  store: "import { rm } from 'node:fs/promises';\nrm('x');\n",
  host: "import { window } from 'vscode';\nwindow.showInformationMessage('x');\n",
  webview: 'document.exitFullscreen();\n',
};

function typeAware(room: Room): LintPlant {
  return plant(`src/${room}/floating.ts`, floating[room], 'typescript(no-floating-promises)');
}

const union = "export type Kind = 'open' | 'closed';\nexport function go(kind: Kind): void {\n";
const long = `export function go(): void {\n${'  go();\n'.repeat(70)}}\n`;
const once: readonly LintPlant[] = [
  plant(
    'src/host/any.ts',
    'export const a = (b: any): number => b;\n',
    'typescript(no-explicit-any)',
  ),
  plant(
    'src/host/anyLeak.ts',
    "export const a: string = JSON.parse('1');\n",
    'typescript(no-unsafe-assignment)',
  ),
  plant('src/host/default.ts', 'export default 1;\n', 'import(no-default-export)'),
  plant('src/host/console.ts', "console.log('a');\n", 'eslint(no-console)'),
  plant('src/host/long.ts', long, 'eslint(max-lines-per-function)'),
  plant('src/host/process.ts', "import 'node:child_process';\n", 'eslint(no-restricted-imports)'),
  plant(
    'src/host/equal.ts',
    'export const a = (b: number): boolean => b == 1;\n',
    'eslint(eqeqeq)',
  ),
  plant(
    'src/host/await.ts',
    'export const a = async (b: number): Promise<void> => {\n  await b;\n};\n',
    'typescript(await-thenable)',
  ),
  plant('src/host/misused.ts', '[1].forEach(async () => {});\n', 'typescript(no-misused-promises)'),
  plant(
    'src/host/switch.ts',
    `${union}  switch (kind) {\n    case 'open':\n      return;\n  }\n}\n`,
    'typescript(switch-exhaustiveness-check)',
  ),
  plant(
    'src/host/throw.ts',
    "export function go(): void {\n  throw 'a';\n}\n",
    'typescript(only-throw-error)',
  ),
  plant(
    'src/host/ring.ts',
    "import { b } from './ringBack.ts';\nexport const a = (): number => b();\n",
    'import(no-cycle)',
  ),
  plant(
    'src/host/ringBack.ts',
    "import { a } from './ring.ts';\nexport const b = (): number => a();\n",
    'import(no-cycle)',
  ),
  plant('src/host/unused.ts', 'const a = 1;\nexport {};\n', 'eslint(no-unused-vars)'),
  plant('src/host/clock.ts', 'export const a = (): number => Date.now() + Math.random();\n'),
  plant('src/host/timer.ts', 'export const a = (): unknown => setTimeout(() => {}, 1);\n'),
];

export const lintPlants: readonly LintPlant[] = [
  ...roomNames.flatMap((room) => [...doors(room), ...packages(room), typeAware(room)]),
  ...deterministicRooms.flatMap(determinism),
  ...once,
];
