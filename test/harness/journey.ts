// One person's way through the real workbench, for the tests in test/workbench/.
// All journeys of a run share one server with the packed extension and one browser; each gets a fresh
// workspace and settings, an emptied profile (secrets, layout) and an empty storage of the extension.
// A failing test leaves a picture and the product's log in out/shots/.
// A new journey ends the one before it.
// It knows nothing of providers: a test starts its own (loopbackProvider.ts).

import { existsSync, mkdirSync, readFileSync, readdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Page } from 'playwright-core';
import { ENV_NAMES } from '../../src/host/firstRun/envNames.ts';
import { vsixPath } from '../run/paths.mjs';
import { type Browser, openBrowser } from './browser.ts';
import { extensionHosts, killExtensionHosts } from './extensionHost.ts';
import { installModelsExtension } from './modelsExtension.ts';
import { type Sandbox, type Settings, leanSettings, makeSandbox } from './sandbox.ts';
import { takePicture } from './shots.ts';
import { type Theme, themeSettings } from './theme.ts';
import { type Server, startServer } from './vscodeServer.ts';
import { openWorkbench, workbenchUrl } from './workbench.ts';

export interface JourneyOptions {
  readonly settings?: Settings;
  readonly theme?: Theme;
  readonly files?: Readonly<Record<string, string>>;
  /** What files alone cannot say (a repository, a link), before the window opens. */
  readonly prepare?: (workspace: string) => void;
  /** Environment of the extension host; another one than before costs a new server (1 s). */
  readonly env?: Readonly<Record<string, string>>;
  /** The workspace is in Restricted Mode, and nobody asks about it. */
  readonly isRestricted?: boolean;
  /** A second extension offers language models (modelsExtension.ts). */
  readonly withModels?: boolean;
  readonly width?: number;
  readonly height?: number;
}

export interface Journey {
  readonly page: Page;
  readonly sandbox: Sandbox;
  readonly server: Server;
  readonly browser: Browser;
  readonly url: string;
  /** A second window on the same workspace, in the same profile. */
  newWindow(): Promise<Page>;
  end(): Promise<void>;
}

interface Stage {
  readonly sandbox: Sandbox;
  readonly server: Server;
  readonly browser: Browser;
  readonly envKey: string;
}

const untrusted: Settings = {
  'security.workspace.trust.enabled': true,
  'security.workspace.trust.startupPrompt': 'never',
  'security.workspace.trust.banner': 'never',
};

let stage: Stage | undefined;
let current: Journey | undefined;

// Registered with mocha's root suite by whichever test file imports this first.
if (typeof afterEach === 'function') {
  afterEach(async function () {
    const test = this.currentTest;
    if (test?.state !== 'failed' || current === undefined) return;
    const path = await takePicture(current.page, `failed ${test.fullTitle()}`).catch(
      () => undefined,
    );
    if (path === undefined || test.err === undefined) return;
    const log = `${path.slice(0, -'.png'.length)}.log`;
    writeFileSync(log, productLog(current.sandbox));
    const words = await wordsOnScreen(current.page).catch(String);
    test.err.stack = `${test.err.stack ?? test.err.message}\n${words}\nPicture: ${path}\nLog: ${log}`;
  });
  after(async () => {
    await current?.end();
    await endStage();
  });
}

/** Starts where a person starts: the workbench is open, the extension installed, nothing pressed. */
export async function openJourney(options: JourneyOptions = {}): Promise<Journey> {
  await current?.end();
  const { sandbox, server, browser } = await stageFor(options);
  const { width = 1280, height = 800 } = options;
  const url = workbenchUrl(server, { folder: sandbox.workspace });
  const newWindow = async (): Promise<Page> => {
    const page = await browser.newPage();
    await page.setViewportSize({ width, height });
    await openWorkbench(page, url);
    return page;
  };
  const end = async (): Promise<void> => {
    if (current === journey) current = undefined;
    await browser.forget(server.origin);
    // A window that is gone keeps its extension host waiting for hours otherwise.
    // Between looking and killing it may end by itself.
    if (extensionHosts(server).length > 0) await killExtensionHosts(server).catch(() => []);
  };
  const page = await newWindow();
  const journey: Journey = { page, sandbox, server, browser, url, newWindow, end };
  current = journey;
  return journey;
}

/** For whoever reads the failure where the picture is not: panel, dialog and notifications in words. */
async function wordsOnScreen(page: Page): Promise<string> {
  const lines: string[] = [];
  for (const frame of page.frames()) {
    const said = await frame.evaluate(() => {
      const { body } = document;
      if (body?.dataset['steadfast'] !== undefined) {
        const field = body.querySelector('textarea')?.value ?? '';
        return [`${body.dataset['steadfast']}: ${body.innerText.slice(-500)}`, `field: ${field}`];
      }
      const covers = document.querySelectorAll<HTMLElement>(
        '.monaco-dialog-box, .notification-toast, .quick-input-widget:not([style*="none"])',
      );
      return [...covers].map(({ innerText }) => `over it: ${innerText.slice(0, 300)}`);
    });
    lines.push(...said);
  }
  return lines.map((line) => line.replaceAll(/\s*\n\s*/g, ' | ')).join('\n');
}

/** What the extension wrote into its output channel, in all windows so far. */
function productLog({ serverDir }: Sandbox): string {
  const logs = join(serverDir, 'data/logs');
  const names = existsSync(logs) ? readdirSync(logs, { recursive: true, encoding: 'utf8' }) : [];
  const own = names.filter((name) => name.endsWith('Steadfast.log')).toSorted();
  return own.map((name) => `== ${name}\n${readFileSync(join(logs, name), 'utf8')}`).join('\n');
}

async function stageFor(options: JourneyOptions): Promise<Stage> {
  const { isRestricted: withTrust = false } = options;
  const envKey = JSON.stringify([options.env ?? {}, options.withModels === true, withTrust]);
  if (stage !== undefined && stage.envKey !== envKey) await endStage();
  if (stage === undefined) {
    const sandbox = makeSandbox();
    if (options.withModels === true) installModelsExtension(sandbox);
    const env = { ...nobodysEnv(sandbox), ...options.env };
    const server = await startServer(sandbox, { vsix: vsixPath, env, withTrust });
    const browser = await openBrowser({ profileDir: sandbox.browserDir });
    stage = { sandbox, server, browser, envKey };
  }
  const { sandbox } = stage;
  sandbox.resetSettings({
    ...leanSettings,
    ...(options.theme === undefined ? {} : themeSettings(options.theme)),
    ...(withTrust ? untrusted : {}),
    ...options.settings,
  });
  sandbox.resetFiles(options.files);
  rmSync(sandbox.home, { recursive: true, force: true });
  mkdirSync(sandbox.home);
  options.prepare?.(sandbox.workspace);
  for (const kept of ['globalStorage', 'workspaceStorage', 'History', 'Backups']) {
    rmSync(join(sandbox.serverDir, 'data/User', kept), { recursive: true, force: true });
  }
  return stage;
}

/** What runs, is set or lies in the home of this computer must not change what a journey sees. */
function nobodysEnv({ home }: Sandbox): Record<string, string> {
  const names = ENV_NAMES.flatMap(({ keys, addresses }) => [...keys, ...addresses]);
  const unset = Object.fromEntries(names.map((name) => [name, '']));
  return { ...unset, STEADFAST_LOCAL_PORTS: 'none', HOME: home, USERPROFILE: home };
}

async function endStage(): Promise<void> {
  await stage?.browser.end();
  await stage?.server.end();
  stage?.sandbox.remove();
  stage = undefined;
}
