/*
 * Edits in the editor: an instruction becomes a diff while it is written, and nothing else before it
 * is accepted; whole, in parts, or not at all. One Undo takes it back; a cut answer leaves nothing;
 * a protected file asks once more; a fix of a problem goes the same way. One workbench; what stands
 * on the disk and in the editor decides.
 */
import assert from 'node:assert/strict';
import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { openChat } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { waitForNotification } from '../harness/notifications.ts';
import { runCommand } from '../harness/palette.ts';
import { readQuickInput, typeIntoBox } from '../harness/quickInput.ts';
import { openFile } from '../harness/quickOpen.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

const POOL = `export function take(pool) {
  const conn = pool.free.pop();
  pool.used.add(conn);
  return conn;
}

export function give(pool, conn) {
  pool.free.push(conn);
}
`;
const NEW = `export function take(pool) {
  const conn = pool.free.pop();
  if (conn === undefined) throw new Error('empty');
  pool.used.add(conn);
  return conn;
}

export function give(pool, conn) {
  pool.used.delete(conn);
  pool.free.push(conn);
}`;
const FILES = {
  'src/pool.js': POOL,
  'broken.json': '{\n  "a": 1,,\n  "b": 2\n}\n',
  '.vscode/settings.json': '{\n  "editor.rulers": []\n}\n',
};
const block = (code: string, language = 'js'): readonly string[] =>
  `\`\`\`${language}\n${code}\n\`\`\`\n`.split(/(?<=\n)/);

