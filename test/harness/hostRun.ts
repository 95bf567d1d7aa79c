// Runs a compiled test module inside a real Node extension host and brings its results back.
// Report and counts travel by files: the console of an extension host arrives in pieces.
// A time limit, a server that ends, a module that cannot be loaded and a run without tests are all
// problems, never a success. It knows nothing of mocha but the counts that the module writes.

import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { openBrowser } from './browser.ts';
import { installModelsExtension } from './modelsExtension.ts';
import { leanSettings, makeSandbox } from './sandbox.ts';
import { type Server, startServer } from './vscodeServer.ts';
import { workbenchUrl } from './workbench.ts';

export interface HostRunOptions {
  /** Folder of the extension under test. */
  readonly extension: string;
  /** A CommonJS module that exports `run(): Promise<void>`. */
  readonly tests: string;
  readonly timeoutMs?: number;
  readonly env?: Readonly<Record<string, string>>;
  /** Called with pieces of the report as they come. */
  readonly onReport?: (text: string) => void;
}

export interface HostRunResult {
  readonly passes: number;
  readonly failures: number;
  /** What went wrong beside the tests, with the remedy. */
  readonly problem?: string;
}

const timeoutDefaultMs = 180_000;
const tailEveryMs = 100;

export async function runInHost(options: HostRunOptions): Promise<HostRunResult> {
  for (const needed of [options.tests, join(options.extension, 'package.json')]) {
    if (!existsSync(needed)) {
      return { passes: 0, failures: 0, problem: `${needed} is missing. Run \`npm run build\`.` };
    }
  }
  const sandbox = makeSandbox({ settings: leanSettings });
  const log = join(sandbox.dir, 'report.txt');
  const counts = join(sandbox.dir, 'result.json');
  installModelsExtension(sandbox);
  const server = await startServer(sandbox, {
    withDriver: true,
    env: {
      STEADFAST_LOCAL_PORTS: 'none',
      ...options.env,
      HOST_TEST_LOG: log,
      HOST_TEST_RESULT: counts,
    },
  });
  const browser = await openBrowser({ profileDir: sandbox.browserDir });
  const tail = followFile(log, options.onReport ?? (() => {}));
  try {
    const page = await browser.newPage();
    const ended = new Promise<string>((done) => {
      // The web client calls these two by name when a test run is over or speaks.
      void page.exposeFunction('codeAutomationExit', (code: number) => done(`code ${code}`));
      void page.exposeFunction('codeAutomationLog', () => {});
    });
    const limitMs = options.timeoutMs ?? timeoutDefaultMs;
    await page.goto(payloadUrl(server, sandbox.workspace, options), { waitUntil: 'commit' });
    const end = await Promise.race([
      ended,
      server.exited.then((code) => `server ${code}`),
      sleep(limitMs, 'late', { ref: false }),
    ]);
    return judge(end, readCounts(counts), limitMs, server);
  } finally {
    tail.stop();
    await browser.end();
    await server.end();
    sandbox.remove();
  }
}

function payloadUrl(server: Server, folder: string, options: HostRunOptions): string {
  const remote = (path: string): string => `vscode-remote://127.0.0.1:${server.port}${path}`;
  return workbenchUrl(server, {
    folder,
    payload: [
      ['extensionDevelopmentPath', remote(options.extension)],
      ['extensionTestsPath', remote(options.tests)],
      ['skipWelcome', 'true'],
    ],
  });
}

function judge(
  end: string,
  counts: { passes: number; failures: number } | undefined,
  limitMs: number,
  server: Server,
): HostRunResult {
  const { passes = 0, failures = 0 } = counts ?? {};
  const result = { passes, failures };
  if (end === 'late') {
    return { ...result, problem: `The in-host tests did not end within ${limitMs / 1000} s.` };
  }
  if (end.startsWith('server')) {
    const words = server.output().slice(-2000);
    return { ...result, problem: `The VS Code server ended (${end}). Its last words:\n${words}` };
  }
  if (counts === undefined) {
    return { ...result, problem: 'The extension host could not load the tests, or they ended it.' };
  }
  if (passes + failures === 0) return { ...result, problem: 'No in-host test was run.' };
  if (failures === 0 && end !== 'code 0') {
    return { ...result, problem: `The test run ended with ${end} though no test failed.` };
  }
  return result;
}

function readCounts(file: string): { passes: number; failures: number } | undefined {
  if (!existsSync(file)) return undefined;
  return JSON.parse(readFileSync(file, 'utf8')) as { passes: number; failures: number };
}

function followFile(file: string, onText: (text: string) => void): { stop(): void } {
  let shown = 0;
  const look = (): void => {
    if (!existsSync(file)) return;
    const all = readFileSync(file);
    if (all.length > shown) onText(all.subarray(shown).toString('utf8'));
    shown = all.length;
  };
  const timer = setInterval(look, tailEveryMs);
  return {
    stop: () => {
      clearInterval(timer);
      look();
    },
  };
}
