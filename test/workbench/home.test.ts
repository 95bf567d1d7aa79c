/*
 * What a person asks from outside of the panel: the submenu of the editor, the explanation of a
 * problem, the commit message of what is staged. Edits have a file of their own (edits.test.ts). One workbench, a real repository; the bytes that the loopback
 * server received decide.
 */
import assert from 'node:assert/strict';
import { execFileSync } from 'node:child_process';
import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { pickFromEditorMenu } from '../harness/editorMenu.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { changeSettings } from '../harness/liveSettings.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { pressInNotification, waitForNotification } from '../harness/notifications.ts';
import { openFile } from '../harness/quickOpen.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { untilAnswered } from './chatPage.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

/** Shaped like a key, and nobody's. */
const SECRET = ['FAKE0123456789', 'abcdefFAKE0123456789ab'].join('');
const FILES = {
  'src/pool.js': 'export function take(pool) {\n  return pool.free.pop();\n}\n',
  'broken.json': '{\n  "a": 1,,\n  "b": 2\n}\n',
};
const MESSAGE = 'pool: give places back\n\nThey were lost after an error.';

/** Two commits, one change that is staged with something secret beside it, one that is not staged. */
function makeRepository(workspace: string): void {
  const git = (...args: string[]): void => {
    const who = ['-c', 'user.name=t', '-c', 'user.email=t@example.com'];
    execFileSync('git', [...who, ...args], { cwd: workspace, stdio: 'ignore' });
  };
  const write = (path: string, text: string): void => writeFileSync(join(workspace, path), text);
  git('init', '-q');
  git('add', '.');
  git('commit', '-qm', 'pool: STYLEWORD first');
  write('src/pool.js', `${FILES['src/pool.js']}export const STAGEDWORD = 1;\n`);
  write('.env', `API_TOKEN=${SECRET}\n`);
  git('add', '-f', '.');
  write('src/pool.js', `${FILES['src/pool.js']}export const STAGEDWORD = 1;\nlet LATERWORD;\n`);
}

type Wire = { readonly messages: readonly { readonly role: string; readonly content: string }[] };

