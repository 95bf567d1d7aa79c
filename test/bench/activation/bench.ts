/*
 * What the extension costs the start of the editor: VS Code's own figures (*Developer: Startup
 * Performance*), read in a real workbench, a fresh one each time. The first start compiles; the
 * later ones are what a person has every day.
 */
import { runCommand } from '../../harness/palette.ts';
import { openBrowser } from '../../harness/browser.ts';
import { leanSettings, makeSandbox } from '../../harness/sandbox.ts';
import { startServer } from '../../harness/vscodeServer.ts';
import { openWorkbench, workbenchUrl } from '../../harness/workbench.ts';
import { vsixPath } from '../../run/paths.mjs';
import type { Section } from '../figure.ts';
import type { Say } from '../main.ts';

const STARTS = 5;
const GOAL_MS = 30;

type Cost = { readonly load: number; readonly call: number; readonly finish: number };

export async function benchActivation(say: Say): Promise<Section[]> {
  const sandbox = makeSandbox({ settings: leanSettings });
  const server = await startServer(sandbox, { vsix: vsixPath });
  const browser = await openBrowser({ profileDir: sandbox.browserDir });
  const costs: Cost[] = [];
  try {
    for (let start = 0; start < STARTS; start += 1) {
      say(`start ${start + 1} of ${STARTS} …`);
      const page = await browser.newPage();
      await openWorkbench(page, workbenchUrl(server, { folder: sandbox.workspace }));
      costs.push(await untilTold(page));
      await page.close();
    }
  } finally {
    await browser.end();
    await server.end();
    sandbox.remove();
  }
  const figure = (name: string, of: keyof Cost) => ({
    ...{ name, unit: 'ms' as const, runs: costs.map((cost) => cost[of]) },
  });
  return [
    {
      title: 'Activation, as VS Code measures it',
      figures: [
        figure('code loaded', 'load'),
        { ...figure('activate called', 'call'), goal: { most: GOAL_MS } },
        { ...figure('awaited after it', 'finish'), note: 'nothing is' },
      ],
    },
  ];
}

/** The table is made when the editor for it opens: before the activation it lacks our row. */
async function untilTold(page: Parameters<typeof runCommand>[0]): Promise<Cost> {
  for (let tries = 0; tries < 10; tries += 1) {
    await runCommand(page, 'Developer: Startup Performance');
    await page.locator('.editor-instance .view-line').first().waitFor();
    await page.keyboard.press('Control+a');
    await page.keyboard.press('Control+c');
    const text = await page.evaluate(() => navigator.clipboard.readText());
    const row = /^\| steadfast\.steadfast .*$/m.exec(text)?.[0];
    const [, , , load, call, finish] = row?.split('|').map((cell) => Number(cell.trim())) ?? [];
    if (load !== undefined && call !== undefined && finish !== undefined) {
      return { load, call, finish };
    }
    await runCommand(page, 'View: Close Editor');
    await page.waitForTimeout(1000);
  }
  throw new Error('Startup Performance does not name steadfast.steadfast.');
}
