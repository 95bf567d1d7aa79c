// A Chromium that can reach this computer's loopback and nothing else, with the clipboard allowed.
// `/mint-key` is what VS Code's web client asks for a key to encrypt secrets with; answering it is
// what lets a secret survive a reload.
// It needs an installed Chromium (see test/run/browser.mjs) and downloads none.

import { type BrowserContext, type Page, chromium } from 'playwright-core';
import { findBrowser } from '../run/browser.mjs';

export interface BrowserOptions {
  /** Folder of the profile; the same folder keeps secrets, layout and caches. */
  readonly profileDir: string;
  readonly width?: number;
  readonly height?: number;
  readonly reducedMotion?: 'reduce' | 'no-preference';
}

export interface Browser {
  readonly context: BrowserContext;
  newPage(): Promise<Page>;
  end(): Promise<void>;
}

const flags = [
  '--no-sandbox',
  '--disable-gpu',
  '--disable-quic',
  '--no-first-run',
  '--disable-background-networking',
  '--disable-component-update',
  '--disable-sync',
  // A renderer for the browser's own surfaces, which nobody sees here.
  '--disable-features=PreloadTopChromeWebUI',
  '--disable-dev-shm-usage',
  '--host-resolver-rules=MAP * ~NOTFOUND, EXCLUDE 127.0.0.1',
];

export async function openBrowser(options: BrowserOptions): Promise<Browser> {
  const executablePath = findBrowser();
  if (executablePath === undefined) {
    throw new Error('No Chromium was found. Run `node test/run/ensure.mjs browser`.');
  }
  const context = await chromium.launchPersistentContext(options.profileDir, {
    executablePath,
    headless: true,
    args: flags,
    // Fixed, so that screenshots compare and dates read the same everywhere.
    viewport: { width: options.width ?? 1280, height: options.height ?? 800 },
    locale: 'en-US',
    timezoneId: 'UTC',
    reducedMotion: options.reducedMotion ?? 'no-preference',
    permissions: ['clipboard-read', 'clipboard-write'],
    handleSIGINT: false,
    handleSIGTERM: false,
    handleSIGHUP: false,
  });
  context.setDefaultTimeout(15_000);
  await context.route('**/mint-key', (route) =>
    route.fulfill({ status: 200, body: Buffer.alloc(32, 7) }),
  );
  return {
    context,
    newPage: () => context.newPage(),
    end: () => context.close(),
  };
}
