// A Chromium that can reach this computer's loopback and nothing else, with the clipboard allowed.
// `/mint-key` is what VS Code's web client asks for a key to encrypt secrets with; answering it is
// what lets a secret survive a reload. The page itself answers: a route would turn the cache off.
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
  /** Closes all pages and empties what the origin stored; what was loaded stays in the cache. */
  forget(origin: string): Promise<void>;
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
  await context.addInitScript(answerMintKey);
  // The last page of a browser would take it along.
  const blank = context.pages()[0] ?? (await context.newPage());
  const developerTools = await context.newCDPSession(blank);
  return {
    context,
    newPage: () => context.newPage(),
    forget: async (origin) => {
      for (const page of context.pages()) if (page !== blank) await page.close();
      await developerTools.send('Storage.clearDataForOrigin', { origin, storageTypes: 'all' });
      await context.clearCookies();
    },
    end: () => context.close(),
  };
}

/** Runs in every page before its own scripts. */
function answerMintKey(): void {
  const ask = globalThis.fetch;
  globalThis.fetch = async (input, init) => {
    const url = input instanceof Request ? input.url : String(input);
    if (new URL(url, location.href).pathname !== '/mint-key') return await ask(input, init);
    return new Response(new Uint8Array(32).fill(7));
  };
}
