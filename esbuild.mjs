// Builds what is shipped and the in-host tests: `node esbuild.mjs [--watch]`.
// dist/ is the product (host and webview bundle, icon font); out/test/inhost/ are the in-host tests.
// It fails on an undici inside a bundle and on a bundle over its budget, and prints all sizes.
// Source maps lie beside the bundles for debugging and are never packaged (.vscodeignore).

import { gzipSync } from 'node:zlib';
import {
  copyFileSync,
  existsSync,
  mkdirSync,
  readFileSync,
  readdirSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';

const root = fileURLToPath(new URL('.', import.meta.url));
const isWatching = process.argv.includes('--watch');

// Budgets of the project: a bigger host bundle is felt at every start of VS Code.
const budgets = [
  { file: 'dist/extension.cjs', label: 'host', bytesMax: 250_000, measure: (data) => data.length },
  {
    file: 'dist/webview.js',
    label: 'webview, gzip',
    bytesMax: 120_000,
    measure: (data) => gzipSync(data).length,
  },
];

const shared = {
  absWorkingDir: root,
  bundle: true,
  metafile: true,
  logLevel: 'warning',
  legalComments: 'none',
  sourcemap: isWatching ? 'linked' : 'external',
};
const forNode = {
  ...shared,
  platform: 'node',
  format: 'cjs',
  outExtension: { '.js': '.cjs' },
  // Node 22 is what VS Code 1.106, the oldest supported host, runs extensions with.
  target: 'node22',
};
const bundles = [
  {
    ...forNode,
    minify: true,
    entryPoints: { extension: 'src/host/extension.ts' },
    outdir: 'dist',
    external: ['vscode'],
    // `require` instead of `import()`: the editor hands out `vscode` there.
    supported: { 'dynamic-import': false },
    plugins: [codeApart()],
  },
  // Loaded with the first press on a code block; never part of a start.
  {
    ...forNode,
    minify: true,
    entryPoints: { codeActions: 'src/host/code/codeActions.ts' },
    outdir: 'dist',
    external: ['vscode'],
  },
  {
    ...shared,
    minify: true,
    platform: 'browser',
    format: 'iife',
    // Chromium of VS Code 1.106 (Electron 37).
    target: 'chrome138',
    loader: { '.ttf': 'copy' },
    entryPoints: { webview: 'src/webview/main.ts' },
    outdir: 'dist',
  },
  {
    ...forNode,
    entryPoints: testEntries('test/inhost'),
    outbase: 'test/inhost',
    outdir: 'out/test/inhost',
    external: ['vscode', 'mocha'],
    sourcemap: 'linked',
  },
];

/** `import('./code/codeActions.ts')` becomes the bundle beside it. */
function codeApart() {
  return {
    name: 'code-apart',
    setup(bundler) {
      bundler.onResolve({ filter: /\/codeActions\.ts$/ }, ({ kind }) =>
        kind === 'dynamic-import' ? { path: './codeActions.cjs', external: true } : undefined,
      );
    },
  };
}

function testEntries(folder) {
  return readdirSync(join(root, folder), { recursive: true, encoding: 'utf8' })
    .filter((name) => name === 'index.ts' || name.endsWith('.test.ts'))
    .map((name) => join(folder, name));
}

// undici in a bundle would bypass the person's proxy and replace the host's dispatcher.
const refuseUndici = {
  name: 'refuse-undici',
  setup(bundler) {
    bundler.onEnd(({ metafile }) => {
      const found = Object.keys(metafile?.inputs ?? {}).filter((path) =>
        /node_modules\/undici\//.test(path),
      );
      if (found.length === 0) return undefined;
      const text = `undici must not be bundled (${found[0]}): use the host's fetch through Transport.`;
      return { errors: [{ text }] };
    });
  },
};

const pluginsOf = ({ plugins = [] }) => [refuseUndici, ...plugins];

function copyIcons() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (const name of ['codicon.css', 'codicon.ttf']) {
    copyFileSync(join(root, 'node_modules/@vscode/codicons/dist', name), join(root, 'dist', name));
  }
}

/** Prints every size and returns what is over its budget. */
function checkBudgets() {
  const broken = [];
  for (const { file, label, bytesMax, measure } of budgets) {
    const bytes = measure(readFileSync(join(root, file)));
    const line = `${file} (${label}): ${kilobytes(bytes)} of ${kilobytes(bytesMax)}`;
    console.log(`size  ${line}`);
    if (bytes > bytesMax)
      broken.push(`${line}: over the budget. out/meta.json tells what is in the host bundle.`);
  }
  return broken;
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`;
}

async function build() {
  rmSync(join(root, 'dist'), { recursive: true, force: true });
  rmSync(join(root, 'out/test'), { recursive: true, force: true });
  copyIcons();
  const results = await Promise.all(
    bundles.map((options) => esbuild.build({ ...options, plugins: pluginsOf(options) })),
  );
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(join(root, 'out/meta.json'), JSON.stringify(results[0]?.metafile));
  const broken = checkBudgets();
  for (const line of broken) console.error(`error ${line}`);
  if (broken.length > 0) process.exitCode = 1;
}

async function watch() {
  copyIcons();
  const contexts = await Promise.all(
    bundles.map((options) =>
      esbuild.context({ ...options, logLevel: 'info', plugins: pluginsOf(options) }),
    ),
  );
  await Promise.all(contexts.map((context) => context.watch()));
}

const missing = bundles
  .flatMap(({ entryPoints }) => Object.values(entryPoints))
  .filter((file) => !existsSync(join(root, file)));
if (missing.length > 0) {
  console.error(`error no such entry: ${missing.map((file) => relative('.', file)).join(', ')}`);
  process.exit(1);
}
// esbuild has printed its errors already; a stack on top would hide them.
await (isWatching ? watch() : build()).catch(() => process.exit(1));