for (const theme of looks)
  describe(`at home in the editor (${theme})`, () => {
    let one: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const frame = (): Promise<Frame> => webviewFrame(journey.page);
    const field = async () => (await frame()).locator('.sf-composer textarea');
    const lastBody = (): Wire => JSON.parse(one.chatRequests().at(-1)?.body ?? '{}') as Wire;
    const said = (): string => lastBody().messages.at(-1)?.content ?? '';
    const box = () => journey.page.locator('.scm-editor .view-lines');
    /** The editor draws blanks that do not break. */
    const inBox = async (): Promise<string> =>
      (await box().locator('.view-line').allInnerTexts()).join('\n').replaceAll('\u00A0', ' ');

    const fromMenu = (label: string, before?: () => Promise<void>): Promise<void> =>
      pickFromEditorMenu(journey.page, ['Steadfast', label], before);
    const pressWrite = async (): Promise<void> => {
      // Buttons of a view's title are seen while the pointer is above it.
      await journey.page.locator('.pane-header', { hasText: 'Changes' }).first().hover();
      await journey.page.getByRole('button', { name: 'Write Commit Message' }).first().click();
    };
    const untilTurn = async (words: string): Promise<void> => {
      await (await frame()).locator('.sf-bubble', { hasText: words }).waitFor();
      await untilAnswered(journey.page);
    };

    before(async () => {
      const body = streamOf(['```text\n', MESSAGE, '\n```']);
      one = await startLoopbackProvider({ recording: { body } });
      journey = await openJourney({
        theme,
        files: FILES,
        prepare: makeRepository,
        settings: { 'steadfast.providers': [entry('Aurora', one)], 'git.enabled': true },
      });
      await openChat(journey.page);
    });
    after(() => one.close());

    it('explains what is selected, from the menu of the editor', async () => {
      const { page } = journey;
      await openFile(journey.page, 'pool.js');
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('Shift+ArrowDown');
      await fromMenu('Explain', () => show('home menu'));
      await untilTurn('/explain');
      assert.match(said(), /File: src\/pool\.js \(lines 1-1\)[^]*take\(pool\)[^]*Explain the code/);
      assert.doesNotMatch(said(), /STAGEDWORD/);
      assert.equal(await (await field()).inputValue(), '');
    });

    it('asks about the whole file beside a half-written question', async () => {
      const { page } = journey;
      const own = await field();
      await own.pressSequentially('half a thought');
      await openFile(journey.page, 'pool.js');
      await page.keyboard.press('Control+Home');
      await fromMenu('Review');
      await untilTurn('/review');
      assert.match(said(), /LATERWORD[^]*as a careful colleague/);
      assert.equal(await (await field()).inputValue(), 'half a thought');
      await own.fill('');
    });

    it('explains a problem of any language from its quick fixes', async () => {
      const { page } = journey;
      await openFile(journey.page, 'broken.json');
      await page.locator('#status\\.problems', { hasText: /[1-9]/ }).waitFor();
      await page.keyboard.press('Control+Home');
      await page.keyboard.press('F8');
      await page.keyboard.press('Escape');
      const row = page.locator('.action-widget .monaco-list-row', {
        hasText: 'Explain with Steadfast',
      });
      // The view of the problem may come up just now and take the list away.
      for (let tries = 0; tries < 4 && !(await row.isVisible()); tries += 1) {
        await page.keyboard.press('Control+.');
        await row.waitFor({ timeout: 4000 }).catch(() => undefined);
      }
      await row.click();
      await untilTurn('the problem in line 2');
      assert.match(said(), /File: broken\.json[^]*"a": 1,,[^]*broken\.json:2:\d+ error/);
      assert.match(said(), /The person says:\nthe problem in line 2$/);
    });

    it('writes the message of what is staged, and brings back what stood there', async () => {
      const { page } = journey;
      one.forget();
      await page.keyboard.press('Control+Shift+g');
      await box().click();
      await page.keyboard.type('my own words');
      await pressWrite();
      const dialog = page.locator('.monaco-dialog-box', { hasText: 'may hold secrets' });
      await dialog.filter({ hasText: '.env: by its name' }).waitFor();
      await show('home commit secret');
      await dialog.getByRole('button', { name: 'Send Without Them' }).click();
      await waitForNotification(page, 'What stood in the box was replaced.');
      assert.equal((await inBox()).split('\n')[0], MESSAGE.split('\n')[0]);
      await show('home commit');
      assert.match(said(), /STYLEWORD[^]*src\/pool\.js \+1 -0[^]*STAGEDWORD/);
      assert.match(said(), /The person says:\nmy own words$/);
      assert.doesNotMatch(JSON.stringify(one.chatRequests()), new RegExp(`LATERWORD|${SECRET}`));
      await pressInNotification(page, 'What stood in the box was replaced.', 'Undo');
      await box().locator('.view-line', { hasText: 'own' }).waitFor();
      assert.equal(await inBox(), 'my own words');
    });

    it('sends nothing where nobody may be asked, and keeps the question', async () => {
      const { page, sandbox } = journey;
      const providers = [entry('Aurora', one, { armed: false })];
      await changeSettings(page, sandbox, { 'steadfast.providers': providers });
      one.forget();
      await pressWrite();
      await waitForNotification(page, 'Nobody may be asked yet. Nothing was sent.');
      await openFile(journey.page, 'pool.js');
      await fromMenu('Review');
      await waitForNotification(page, 'Your question waits in the chat.');
      assert.equal(await (await field()).inputValue(), '/review');
      const chip = (await frame()).locator('.sf-attached .sf-context-chip', { hasText: 'pool.js' });
      await chip.waitFor();
      await show('home nobody');
      assert.deepEqual(one.chatRequests(), []);
    });
  });
