/*
 * A stage for the panel without an editor: the bundled webview in headless Chromium, under the very
 * policy of the real page, with a stand-in for the editor's doors. Pages come from memory; every
 * other request is recorded and refused. Needs a Chromium, found as the runner finds it.
 * The tests of one run share one browser; each of them opens pages with a storage of their own.
 */
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { basename, dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import { chromium, type Browser, type Page } from 'playwright-core';
import type { ChatOp, ChatView, HostMessage, PanelMessage } from '../../src/protocol/index.ts';
import { findBrowser } from '../run/browser.mjs';
import type { Doors } from './doors.ts';

const HERE = dirname(fileURLToPath(import.meta.url));
const ORIGIN = 'https://panel.steadfast.invalid';
const PAGES = [
  { in: join(HERE, '../../src/webview/main.ts'), out: 'webview' },
  { in: join(HERE, '../../src/webview/receipt/main.ts'), out: 'receipt' },
  { in: join(HERE, '../../src/webview/dashboard/main.ts'), out: 'dashboard' },
];

/** Sharp pictures where they are wanted; drawing twice as fine costs four times as much. */
const SCALE = process.env['SHOTS'] === undefined ? 1 : 2;

export type ThemeName = 'dark' | 'light' | 'hc-dark' | 'hc-light';
export const THEMES: readonly ThemeName[] = ['dark', 'light', 'hc-dark', 'hc-light'];

type PanelOptions = {
  readonly theme?: ThemeName;
  readonly width?: number;
  readonly height?: number;
  /** 2 is what a person's 200 % zoom does: half the CSS pixels, twice as large. */
  readonly zoom?: number;
  /** Device pixels a CSS pixel, before `zoom`; 2 for pictures, else 1, unless told. */
  readonly scale?: number;
  /** Which of our pages, or what is measured beside them; the chat where nothing is said. */
  readonly script?: 'webview' | 'receipt' | 'dashboard' | 'plain';
};

type StageOptions = {
  /** What `npm run build` made, instead of the sources. */
  readonly isBuilt?: boolean;
  /** The script of the plain page, and one that is loaded into every page before its own. */
  readonly plain?: string;
  readonly probe?: string;
};

export type Panel = {
  readonly page: Page;
  /** Requests that left the page's own files. */
  readonly requests: string[];
  host(message: HostMessage | Record<string, unknown>): Promise<void>;
  snapshot(view: ChatView, seq?: number): Promise<void>;
  ops(ops: readonly ChatOp[]): Promise<void>;
  posted(): Promise<PanelMessage[]>;
  /** Hears everything that the panel posts from now on; once for each page. */
  onPosted(hear: (message: PanelMessage) => void): Promise<void>;
  doors(): Promise<Doors>;
  /** Two animation frames: everything that was posted is on the screen. */
  settled(): Promise<void>;
};

export type Stage = { panel(options?: PanelOptions): Promise<Panel>; close(): Promise<void> };

type Files = ReadonlyMap<string, { readonly type: string; readonly body: string | Buffer }>;

let shared: Promise<Stage> | undefined;

// Registered with mocha's root suite by whichever test file imports this first.
if (typeof after === 'function') {
  after(async () => {
    await (await shared)?.close();
    shared = undefined;
  });
}

/** The stage that all tests of a run share; mocha closes it at the end of the run. */
export async function sharedStage(): Promise<Stage> {
  shared ??= openStage();
  return await shared;
}

export async function openStage(stageOptions: StageOptions = {}): Promise<Stage> {
  const [files, browser] = await Promise.all([
    bundle(stageOptions),
    chromium.launch({
      executablePath: findBrowser() ?? 'chromium-headless-shell',
      args: ['--no-sandbox', '--disable-gpu'],
    }),
  ]);
  return {
    panel: (options = {}) => openPanel(browser, files, options),
    close: () => browser.close(),
  };
}

async function bundle({ isBuilt = false, plain, probe }: StageOptions): Promise<Files> {
  const built = await build({
    entryPoints: [
      ...(isBuilt ? [] : PAGES),
      { in: join(HERE, 'doors.ts'), out: 'doors' },
      ...(plain === undefined ? [] : [{ in: plain, out: 'plain' }]),
      ...(probe === undefined ? [] : [{ in: probe, out: 'probe' }]),
    ],
    bundle: true,
    format: 'iife',
    outdir: '/bundle',
    write: false,
  });
  const icons = dirname(
    createRequire(import.meta.url).resolve('@vscode/codicons/dist/codicon.css'),
  );
  const files = new Map([
    ['/codicon.css', { type: 'text/css', body: await readFile(join(icons, 'codicon.css')) }],
    ['/codicon.ttf', { type: 'font/ttf', body: await readFile(join(icons, 'codicon.ttf')) }],
  ]);
  for (const { path, text } of built.outputFiles) {
    files.set(`/${basename(path)}`, { type: typeOf(path), body: Buffer.from(text) });
  }
  for (const name of isBuilt ? ['webview.js', 'webview.css'] : []) {
    const body = await readFile(join(HERE, '../../dist', name));
    files.set(`/${name}`, { type: typeOf(name), body });
  }
  return files;
}

const typeOf = (name: string): string => (name.endsWith('.js') ? 'text/javascript' : 'text/css');

async function openPanel(browser: Browser, files: Files, options: PanelOptions): Promise<Panel> {
  const { theme = 'dark', width = 400, height = 700, zoom = 1, scale = SCALE } = options;
  const context = await browser.newContext({
    viewport: { width: Math.round(width / zoom), height: Math.round(height / zoom) },
    deviceScaleFactor: scale * zoom,
  });
  const page = await context.newPage();
  const requests: string[] = [];
  const own = options.script ?? 'webview';
  const scripts = ['doors', 'probe', own].filter((name) => files.has(`/${name}.js`));
  const html = await pageHtml(theme, scripts);
  await context.route('**/*', async (route) => {
    const url = new URL(route.request().url());
    const file = url.origin === ORIGIN ? files.get(url.pathname) : undefined;
    if (url.href === `${ORIGIN}/`) await route.fulfill({ contentType: 'text/html', body: html });
    else if (file === undefined) {
      requests.push(url.href);
      await route.abort();
    } else await route.fulfill({ contentType: file.type, body: file.body });
  });
  await page.goto(`${ORIGIN}/`);
  return panelOn(page, requests);
}

function panelOn(page: Page, requests: string[]): Panel {
  let seq = 0;
  const host = (message: unknown): Promise<void> =>
    page.evaluate((data) => window.postMessage(data, '*'), message);
  const settled = (): Promise<void> =>
    page.evaluate(
      () =>
        new Promise<void>((done) => {
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));
        }),
    );
  const doors = (): Promise<Doors> =>
    page.evaluate(() => (window as unknown as { doors: Doors }).doors);
  return {
    page,
    requests,
    host,
    settled,
    doors,
    posted: async () => (await doors()).posted,
    onPosted: async (hear) => {
      await page.exposeFunction('stageHears', hear);
    },
    async snapshot(view, at = 0) {
      seq = at;
      await host({ type: 'chat-snapshot', seq, view, strings: {} });
      await settled();
    },
    async ops(ops) {
      seq += 1;
      await host({ type: 'chat-ops', seq, ops });
      await settled();
    },
  };
}

