/*
 * Providers tree and status bar: states in words, and what a person does from there to one provider.
 */
import assert from 'node:assert/strict';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { clearNotifications, waitForNotification } from '../harness/notifications.ts';
import { runCommand } from '../harness/palette.ts';
import { takeShot } from '../harness/shots.ts';
import {
  pressStatusBar,
  statusBarLabel,
  statusBarTooltip,
  waitForStatusBar,
} from '../harness/statusBar.ts';
import { openTree, pickFromTreeMenu, treeRows, waitForTreeRow } from '../harness/tree.ts';
import { askAndWait } from './chatPage.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

for (const theme of looks)
  describe(`providers tree (${theme})`, () => {
    const servers: LoopbackProvider[] = [];
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const menu = (label: string, action: string): Promise<void> =>
      pickFromTreeMenu(journey.page, { label, entry: action });

    before(async () => {
      for (let n = 0; n < 3; n += 1) servers.push(await startLoopbackProvider());
      const [one, two, three] = servers as [LoopbackProvider, LoopbackProvider, LoopbackProvider];
      journey = await openJourney({
        theme,
        settings: {
          'steadfast.providers': [
            entry('Aurora', one),
            entry('Borealis', two),
            entry('Cirrus', three, { armed: false }),
          ],
          'steadfast.breaker.rule': 'consecutive',
          'steadfast.breaker.failures': 1,
          'steadfast.retry.maxRepeats': 0,
        },
      });
      await openChat(journey.page);
      await openTree(journey.page);
    });
    after(async () => {
      for (const server of servers) await server.close();
    });

    it('lists providers in the order they are asked, with their state in words', async () => {
      await waitForTreeRow(journey.page, { label: 'Aurora', description: /working/ });
      const rows = await treeRows(journey.page);
      assert.deepEqual(
        rows.map((row) => `${row.label}: ${row.description}`),
        [
          'Aurora: loopback-1 · working',
          'Borealis: loopback-1 · ready',
          'Cirrus: loopback-1 · only when chosen',
        ],
      );
      assert.match(rows[0]?.ariaLabel ?? '', /^Aurora, working/);
      await show('tree well');
    });

    it('asks nothing of a provider that is turned off, and asks it again once it is on', async () => {
      const { page } = journey;
      await menu('Aurora', 'Turn Provider Off');
      await waitForTreeRow(page, { label: 'Aurora', description: /^off$|· off/ });
      await waitForStatusBar(page, 'Borealis');
      assert.equal((await askAndWait(page, 'Who is there?')).who, 'Borealis');
      assert.equal(servers[0]?.bytesReceived(), 0);
      await show('tree off');
      await menu('Aurora', 'Turn Provider On');
      await waitForTreeRow(page, { label: 'Aurora', description: /working/ });
      assert.equal((await askAndWait(page, 'And now?')).who, 'Aurora');
    });

    it('tests one provider, armed or not, and says the verdict', async () => {
      const { page } = journey;
      await menu('Cirrus', 'Test Provider');
      await waitForNotification(page, /Cirrus works: first word after/);
      assert.equal(servers[2]?.chatRequests().length, 1);
      assert.doesNotMatch(servers[2]?.chatRequests()[0]?.body ?? '', /Who is there/);
      await clearNotifications(page);
      await servers[2]?.behave('refuse');
      await menu('Cirrus', 'Test Provider');
      const verdict = await waitForNotification(page, 'Cirrus refuses connections.');
      assert.deepEqual(verdict.buttons, ['Change Address', 'Test Again', 'Show Log']);
      await show('tree verdict');
      await clearNotifications(page);
    });

    it('shows a pause in tree, status bar and tooltip, and ends it by reset', async () => {
      const { page } = journey;
      await servers[0]?.behave({ kind: 'status', status: 503, body: 'down' });
      assert.equal((await askAndWait(page, 'Down?')).who, 'Borealis');
      await waitForTreeRow(page, { label: 'Aurora', description: /paused until/ });
      await waitForStatusBar(page, 'Borealis · Aurora paused');
      assert.equal(await statusBarLabel(page), 'Steadfast: Borealis · Aurora paused');
      const tooltip = await statusBarTooltip(page);
      assert.match(tooltip, /Aurora\s+paused until \d\d:\d\d/);
      assert.match(tooltip, /Borealis\s+ready/);
      await show('tooltip');
      await page.mouse.move(600, 300);
      await servers[0]?.behave('ok');
      await menu('Aurora', 'Reset Provider');
      await waitForTreeRow(page, { label: 'Aurora', description: /working/ });
      assert.equal((await askAndWait(page, 'Back?')).who, 'Aurora');
    });

    it('shows the dashboard from above the tree, live while it is seen', async () => {
      const { page } = journey;
      const header = page.locator('.pane-header').filter({ hasText: 'Providers' });
      await header.hover();
      await header.getByRole('button', { name: 'Show Dashboard' }).click();
      const board = await webviewFrame(page, 'dashboard');
      const names = board.locator('.sf-card-head h2');
      await names.filter({ hasText: 'Cirrus' }).waitFor();
      assert.deepEqual(await names.allInnerTexts(), ['Aurora', 'Borealis', 'Cirrus']);
      const seen = board.locator('.sf-share-value').first();
      await seen.filter({ hasText: '100% 4 of 4' }).waitFor();
      // One of the four was answered by another than the first; one other first choice was off.
      const alone = board.locator('.sf-share-value').nth(1);
      assert.match(await alone.innerText(), /^75%/);
      const errors = board.locator('sf-dashboard-card').first().locator('details');
      await errors.locator('summary').press('Enter');
      await errors.locator('li').filter({ hasText: 'HTTP 503' }).first().waitFor();
      await show('dashboard');
      assert.equal((await askAndWait(page, 'One more?')).who, 'Aurora');
      await seen.filter({ hasText: '100% 5 of 5' }).waitFor();
      await runCommand(page, 'View: Close Editor');
    });

    it('opens the chat by a click on the status bar', async () => {
      const { page } = journey;
      await runCommand(page, 'View: Toggle Secondary Side Bar Visibility');
      await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
      await pressStatusBar(page);
      await page.locator('.part.auxiliarybar').waitFor();
      await (await webviewFrame(page)).locator('.sf-composer').waitFor();
    });
  });
