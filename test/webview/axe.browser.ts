/*
 * No state of the panel breaks a rule of axe-core, in any of the four themes: names, roles, contrast,
 * order of headings. What only a whole page has to have (a title of level one) is left out.
 */
import assert from 'node:assert/strict';
import axe, { type RunOptions } from 'axe-core';
import { openStage, THEMES, type Panel, type Stage } from './stage.ts';
import { galleryViews } from './galleryViews.ts';

const OPTIONS: RunOptions = {
  resultTypes: ['violations'],
  rules: { 'page-has-heading-one': { enabled: false } },
};

describe('axe', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async () => {
    stage = await openStage();
  });
  after(() => stage.close());

  const violations = async (panel: Panel): Promise<string[]> => {
    const found = await panel.page.evaluate(
      async (options) =>
        (await (window as unknown as { axe: typeof axe }).axe.run(options)).violations,
      OPTIONS,
    );
    return found.map(({ id, nodes }) => `${id}: ${nodes.map(({ html }) => html).join(' ')}`);
  };

  for (const theme of THEMES) {
    it(`finds nothing in ${theme}`, async () => {
      const panel = await stage.panel({ theme });
      // A fade that is under way has no contrast of its own yet.
      await panel.page.emulateMedia({ reducedMotion: 'reduce' });
      await panel.page.evaluate(axe.source);
      const problems: string[] = [];
      for (const [name, view] of Object.entries(galleryViews(Date.now()))) {
        await panel.snapshot(view);
        for (const why of await panel.page.locator('.sf-why').all()) await why.click();
        problems.push(...(await violations(panel)).map((problem) => `${name}: ${problem}`));
      }
      assert.deepEqual(problems, []);
      await panel.page.context().close();
    });
  }
});