for (const theme of looks)
  describe(`edits (${theme})`, () => {
    let one: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const onDisk = (path: string): string =>
      readFileSync(join(journey.sandbox.workspace, path), 'utf8');
    const diff = () => journey.page.locator('.monaco-diff-editor');
    const said = (): string => one.chatRequests().at(-1)?.body ?? '';
    const button = (name: string) =>
      journey.page.locator(`.editor-actions a[aria-label^="${name}"]`);
    /** The lines of the one file editor that is seen, as the eye reads them. */
    const shownText = async (): Promise<string> => {
      const lines = journey.page.locator('.editor-instance:visible .view-line');
      const placed = await lines.evaluateAll((all) =>
        all
          .map((line) => ({ top: Number.parseFloat((line as HTMLElement).style.top), line }))
          .toSorted((a, b) => a.top - b.top)
          .map(({ line }) => line.textContent),
      );
      return placed.join('\n').replaceAll('\u00A0', ' ');
    };
    const untilText = async (wanted: RegExp): Promise<void> => {
      const stopAtMs = performance.now() + 15_000;
      while (!wanted.test(await shownText())) {
        if (performance.now() > stopAtMs) throw new Error(`The editor says ${await shownText()}`);
        await journey.page.waitForTimeout(100);
      }
    };
    const answer = (words: readonly string[], pauseMs = 0): void =>
      one.replay({ body: streamOf(words), pauseMs });
    const editAll = async (wish: string): Promise<void> => {
      const { page } = journey;
      await page.keyboard.press('Control+a');
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+y');
      await readQuickInput(page, /^Edit Lines 1 to /);
      await typeIntoBox(page, wish);
    };
    /** It can be accepted only once it is whole. */
    const untilWhole = (): Promise<void> => button('Accept Change').waitFor();

    before(async () => {
      one = await startLoopbackProvider();
      journey = await openJourney({
        theme,
        files: FILES,
        settings: { 'steadfast.providers': [entry('Aurora', one)] },
      });
      await openChat(journey.page);
    });
    after(() => one.close());

    it('shows the change while it is written, and writes nothing before it is accepted', async () => {
      const { page } = journey;
      answer(block(NEW), 350);
      await openFile(journey.page, 'pool.js');
      await editAll('Say when it is empty');
      await diff().waitFor();
      await untilText(/throw new Error/);
      assert.equal(await button('Accept Change').count(), 0);
      await show('edit writing');
      await untilWhole();
      await show('edit whole');
      assert.equal(onDisk('src/pool.js'), POOL);
      assert.match(said(), /Rewrite lines 1 to 9 of src\/pool\.js[^]*Say when it is empty/);
      assert.equal(await page.locator('.tab.dirty').count(), 0);
      await page.keyboard.press('Control+Enter');
      await diff().waitFor({ state: 'detached' });
      await untilText(/used\.delete/);
      assert.equal(onDisk('src/pool.js'), POOL);
      await page.keyboard.press('Control+z');
      await page.locator('.tab.dirty').waitFor({ state: 'detached' });
      assert.doesNotMatch(await shownText(), /throw|delete/);
    });

    it('leaves nothing of an answer that was cut', async () => {
      const { page } = journey;
      await one.behave({ kind: 'cut-after', bytes: 900 });
      await openFile(journey.page, 'pool.js');
      await editAll('Break off');
      await waitForNotification(page, 'Nothing was changed.');
      await diff().waitFor({ state: 'detached' });
      assert.doesNotMatch(await shownText(), /throw|delete/);
      assert.equal(onDisk('src/pool.js'), POOL);
      await show('edit cut');
      await one.behave('ok');
      await runCommand(page, 'Notifications: Clear All Notifications');
      await runCommand(page, 'Steadfast: Manage Provider…');
      await readQuickInput(page, /^Manage /);
      await page.keyboard.type('Reset');
      await page.keyboard.press('Enter');
    });

    it('stops asking when the diff is closed', async () => {
      const { page } = journey;
      answer(block(NEW), 600);
      await openFile(journey.page, 'pool.js');
      await editAll('Never mind');
      await button('Discard Change').waitFor();
      await diff().locator('.editor.modified .view-line').first().click();
      await page.keyboard.press('Control+Backspace');
      await diff().waitFor({ state: 'detached' });
      const stopAtMs = performance.now() + 5000;
      while (one.chatRequests().at(-1)?.disconnectedMs === undefined) {
        assert.ok(performance.now() < stopAtMs, 'still asked');
        await page.waitForTimeout(50);
      }
    });

    it('takes parts of a change, each by itself', async () => {
      const { page } = journey;
      answer(block(NEW));
      await openFile(journey.page, 'pool.js');
      await editAll('Both again');
      await untilWhole();
      await button('Choose Parts').click();
      const row = page.locator('.panel .monaco-list-row', { hasText: 'used.delete' });
      await row.locator('input[type=checkbox], .monaco-checkbox, .edit-checkbox').first().click();
      await show('edit parts');
      await page.getByRole('button', { name: 'Apply' }).last().click();
      await diff().waitFor({ state: 'detached' });
      await untilText(/used\.delete/);
      assert.doesNotMatch(await shownText(), /throw/);
      await page.keyboard.press('Control+z');
      await page.locator('.tab.dirty').waitFor({ state: 'detached' });
    });

    it('shows it anew where the file changed meanwhile', async () => {
      const { page } = journey;
      answer(block(NEW));
      await openFile(journey.page, 'pool.js');
      await editAll('Once more');
      await untilWhole();
      writeFileSync(join(journey.sandbox.workspace, 'src/pool.js'), `// Mine.\n${POOL}`);
      await untilText(/Mine/);
      await button('Accept Change').click();
      await waitForNotification(page, 'pool.js changed meanwhile. Look at the change again');
      await untilWhole();
      assert.equal(onDisk('src/pool.js'), `// Mine.\n${POOL}`);
      await button('Accept Change').click();
      await diff().waitFor({ state: 'detached' });
      await untilText(/Mine[^]*used\.delete/);
      await page.keyboard.press('Control+s');
      await page.locator('.tab.dirty').waitFor({ state: 'detached' });
      assert.equal(onDisk('src/pool.js'), `// Mine.\n${NEW}\n`);
    });

    it('asks once more before a protected file, and leaves it alone without an answer', async () => {
      const { page } = journey;
      answer(block('{\n  "editor.rulers": [80],\n  "x.allowAll": true\n}', 'json'));
      await openFile(journey.page, 'settings.json');
      await editAll('Allow all');
      await untilWhole();
      await button('Accept Change').click();
      const dialog = page.locator('.monaco-dialog-box', { hasText: '.vscode/settings.json' });
      await dialog.filter({ hasText: 'can make it run programs' }).waitFor();
      await show('edit protected');
      await dialog.getByRole('button', { name: 'Cancel' }).click();
      await dialog.waitFor({ state: 'detached' });
      await diff().waitFor();
      assert.equal(onDisk('.vscode/settings.json'), FILES['.vscode/settings.json']);
      assert.equal(await page.locator('.tab.dirty').count(), 0);
      await button('Discard Change').click();
      await diff().waitFor({ state: 'detached' });
    });

    it('fixes a problem of any language from its quick fixes', async () => {
      const { page } = journey;
      answer(block('{\n  "a": 1,\n  "b": 2\n}', 'json'));
      await openFile(journey.page, 'broken.json');
      await page.locator('#status\\.problems', { hasText: /[1-9]/ }).waitFor();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('F8');
      await page.keyboard.press('Escape');
      const row = page.locator('.action-widget .monaco-list-row', {
        hasText: 'Fix with Steadfast',
      });
      // The view of the problem may come up just now and take the list away.
      for (let tries = 0; tries < 4 && !(await row.isVisible()); tries += 1) {
        await page.keyboard.press('Control+.');
        await row.waitFor({ timeout: 4000 }).catch(() => undefined);
      }
      await show('edit quick fix');
      await row.click();
      await untilWhole();
      assert.match(said(), /broken\.json:2:\d+ error[^]*Mend what is wrong/);
      await show('edit fixed');
      await button('Accept Change').click();
      await diff().waitFor({ state: 'detached' });
      await page.keyboard.press('Control+s');
      await page.locator('.tab.dirty').waitFor({ state: 'detached' });
      assert.equal(onDisk('broken.json'), '{\n  "a": 1,\n  "b": 2\n}\n');
    });
  });
