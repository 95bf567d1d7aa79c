// One planted violation (or more) for every tidy rule: what to put on top of the clean tree, and
// where the rule must then speak, and nowhere else. Texts that the word rules would find in this
// very file are put together from pieces.

import { header } from './plant.ts';
import type { Overlay } from './plant.ts';
import type { Rule } from './problem.ts';
import { deterministicRooms } from './rooms.ts';

export interface Plant {
  readonly rule: Rule;
  readonly at: string;
  readonly files: Overlay;
}

const engineFile = 'src/engine/breaker.ts';
const hostFile = 'src/host/view.ts';
const join = (...parts: string[]): string => parts.join('/');

/** Replaces one file of the clean tree by the header and this code. */
function code(rule: Rule, at: string, text: string): Plant {
  return { rule, at, files: { [at]: `${header}${text}\n` } };
}

function manifest(rule: Rule, groups: object): Plant {
  return { rule, at: 'package.json', files: { 'package.json': JSON.stringify(groups) } };
}

function lock(rule: Rule, packages: object): Plant {
  const files = {
    'package-lock.json': JSON.stringify({ packages }),
    'src/host/view.ts': `${header}import { z } from 'zod';\nexport const see = z;\n`,
  };
  return { rule, at: 'package-lock.json', files };
}

function word(rule: Rule, text: string): Plant {
  return { rule, at: 'src/README.md', files: { 'src/README.md': `${text}\n` } };
}

const importPlants: readonly Plant[] = [
  code('room-matrix', engineFile, "export { see } from '../store/turns.ts';\nexport const a = 1;"),
  code('room-matrix', engineFile, "export type A = import('../store/turns.ts').A;"),
  code('room-matrix', engineFile, "export const a = await import('../../src/store/turns.ts');"),
  code('room-package', engineFile, "import { z } from 'zod';\nexport const a = z;"),
  code('room-package', engineFile, "import 'node:fs';\nexport const a = 1;"),
  code('room-package', engineFile, "const fs = require('fs');\nexport const a = fs;"),
  code('outside-src', engineFile, "import { x } from '../../test/x.ts';\nexport const a = x;"),
  code('outside-src', hostFile, "import m from '../../package.json';\nexport const a = m;"),
  code('computed-import', hostFile, 'export const a = (n: string) => import(n);'),
  code('computed-import', hostFile, 'export const a = (n: string) => import(`./${n}.ts`);'),
  code('reference-directive', engineFile, '/// <reference types="node" />\nexport const a = 1;'),
  code('child-process', hostFile, "import { spawn } from 'node:child_process';\nspawn('ls');"),
  {
    rule: 'headless-compose',
    at: hostFile,
    files: {
      'src/host/compose.ts': `${header}import { see } from './view.ts';\nexport const a = see;\n`,
    },
  },
];

const shapePlants: readonly Plant[] = [
  { rule: 'header', at: engineFile, files: { [engineFile]: 'export const a = 1;\n' } },
  { rule: 'header', at: engineFile, files: { [engineFile]: '// One.\n// Two.\n\nexport {};\n' } },
  { rule: 'header', at: engineFile, files: { [engineFile]: `${'// Much.\n'.repeat(9)}\n` } },
  code('file-lines', engineFile, 'export const a = 1;\n'.repeat(297)),
  code('comment-columns', engineFile, `// ${'long '.repeat(20)}\nexport const a = 1;`),
  code('file-name', 'src/core/Clock.ts', 'export type A = 1;'),
  code('file-name', 'src/core/wall-clock.ts', 'export type A = 1;'),
  code('file-name', 'src/core/utils.ts', 'export type A = 1;'),
  code('file-name', 'src/core/clockManager.ts', 'export type A = 1;'),
  code('file-name', 'src/core/helpers/clock.ts', 'export type A = 1;'),
  code('interface-prefix', 'src/core/clock.ts', 'export interface IClock {}'),
  code('barrel', 'src/core/all.ts', "export type { Clock } from './clock.ts';"),
];

