// `npm start` with a desktop VS Code: this checkout as extension under development, own profile.
// The person's own VS Code, its settings and extensions are not touched.
// `code` hands over to a program that leaves our process group, so ending looks for everything
// that carries the profile's path on its command line.

import { type ChildProcess, execFileSync, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdirSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { findOnPath } from '../../run/browser.mjs';
import { cacheDir, root } from '../../run/paths.mjs';
import { endGroup, ownGroup, processes } from '../processGroup.ts';
import { makeSandbox } from '../sandbox.ts';
import { startSettings } from './startSettings.ts';

const oldest = [1, 106] as const;

/** The `code` to use, or why there is none, in words. */
export function findDesktop(
  env: NodeJS.ProcessEnv = process.env,
): { code: string } | { why: string } {
  const code = findOnPath('code');
  if (code === undefined) return { why: 'no `code` on PATH' };
  // In the terminal of a remote window `code` is only a messenger to the window.
  if (env['VSCODE_IPC_HOOK_CLI']) return { why: '`code` belongs to a remote window' };
  if (process.platform === 'linux' && !env['DISPLAY'] && !env['WAYLAND_DISPLAY']) {
    return { why: 'no display for the desktop VS Code' };
  }
  try {
    const said = execFileSync(code, ['--version'], { encoding: 'utf8', timeout: 20_000 });
    const [major = 0, minor = 0] = said.split('.').map(Number);
    if (major > oldest[0] || (major === oldest[0] && minor >= oldest[1])) return { code };
    return { why: `\`code\` is ${said.split('\n')[0]}, older than ${oldest.join('.')}` };
  } catch {
    return { why: '`code --version` failed' };
  }
}

export function startOnDesktop(code: string) {
  const dir = join(cacheDir, 'start-desktop');
  const { workspace } = makeSandbox({ dir, keepsWhatIsThere: true });
  const profile = join(dir, 'profile');
  mkdirSync(join(profile, 'User'), { recursive: true });
  writeIfMissing(join(profile, 'User/settings.json'), JSON.stringify(startSettings, null, 2));
  const child: ChildProcess = spawn(
    code,
    [
      `--extensionDevelopmentPath=${root}`,
      `--user-data-dir=${profile}`,
      `--extensions-dir=${join(dir, 'extensions')}`,
      '--disable-workspace-trust',
      '--skip-welcome',
      '--new-window',
      // Without it `code` returns at once and we could not tell when the window is closed.
      '--wait',
      workspace,
    ],
    { detached: true, stdio: 'ignore', env: { ...process.env, STEADFAST_TRIAL: '1' } },
  );
  const group = ownGroup(child);
  return {
    exited: once(child, 'close'),
    end: async () => {
      await endGroup(group);
      for (const one of processes()) {
        if (one.command.includes(profile)) process.kill(one.pid, 'SIGTERM');
      }
    },
  };
}

function writeIfMissing(path: string, content: string): void {
  try {
    writeFileSync(path, content, { flag: 'wx' });
  } catch {
    // It is there: the person may have changed it.
  }
}