/** The last of `scripts` is the page's own. */
async function pageHtml(theme: ThemeName, scripts: readonly string[]): Promise<string> {
  const text = await readFile(join(HERE, 'themes', `${theme}.json`), 'utf8');
  const { kind, colors } = JSON.parse(text) as { kind: string; colors: Record<string, string> };
  const nonce = 'stage';
  const own = scripts.at(-1) ?? '';
  const style = ['receipt', 'dashboard'].includes(own) ? own : 'webview';
  // As in the editor: default styles stand before the policy, colours are set by script.
  return `<!DOCTYPE html><html lang="en"><head><meta charset="utf-8"><title>Steadfast</title>
<style>@layer vscode-default { body { background: transparent; padding: 0 20px; margin: 0 }
code { padding: 1px 3px; border-radius: 4px } a { color: var(--vscode-textLink-foreground) } }</style>
<meta http-equiv="Content-Security-Policy" content="default-src 'none'; script-src 'nonce-${nonce}'; style-src ${ORIGIN}; font-src ${ORIGIN}">
<link rel="stylesheet" href="${ORIGIN}/codicon.css"><link rel="stylesheet" href="${ORIGIN}/${style}.css">
</head><body class="${kind}" data-steadfast="chat">
<script nonce="${nonce}">window.stageColors = ${JSON.stringify(colors)}</script>
${scripts.map((name) => `<script nonce="${nonce}" src="${ORIGIN}/${name}.js"></script>`).join('')}</body></html>`;
}
