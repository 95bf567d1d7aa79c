/*
 * Models that another extension offers: picked from a list with their vendor, asked only when the
 * person does something, named and paused like any other provider.
 */
import assert from 'node:assert/strict';
import { openChat } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { changeSettings } from '../harness/liveSettings.ts';
import { modelNames } from '../harness/modelsExtension.ts';
import { clearNotifications, waitForNotification } from '../harness/notifications.ts';
import { runCommand } from '../harness/palette.ts';
import { pickRow, readQuickInput } from '../harness/quickInput.ts';
import { takeShot } from '../harness/shots.ts';
import { openTree, treeRows, waitForTreeRow } from '../harness/tree.ts';
import { askAndWait, newChat, waitForStrip } from './chatPage.ts';
import { looks } from './looks.ts';

for (const theme of looks)
  describe(`models of other extensions (${theme})`, () => {
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const written = (): readonly Record<string, unknown>[] =>
      (journey.sandbox.readSettings()['steadfast.providers'] ?? []) as Record<string, unknown>[];
    async function add(model: string): Promise<void> {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Add Provider…');
      await pickRow(page, 'Models of other extensions', 'Add a provider');
      await pickRow(page, model, 'Add a model of another extension');
    }

    before(async () => {
      journey = await openJourney({ theme, withModels: true });
      await openChat(journey.page);
    });

    it('are listed by name with their vendor and what they read', async () => {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Add Provider…');
      await pickRow(page, 'Models of other extensions', 'Add a provider');
      const box = await readQuickInput(page, 'Add a model of another extension');
      assert.deepEqual(
        box.rows,
        modelNames.map((name) => `Loopback ${name}`),
      );
      const facts = page.locator('.quick-input-list .label-description').first();
      assert.equal((await facts.innerText()).trim(), 'loopback · reads 4k tokens');
      await show('models of others');
      await pickRow(page, 'Loopback echo', 'Add a model of another extension');
      await waitForNotification(page, /Loopback echo \(loopback\) works: first word after/);
      await show('models of others verdict');
      await clearNotifications(page);
      const [entry] = written();
      assert.deepEqual(
        [entry?.['kind'], entry?.['models'], entry?.['armed']],
        ['vscode.lm', ['loopback/echo'], true],
      );
    });

    it('answer in the chat under their own name', async () => {
      const answer = await askAndWait(journey.page, 'Are you there?');
      assert.equal(answer.who, 'Loopback echo (loopback)');
      assert.equal(answer.text, 'You said: Are you there?');
      await show('models of others answer');
    });

    it('say in words what is wrong, and help each other out', async () => {
      const { page, sandbox } = journey;
      await add('Loopback quota');
      await pickRow(page, 'Use as backup', /when may it be asked\?$/);
      await waitForNotification(page, /says this account has no credit left\./);
      await show('models of others refused');
      await clearNotifications(page);
      assert.equal(written().length, 2);
      const order = { 'steadfast.routing.order': [String(written()[1]?.['id'])] };
      await changeSettings(page, sandbox, order);
      await waitForStrip(page, /Loopback quota \(loopback\) no credit left/);
      await newChat(page);
      const answer = await askAndWait(page, 'And if one has no credit?');
      assert.equal(answer.who, 'Loopback echo (loopback)');
    });

    it('stand in the tree with vendor and model, without a menu for keys', async () => {
      const { page } = journey;
      await openTree(page);
      await waitForTreeRow(page, {
        label: 'Loopback echo (loopback)',
        description: /working|ready/,
      });
      const rows = await treeRows(page);
      assert.ok(rows.some(({ description }) => description.startsWith('loopback/echo · ')));
      const row = page.getByRole('treeitem', { name: /^Loopback echo/ });
      await row.click({ button: 'right' });
      const menu = page.locator('.context-view .monaco-menu');
      await menu.getByText('Test Provider').waitFor();
      assert.doesNotMatch(await menu.innerText(), /Key/);
      await show('models of others tree');
      await page.keyboard.press('Escape');
    });
  });
