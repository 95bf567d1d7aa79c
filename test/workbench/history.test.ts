/*
 * Several conversations: listed, found by their words, opened, renamed, deleted and brought back,
 * exported, and one that is stored nowhere.
 */
import assert from 'node:assert/strict';
import { existsSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Locator } from 'playwright-core';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import {
  pressInDialog,
  pressInNotification,
  waitForDialog,
  waitForNotification,
} from '../harness/notifications.ts';
import { filesWith } from '../harness/onDisk.ts';
import { runCommand } from '../harness/palette.ts';
import { dismissQuickInput, pickRow, readQuickInput, typeIntoBox } from '../harness/quickInput.ts';
import { takeShot } from '../harness/shots.ts';
import { pickFromViewMenu } from '../harness/viewMenu.ts';
import { askAndWait, newChat } from './chatPage.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

for (const theme of looks)
  describe(`chats (${theme})`, () => {
    let server: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const bubbles = async (): Promise<readonly string[]> =>
      (await webviewFrame(journey.page)).locator('.sf-bubble').allInnerTexts();
    const history = (): Promise<void> => runCommand(journey.page, 'Steadfast: Show Chats…');
    const rowOf = (label: string): Locator =>
      journey.page.locator('.quick-input-list .monaco-list-row').filter({ hasText: label });
    const press = async (label: string, button: string): Promise<void> => {
      await rowOf(label).hover();
      await rowOf(label).getByRole('button', { name: button }).click();
    };

    before(async () => {
      server = await startLoopbackProvider();
      journey = await openJourney({
        theme,
        settings: { 'steadfast.providers': [entry('Aurora', server)] },
      });
      await openChat(journey.page);
    });
    after(() => server.close());

    it('lists chats, the last one first, and opens one', async () => {
      const { page } = journey;
      await askAndWait(page, 'Why does the pool leak?');
      await newChat(page);
      await askAndWait(page, 'What is a breaker?');
      await history();
      await rowOf('What is a breaker?').waitFor();
      const { rows } = await readQuickInput(page, 'Chats');
      // The tick before the open one is drawn as an icon.
      assert.deepEqual(
        rows.map((row) => row.trim()),
        ['What is a breaker?', 'Why does the pool leak?'],
      );
      await show('history');
      await pickRow(page, 'Why does the pool leak?', 'Chats');
      await (await webviewFrame(page)).locator('.sf-bubble', { hasText: 'leak' }).waitFor();
      assert.deepEqual(await bubbles(), ['Why does the pool leak?']);
    });

    it('goes on where the chat was left', async () => {
      await askAndWait(journey.page, 'And then?');
      assert.match(server.chatRequests().at(-1)?.body ?? '', /Why does the pool leak/);
      assert.doesNotMatch(server.chatRequests().at(-1)?.body ?? '', /breaker/);
    });

    it('finds chats by words of answers and questions', async () => {
      const { page } = journey;
      await history();
      const box = page.locator('.quick-input-widget:visible .quick-input-box input');
      await box.fill('AND THEN');
      await rowOf('breaker').waitFor({ state: 'detached' });
      assert.match(await rowOf('leak').innerText(), /And then\?/);
      await show('history search');
      await box.fill('hello from loopback');
      await rowOf('breaker').waitFor();
      await dismissQuickInput(page);
    });

    it('renames, deletes, and undoes that', async () => {
      const { page } = journey;
      await history();
      await press('breaker', 'Rename');
      await typeIntoBox(page, 'About breakers', { title: 'Rename Chat' });
      await history();
      await press('About breakers', 'Delete');
      await rowOf('About breakers').waitFor({ state: 'detached' });
      await waitForNotification(page, 'Deleted: About breakers');
      await pressInNotification(page, 'Deleted: About breakers', 'Undo');
      await dismissQuickInput(page).catch(() => undefined);
      await history();
      await rowOf('About breakers').waitFor();
      await dismissQuickInput(page);
    });

    it('exports the chat that is open', async () => {
      const { page, sandbox } = journey;
      await runCommand(page, 'Steadfast: Export Chat…');
      const box = page.locator('.quick-input-widget:visible .quick-input-box input');
      const file = join(sandbox.workspace, 'Why-does-the-pool-leak.md');
      // The dialog opens on the folder and fills in the name a moment later.
      while ((await box.inputValue()) !== file) await page.waitForTimeout(100);
      await box.press('Enter');
      await waitForNotification(page, /Exported to Why-does-the-pool-leak\.md/);
      assert.ok(existsSync(file));
      assert.match(readFileSync(file, 'utf8'), /^# Why does the pool leak\?[^]*## Aurora/);
    });

    it('stores nothing of a private chat', async () => {
      const { page } = journey;
      await runCommand(page, 'Steadfast: New Private Chat');
      const frame = await webviewFrame(page);
      await frame.getByPlaceholder('Ask in private').waitFor();
      await askAndWait(page, 'What nobody may know?');
      await show('private');
      await history();
      await rowOf('leak').waitFor();
      assert.equal(await rowOf('nobody may know').count(), 0);
      await pickRow(page, 'About breakers', 'Chats');
      await frame.getByPlaceholder('Ask anything').waitFor();
      assert.deepEqual(await bubbles(), ['What is a breaker?']);
      const { sandbox } = journey;
      assert.deepEqual(filesWith(sandbox, 'What nobody may know?', sandbox.serverDir), []);
    });

    it('deletes everything when told so by name, and says what it removed', async () => {
      const { page, sandbox } = journey;
      const stored = join(sandbox.serverDir, 'data/User/globalStorage');
      assert.ok(filesWith(sandbox, 'What is a breaker?', stored).length > 0);
      await pickFromViewMenu(page, 'Delete All Steadfast Data…');
      assert.match(await waitForDialog(page, 'Delete all Steadfast data?'), /Settings stay/);
      await show('delete all');
      await pressInDialog(page, 'Delete');
      await waitForNotification(page, /Removed: \d+ chats with \d+ questions, 0 keys/);
      const frame = await webviewFrame(page);
      await frame.locator('.sf-bubble').first().waitFor({ state: 'detached' });
      await history();
      await rowOf('breaker').waitFor({ state: 'detached' });
      await dismissQuickInput(page);
      assert.deepEqual(filesWith(sandbox, 'What is a breaker?', stored), []);
      await askAndWait(page, 'Does it go on?');
      assert.deepEqual(await bubbles(), ['Does it go on?']);
    });
  });
