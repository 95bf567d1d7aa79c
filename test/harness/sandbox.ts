// A box of its own for one VS Code: user data, extensions, browser profile and a small workspace.
// Two boxes share nothing, so suites may run at once and a test may break what it likes.
// Settings are written as the settings file, which VS Code reads at its start; a running one is told
// by liveSettings.ts.
// It starts no process; `remove` deletes the box after everything that used it has ended.

import {
  existsSync,
  mkdirSync,
  mkdtempSync,
  readFileSync,
  readdirSync,
  realpathSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';

export type Settings = Readonly<Record<string, unknown>>;

export interface SandboxOptions {
  /** Added to the base settings, winning over them. */
  readonly settings?: Settings;
  /** Path in the workspace → content; default: a few files of a tiny project. */
  readonly files?: Readonly<Record<string, string>>;
  /** A fixed folder instead of a new one under the temporary folder; `remove` then leaves it. */
  readonly dir?: string;
  /** Leaves settings and files that are there already as they are; for a box that people work in. */
  readonly keepsWhatIsThere?: boolean;
}

export interface Sandbox {
  readonly dir: string;
  readonly workspace: string;
  /** A home folder of its own, empty at first. */
  readonly home: string;
  readonly serverDir: string;
  readonly extensionsDir: string;
  readonly browserDir: string;
  readonly settingsFile: string;
  readSettings(): Settings;
  /** Merges into the settings file; `undefined` removes a setting. */
  changeSettings(change: Settings): void;
  /** Writes the settings file anew: base settings plus these. */
  resetSettings(settings?: Settings): void;
  /** Writes one file of the workspace and returns its path. */
  writeFile(path: string, content: string): string;
  /** Empties the workspace and fills it anew. */
  resetFiles(files?: Readonly<Record<string, string>>): void;
  remove(): void;
}

/** Quiet settings: no network, no prompts, nothing that covers the page. */
export const baseSettings: Settings = {
  'workbench.startupEditor': 'none',
  'security.workspace.trust.enabled': false,
  'telemetry.telemetryLevel': 'off',
  'extensions.autoUpdate': 'off',
  'extensions.autoCheckUpdates': false,
  // As a modal, Settings and Running Extensions swallow F1.
  'workbench.editor.useModal': 'off',
  'workbench.secondarySideBar.defaultVisibility': 'hidden',
  // VS Code's own chat waits for a sign-in at every start, which delays all extensions by 4 s.
  // `lm.*` works without it; a test of the native chat turns it on for itself.
  'chat.disableAIFeatures': true,
  'workbench.tips.enabled': false,
  // As on the desktop; in a browser VS Code would save by itself.
  'files.autoSave': 'off',
  'git.openRepositoryInParentFolders': 'never',
};

/** For tests: without what costs processor time at every start and no test looks at. */
export const leanSettings: Settings = {
  'extensions.webWorker': false,
  'extensions.ignoreRecommendations': true,
  'git.enabled': false,
  'npm.autoDetect': 'off',
  'task.autoDetect': 'off',
  'workbench.enableExperiments': false,
  'workbench.reduceMotion': 'on',
};

const exampleFiles = {
  'README.md': '# Example\n\nA small workspace to try things in.\n',
  'src/pool.ts':
    'export class Pool {\n' +
    '  #free: number[] = [1, 2, 3];\n\n' +
    '  take(): number | undefined {\n    return this.#free.pop();\n  }\n\n' +
    '  release(slot: number): void {\n    this.#free.push(slot);\n  }\n}\n',
  'src/sum.py': 'def sum_of(numbers):\n    return sum(numbers)\n',
};

export function makeSandbox(options: SandboxOptions = {}): Sandbox {
  const dir = options.dir ?? realpathSync(mkdtempSync(join(tmpdir(), 'steadfast-')));
  const box = {
    dir,
    workspace: join(dir, 'workspace'),
    home: join(dir, 'home'),
    serverDir: join(dir, 'server'),
    extensionsDir: join(dir, 'extensions'),
    browserDir: join(dir, 'browser'),
    settingsFile: join(dir, 'server/data/User/settings.json'),
  };
  const writeFile = (path: string, content: string): string => {
    const file = join(box.workspace, path);
    mkdirSync(dirname(file), { recursive: true });
    writeFileSync(file, content);
    return file;
  };
  const writeSettings = (settings: Settings): void => {
    mkdirSync(dirname(box.settingsFile), { recursive: true });
    writeFileSync(box.settingsFile, `${JSON.stringify(settings, null, 2)}\n`);
  };
  const readSettings = (): Settings =>
    JSON.parse(readFileSync(box.settingsFile, 'utf8')) as Settings;
  const isKept = (path: string): boolean => options.keepsWhatIsThere === true && existsSync(path);
  for (const folder of [
    box.workspace,
    box.home,
    box.serverDir,
    box.extensionsDir,
    box.browserDir,
  ]) {
    mkdirSync(folder, { recursive: true });
  }
  for (const [path, content] of Object.entries(options.files ?? exampleFiles)) {
    if (!isKept(join(box.workspace, path))) writeFile(path, content);
  }
  if (!isKept(box.settingsFile)) writeSettings({ ...baseSettings, ...options.settings });
  return {
    ...box,
    readSettings,
    writeFile,
    resetFiles: (files = options.files ?? exampleFiles) => {
      for (const name of readdirSync(box.workspace)) {
        rmSync(join(box.workspace, name), { recursive: true, force: true });
      }
      for (const [path, content] of Object.entries(files)) writeFile(path, content);
    },
    changeSettings: (change) => writeSettings({ ...readSettings(), ...change }),
    resetSettings: (settings = {}) =>
      writeSettings({ ...baseSettings, ...options.settings, ...settings }),
    remove: () => {
      if (options.dir === undefined) rmSync(dir, { recursive: true, force: true, maxRetries: 5 });
    },
  };
}
