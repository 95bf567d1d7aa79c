// What the compiler wall of each room must keep out, one line of code per planted file, and what
// it must let in. A name that a room may not know has to be an error there; the line that is
// allowed has to stay green, or a broken tsconfig would look like a strong one.

import type { Room } from './rooms.ts';

export interface CompilerPlants {
  /** File name → code that the room's compiler must refuse. */
  readonly refused: Readonly<Record<string, string>>;
  /** Code that the same compiler must accept. */
  readonly accepted: string;
}

const use = (name: string): string => `export const used: unknown = ${name};\n`;

const timers = {
  setTimeout: use('setTimeout(() => {}, 1)'),
  setInterval: use('setInterval(() => {}, 1)'),
  setImmediate: use('setImmediate(() => {})'),
  queueMicrotask: use('queueMicrotask(() => {})'),
};
const wire = {
  fetch: use('fetch'),
  webSocket: use('WebSocket'),
};
const ambience = {
  performance: use('performance.now()'),
  crypto: use('crypto'),
  console: use('console'),
  abortAny: use('AbortSignal.any([])'),
  abortTimeout: use('AbortSignal.timeout(5)'),
};
const node = {
  process: use('process.env'),
  buffer: use("Buffer.from('a')"),
  nodeImport:
    "import { readFileSync } from 'node:fs';\nexport const used: unknown = readFileSync;\n",
  nodeSideEffect: "import 'node:fs';\nexport {};\n",
  nodeDynamic: "export const used: unknown = await import('node:fs');\n",
  nodeRequire: use("require('fs')"),
};
const dom = {
  document: use('document'),
  window: use('window'),
  element: 'export type Used = HTMLElement;\n',
  frame: use('requestAnimationFrame(() => {})'),
};
const syntax = {
  enumKind: 'export enum Kind {\n  open,\n}\n',
  namespaceKind: 'export namespace Kind {\n  export const open = 1;\n}\n',
  propertyParameter: 'export class Kind {\n  constructor(readonly open: number) {}\n}\n',
  looseIndex: 'export const used: number = [1][0];\n',
};

const bare: CompilerPlants = {
  refused: { ...timers, ...wire, ...ambience, ...node, ...dom, ...syntax },
  accepted: use('[1].toSorted() satisfies number[] && ({} as AbortSignal).aborted'),
};

export const compilerPlants: Readonly<Record<Room, CompilerPlants>> = {
  core: bare,
  engine: bare,
  protocol: bare,
  sim: bare,
  providers: bare,
  store: {
    refused: { ...dom, ...syntax },
    accepted: "import { join } from 'node:path';\nexport const used = join(process.cwd(), 'a');\n",
  },
  host: {
    refused: { ...dom, ...syntax },
    accepted:
      "import { join } from 'node:path';\nimport type { Uri } from 'vscode';\n" +
      'export const used = (uri: Uri): string => join(uri.fsPath, process.cwd());\n',
  },
  webview: {
    refused: { ...node, setImmediate: timers.setImmediate, ...syntax },
    accepted: use('document.body.querySelectorAll<HTMLElement>("p").values().next()'),
  },
};