const codePlants: readonly Plant[] = [
  code('enum', engineFile, 'export const enum Kind { open }'),
  code('decorator', engineFile, '@sealed\nexport class A {}'),
  code('ambient', engineFile, 'declare const setTimeout: (fn: () => void) => void;\nexport {};'),
  code('ambient', engineFile, 'declare global { const a: 1; }\nexport {};'),
  code('ambient', engineFile, 'declare const a: unique symbol;\ndeclare module "b" {}\nexport {};'),
  code('suppression', engineFile, '// @ts-ignore\nexport const a = 1;'),
  code('suppression', engineFile, '// @ts-expect-error\nexport const a = 1;'),
  code('suppression', engineFile, '// oxlint-disable\nexport const a = 1;'),
  code('suppression', engineFile, '// oxlint-disable-next-line no-console\nexport const a = 1;'),
  code('terminal', hostFile, 'export const a = window.createTerminal();'),
  code('terminal', hostFile, "export const a = run('workbench.action.terminal.new');"),
  code('exponent', engineFile, 'export const a = (n: number) => 2 ** n;'),
  code('exponent', engineFile, 'export const a = (n: number) => `${2 ** n}`;'),
  code('new-date', engineFile, 'export const a = new Date();'),
  code('new-date', engineFile, 'export const a = new Date;'),
  code('new-date', engineFile, 'export const a = Date();'),
  code('status-number', engineFile, 'export const a = (e: E) => e.status === 503;'),
  {
    rule: 'focused-test',
    at: 'test/engine/breaker.test.ts',
    files: { 'test/engine/breaker.test.ts': "it.only('holds', () => {});\n" },
  },
  {
    rule: 'focused-test',
    at: 'test/engine/breaker.test.ts',
    files: { 'test/engine/breaker.test.ts': "xdescribe('it', () => {});\n" },
  },
];

/** The bans on time and chance hold in each of the rooms that must replay. */
const replayPlants: readonly Plant[] = deterministicRooms.flatMap((room) => {
  const at = `src/${room}/planted.ts`;
  const around = { [`src/${room}/tsconfig.json`]: '{}', [`test/${room}/planted.test.ts`]: '' };
  const plant = (rule: Rule, text: string): Plant => ({
    rule,
    at,
    files: { ...around, [at]: `${header}${text}\n` },
  });
  return [
    plant('exponent', 'export const a = 2 ** 3;'),
    plant('new-date', 'export const a = new Date();'),
    plant('ambient', 'declare function setTimeout(): void;\nexport const a = setTimeout;'),
  ];
});

const wordPlants: readonly Plant[] = [
  word('todo', ['TO', 'DO: think'].join('')),
  word('todo', ['FIX', 'ME'].join('')),
  word('registry-host', `https://${['registry', 'npmjs', 'org'].join('.')}/zod`),
  word('machine-path', `see ${join('', 'home', 'me', 'notes')}`),
  word('machine-path', `"${join('', 'work', 'main')}"`),
  word('shared-path', `see ${join('..', 'shared', 'corpus')}`),
];

const packagePlants: readonly Plant[] = [
  manifest('exact-pin', { devDependencies: { zod: '^4.0.0' } }),
  manifest('exact-pin', { dependencies: { zod: 'latest' } }),
  manifest('banned-package', { dependencies: { undici: '7.0.0' } }),
  manifest('banned-package', { dependencies: { '@anthropic-ai/sdk': '1.0.0' } }),
  manifest('banned-package', { devDependencies: { '@anthropic-ai/vertex-sdk': '1.0.0' } }),
  {
    rule: 'types-only',
    at: 'test/ask.ts',
    files: { 'test/ask.ts': "import { GoogleGenAI } from '@google/genai';\nvoid GoogleGenAI;\n" },
  },
  lock('banned-package', {
    'node_modules/zod': { dependencies: { ky: '^1.0.0' } },
    'node_modules/zod/node_modules/ky': {},
  }),
  lock('install-script', { 'node_modules/zod': { hasInstallScript: true } }),
  lock('install-script', {
    'node_modules/zod': { optionalDependencies: { fast: '1.0.0' } },
    'node_modules/fast': { hasInstallScript: true },
  }),
  lock('lock-host', { 'node_modules/vitamin': { resolved: 'https://example.com/v.tgz' } }),
];

const layoutPlants: readonly Plant[] = [
  { rule: 'top-level', at: 'scripts', files: { 'scripts/release.mjs': '' } },
  { rule: 'top-level', at: 'notes.md', files: { 'notes.md': '' } },
  { rule: 'room-unknown', at: 'src/common', files: { 'src/common/README.md': '' } },
  { rule: 'room-tsconfig', at: 'src/engine', files: { 'src/engine/tsconfig.json': null } },
  {
    rule: 'nested-config',
    at: 'src/engine/.oxlintrc.json',
    files: { 'src/engine/.oxlintrc.json': '{}' },
  },
  { rule: 'mirrored-test', at: engineFile, files: { 'test/engine/breaker.test.ts': null } },
  {
    rule: 'mirrored-test',
    at: 'src/engine/limit.ts',
    files: { 'src/engine/limit.ts': `${header}export const queueMax = 5;\n` },
  },
];

export const plants: readonly Plant[] = [
  ...importPlants,
  ...shapePlants,
  ...codePlants,
  ...replayPlants,
  ...wordPlants,
  ...packagePlants,
  ...layoutPlants,
];
