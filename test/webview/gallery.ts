/*
 * Draws every state of the panel in every theme and writes the pictures to out/gallery/panel, to be
 * looked at. Run by `npm run gallery -- panel`, or alone with the names of a few states. It asserts
 * nothing.
 */
import { mkdir } from 'node:fs/promises';
import { openStage, THEMES } from './stage.ts';
import { galleryViews } from './galleryViews.ts';

const OUT = 'out/gallery/panel';

const wanted = process.argv.slice(2);
await mkdir(OUT, { recursive: true });
const stage = await openStage();
for (const theme of THEMES) {
  for (const name of Object.keys(galleryViews(0))) {
    const view = galleryViews(Date.now())[name];
    if (view === undefined || (wanted.length > 0 && !wanted.includes(name))) continue;
    const width = name === 'narrow' ? 260 : 400;
    const panel = await stage.panel({ theme, width, height: 720 });
    await panel.snapshot(view);
    for (const why of await panel.page.locator('.sf-why').all()) {
      if (name === 'trial' || name === 'folded') await why.click();
    }
    await panel.page.waitForTimeout(350);
    await panel.page.screenshot({ path: `${OUT}/${name}-${theme}.png` });
    await panel.page.context().close();
  }
}
const zoomed = await stage.panel({ width: 400, height: 720, zoom: 2 });
await zoomed.snapshot(galleryViews(Date.now())['trial'] ?? galleryViews(0)['well']!);
await zoomed.page.screenshot({ path: `${OUT}/zoom-200.png` });
await stage.close();
