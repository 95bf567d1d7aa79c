/*
 * Where other programs keep what they have set up: files of the person's own home, never of a
 * workspace. `toolsThere` only looks whether they exist; `readSource` reads one, bounded, and only
 * what is a plain file. Nothing is written, and a missing file is no failure.
 */
import { promises as files } from 'node:fs';
import { isAbsolute, join } from 'node:path';
import type { Environment } from './envKeys.ts';
import type { Tool } from './foreignModel.ts';

export type Home = {
  /** The person's home folder. */
  readonly folder: string;
  readonly env: Environment;
  /** Where VS Code keeps the folders of extensions, for those that keep nothing elsewhere. */
  readonly globalStorage: string;
  /** `roo-cline.autoImportSettingsPath` of the person's own settings. */
  readonly rooPath?: string | undefined;
};

export type Sources = {
  readonly continueYaml: string;
  readonly continueJson: string;
  readonly continueEnv: string;
  readonly clineProviders: string;
  readonly clineState: string;
  readonly clineSecrets: string;
  readonly rooExports: readonly string[];
};

export function sourcesIn({ folder, env, rooPath }: Home): Sources {
  const continueDir = absolute(env['CONTINUE_GLOBAL_DIR']) ?? join(folder, '.continue');
  const clineDir = absolute(env['CLINE_DIR']) ?? join(folder, '.cline');
  const clineData = absolute(env['CLINE_DATA_DIR']) ?? join(clineDir, 'data');
  return {
    continueYaml: join(continueDir, 'config.yaml'),
    continueJson: join(continueDir, 'config.json'),
    continueEnv: join(continueDir, '.env'),
    clineProviders:
      absolute(env['CLINE_PROVIDER_SETTINGS_PATH']) ?? join(clineData, 'settings/providers.json'),
    clineState: join(clineData, 'globalState.json'),
    clineSecrets: join(clineData, 'secrets.json'),
    rooExports: [inHome(folder, rooPath), join(folder, 'Downloads/roo-code-settings.json')].filter(
      (path) => path !== undefined,
    ),
  };
}

/** The folders that show that a program was used here, though its services cannot be read. */
const STORAGES: readonly (readonly [Tool, string])[] = [
  ['Cline', 'saoudrizwan.claude-dev'],
  ['Roo Code', 'rooveterinaryinc.roo-cline'],
];

/** `can`: with something to read. `locked`: used here, but kept where nobody else can read. */
export type ToolsThere = { readonly can: readonly Tool[]; readonly locked: readonly Tool[] };

export async function toolsThere(home: Home): Promise<ToolsThere> {
  const sources = sourcesIn(home);
  const places: readonly (readonly [Tool, readonly string[]])[] = [
    ['Continue', [sources.continueYaml, sources.continueJson]],
    ['Cline', [sources.clineProviders, sources.clineState]],
    ['Roo Code', sources.rooExports],
  ];
  const can = await those(places, async ([, paths]) => (await those(paths, isFile)).length > 0);
  const names = can.map(([tool]) => tool);
  const locked = await those(
    STORAGES.filter(([tool]) => !names.includes(tool)),
    ([, name]) => exists(join(home.globalStorage, name)),
  );
  return { can: names, locked: locked.map(([tool]) => tool) };
}

async function those<T>(all: readonly T[], is: (one: T) => Promise<boolean>): Promise<T[]> {
  const answers = await Promise.all(all.map(is));
  return all.filter((_one, index) => answers[index] === true);
}

export async function isFile(path: string): Promise<boolean> {
  return await files.stat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

async function exists(path: string): Promise<boolean> {
  return await files.stat(path).then(
    () => true,
    () => false,
  );
}

/** Undefined where there is no such file; throws where it cannot be read or is too large. */
export async function readSource(path: string, bytesMax: number): Promise<string | undefined> {
  if (!(await isFile(path))) return undefined;
  const file = await files.open(path, 'r');
  try {
    // Read up to the bound, whatever the size was said to be.
    const buffer = Buffer.allocUnsafe(bytesMax + 1);
    let length = 0;
    for (;;) {
      const { bytesRead } = await file.read(buffer, length, buffer.length - length, null);
      length += bytesRead;
      if (bytesRead === 0 || length === buffer.length) break;
    }
    if (length > bytesMax) throw new RangeError(`The file is larger than ${bytesMax} bytes.`);
    return buffer.toString('utf8', 0, length).replace(/^\uFEFF/, '');
  } finally {
    await file.close();
  }
}

function absolute(path: string | undefined): string | undefined {
  const text = path?.trim() ?? '';
  return isAbsolute(text) ? text : undefined;
}

/** As Roo Code reads it: `~/` and paths that are not absolute are in the home folder. */
function inHome(folder: string, path: string | undefined): string | undefined {
  const text = path?.trim() ?? '';
  if (text === '') return undefined;
  return isAbsolute(text) ? text : join(folder, text.replace(/^~[/\\]/, ''));
}
