/*
 * No state of the panel breaks a rule of axe-core, in any of the four themes: names, roles, contrast,
 * order of headings.
 */
import assert from 'node:assert/strict';
import { brokenRules } from './axeRules.ts';
import { sharedStage, THEMES, type Stage } from './stage.ts';
import { galleryViews } from './galleryViews.ts';

describe('axe', function () {
  this.timeout(120_000);
  let stage: Stage;

  before(async () => {
    stage = await sharedStage();
  });

  for (const theme of THEMES) {
    it(`finds nothing in ${theme}`, async () => {
      const panel = await stage.panel({ theme });
      // A fade that is under way has no contrast of its own yet.
      await panel.page.emulateMedia({ reducedMotion: 'reduce' });
      const problems: string[] = [];
      for (const [name, view] of Object.entries(galleryViews(Date.now()))) {
        await panel.snapshot(view);
        for (const why of await panel.page.locator('.sf-why').all()) await why.click();
        problems.push(...(await brokenRules(panel, theme)).map((problem) => `${name}: ${problem}`));
      }
      assert.deepEqual(problems, []);
      await panel.page.context().close();
    });
  }
});
