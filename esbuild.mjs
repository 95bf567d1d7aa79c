// Builds what is shipped and the in-host tests: `node esbuild.mjs [--watch]`.
// dist/ is the product (host and webview bundle, icon font, table of prices, notices of what is in
// them); out/test/inhost/ are the in-host tests.
// What the host imports with `import()` becomes a file of its own, loaded when it is first wanted.
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
import { basename, join, relative } from 'node:path';
import { fileURLToPath } from 'node:url';
import esbuild from 'esbuild';
import { priceTable } from './test/run/priceTable.mjs';

const root = fileURLToPath(new URL('.', import.meta.url));
const isWatching = process.argv.includes('--watch');

// Budgets of the project: whatever is loaded at the start is felt at every start of VS Code.
const budgets = [
  { file: 'dist/extension.cjs', label: 'host', bytesMax: 250_000, measure: bytesAtStart },
  {
    file: 'dist/webview.js',
    label: 'webview, gzip',
    bytesMax: 120_000,
    measure: gzipped,
  },
  { file: 'dist/receipt.js', label: 'receipt, gzip', bytesMax: 30_000, measure: gzipped },
  { file: 'dist/dashboard.js', label: 'dashboard, gzip', bytesMax: 40_000, measure: gzipped },
];

function gzipped(file) {
  return gzipSync(readFileSync(join(root, file))).length;
}

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
    // esbuild splits ES modules only; `writeCommonJs` makes of each file what the editor loads.
    format: 'esm',
    splitting: true,
    write: false,
    sourcemap: 'inline',
    chunkNames: 'host-[hash]',
    minify: true,
    entryPoints: { extension: 'src/host/extension.ts' },
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
    entryPoints: {
      webview: 'src/webview/main.ts',
      receipt: 'src/webview/receipt/main.ts',
      dashboard: 'src/webview/dashboard/main.ts',
    },
    outdir: 'dist',
  },
  {
    ...forNode,
    entryPoints: testEntries('test/inhost'),
    outbase: 'test/inhost',
    outdir: 'out/test/inhost',
    external: ['vscode', 'mocha'],
    // The harness finds its fixtures by it, for what the in-host tests never use.
    logOverride: { 'empty-import-meta': 'silent' },
    sourcemap: 'linked',
  },
];

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

/** Writes the files of a split bundle as CommonJS, with their maps beside them. */
const writeCommonJs = {
  name: 'write-common-js',
  setup(bundler) {
    if (bundler.initialOptions.splitting !== true) return;
    bundler.onEnd(async ({ outputFiles = [] }) => {
      for (const name of readdirSync(join(root, 'dist'))) {
        if (/^host-.*\.cjs/.test(name)) rmSync(join(root, 'dist', name));
      }
      for (const { path, text } of outputFiles) {
        const { code, map } = await esbuild.transform(text, {
          format: 'cjs',
          platform: 'node',
          target: forNode.target,
          minify: true,
          sourcemap: 'external',
          sourcefile: path,
          supported: { 'dynamic-import': false },
        });
        writeFileSync(
          path,
          isWatching ? `${code}//# sourceMappingURL=${basename(path)}.map\n` : code,
        );
        writeFileSync(`${path}.map`, map);
      }
    });
  },
};

const plugins = [refuseUndici, writeCommonJs];

/** Of a file and all that it loads at once; what is loaded later does not count. */
function bytesAtStart(file) {
  const { outputs } = JSON.parse(readFileSync(join(root, 'out/meta.json'), 'utf8'));
  const loaded = new Set([file]);
  for (const one of loaded) {
    for (const { path, kind } of outputs[one]?.imports ?? []) {
      if (kind === 'import-statement' && outputs[path] !== undefined) loaded.add(path);
    }
  }
  return [...loaded].reduce((sum, one) => sum + readFileSync(join(root, one)).length, 0);
}

function copyIcons() {
  mkdirSync(join(root, 'dist'), { recursive: true });
  for (const name of ['codicon.css', 'codicon.ttf']) {
    copyFileSync(join(root, 'node_modules/@vscode/codicons/dist', name), join(root, 'dist', name));
  }
}

// Read by the host when a price is first wanted: data has no place in a bundle that every start loads.
function writePrices() {
  writeFileSync(join(root, 'dist/prices.json'), JSON.stringify(priceTable()));
}

/** The licences of everything that is packaged, as they ask for it. */
function writeNotices(metafiles) {
  const inputs = metafiles.flatMap((metafile) => Object.keys(metafile?.inputs ?? {}));
  const names = inputs.map((path) => /node_modules\/((?:@[^/]+\/)?[^/]+)\//.exec(path)?.[1]);
  const packaged = [...names, '@vscode/codicons', '@pydantic/genai-prices'];
  const unique = [...new Set(packaged.filter((name) => name !== undefined))].toSorted((a, b) =>
    a < b ? -1 : 1,
  );
  const texts = unique.map((name) => {
    const folder = join(root, 'node_modules', name);
    const { version, license } = JSON.parse(readFileSync(join(folder, 'package.json'), 'utf8'));
    const file = readdirSync(folder).find((entry) => /^licen[cs]e/i.test(entry));
    if (file === undefined) throw new Error(`${name} has no licence file.`);
    return `${name} ${version} (${license})\n\n${readFileSync(join(folder, file), 'utf8').trim()}\n`;
  });
  writeFileSync(join(root, 'dist/NOTICES.txt'), texts.join(`\n${'-'.repeat(80)}\n\n`));
}

/** Prints every size and returns what is over its budget. */
function checkBudgets() {
  const broken = [];
  for (const { file, label, bytesMax, measure } of budgets) {
    const bytes = measure(file);
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
    bundles.map((options) => esbuild.build({ ...options, plugins })),
  );
  mkdirSync(join(root, 'out'), { recursive: true });
  writeFileSync(join(root, 'out/meta.json'), JSON.stringify(results[0]?.metafile));
  writePrices();
  // The last bundle holds the tests, which are not packaged.
  writeNotices(results.slice(0, -1).map(({ metafile }) => metafile));
  const broken = checkBudgets();
  for (const line of broken) console.error(`error ${line}`);
  if (broken.length > 0) process.exitCode = 1;
}

async function watch() {
  copyIcons();
  writePrices();
  const contexts = await Promise.all(
    bundles.map((options) => esbuild.context({ ...options, logLevel: 'info', plugins })),
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
