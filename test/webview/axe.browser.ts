/*
 * No state of the panel breaks a rule of axe-core, in any of the four themes: names, roles, contrast,
 * order of headings. What only a whole page has to have (a title of level one) is left out.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import { createRequire } from 'node:module';
import { openStage, THEMES, type Panel, type Stage } from './stage.ts';
import { galleryViews } from './galleryViews.ts';

type Found = { readonly id: string; readonly nodes: readonly { readonly html: string }[] };
type Axe = { run(options: object): Promise<{ readonly violations: readonly Found[] }> };

const OPTIONS = {
  resultTypes: ['violations'],
  rules: { 'page-has-heading-one': { enabled: false } },
};

describe('axe', function () {
  this.timeout(120_000);
  let stage: Stage;
  let source: string;

  before(async () => {
    source = await readFile(createRequire(import.meta.url).resolve('axe-core/axe.min.js'), 'utf8');
    stage = await openStage();
  });
  after(() => stage.close());

  const violations = async (panel: Panel): Promise<string[]> => {
    const found = await panel.page.evaluate(
      async (options) => (await (window as unknown as { axe: Axe }).axe.run(options)).violations,
      OPTIONS,
    );
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  for (const theme of THEMES) {
    it(`finds nothing in ${theme}`, async () => {
      const panel = await stage.panel({ theme });
      await panel.page.evaluate(source);
      const problems: string[] = [];
      for (const [name, view] of Object.entries(galleryViews(Date.now()))) {
        await panel.snapshot(view);
        for (const why of await panel.page.locator('.sf-why').all()) await why.click();
        // A fade that is under way has no contrast of its own yet.
        await panel.page.waitForTimeout(200);
        problems.push(...(await violations(panel)).map((problem) => `${name}: ${problem}`));
      }
      assert.deepEqual(problems, []);
      await panel.page.context().close();
    });
  }
});
