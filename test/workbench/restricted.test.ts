/*
 * Restricted Mode: the chat answers; files are not changed, the project's instructions do not go
 * along, no tool is called. What the workspace says to narrow the settings holds all the same.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { toolName } from '../harness/modelsExtension.ts';
import { clearNotifications, waitForNotification } from '../harness/notifications.ts';
import { openFile } from '../harness/quickOpen.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { askAndWait } from './chatPage.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

const FILE = 'let a = 1;\n';
const said = 'Like this:\n\n```js\nlet a = 2;\n```\n';

for (const theme of looks)
  describe(`restricted mode (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let journey: Journey;

    before(async () => {
      one = await startLoopbackProvider();
      two = await startLoopbackProvider({ recording: { body: streamOf([said]) } });
      const narrowing = { 'steadfast.workspace.allowedProviders': ['borealis'] };
      journey = await openJourney({
        theme,
        isRestricted: true,
        withModels: true,
        files: {
          'a.js': FILE,
          'AGENTS.md': 'AGENTSWORD',
          '.vscode/settings.json': JSON.stringify(narrowing),
        },
        settings: {
          'steadfast.providers': [
            entry('Aurora', one),
            entry('Borealis', two, { models: ['borealis-1'] }),
          ],
          'steadfast.chat.tools': [toolName],
        },
      });
      await openChat(journey.page);
    });
    after(async () => {
      for (const server of [one, two]) await server.close();
    });

    it('answers in the chat, by those whom the workspace lets be asked', async () => {
      const { page } = journey;
      await page.locator('#status\\.workspaceTrust').waitFor();
      const answer = await askAndWait(page, 'How?');
      assert.equal(answer.who, 'Borealis');
      assert.equal(one.bytesReceived(), 0);
      const body = two.chatRequests().at(-1)?.body ?? '';
      assert.doesNotMatch(body, /AGENTSWORD|"tools"/);
    });

    it('changes no file, and says why', async () => {
      const { page } = journey;
      await openFile(page, 'a.js');
      two.forget();
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+y');
      const why = 'In Restricted Mode Steadfast changes no files. The chat works.';
      const { buttons } = await waitForNotification(page, why);
      assert.deepEqual(buttons, ['Manage Workspace Trust']);
      await takeShot(page, `restricted ${theme}`);
      await clearNotifications(page);
      const frame = await webviewFrame(page);
      for (const name of ['Apply', 'Insert at cursor']) {
        await frame.getByRole('button', { name, exact: true }).last().press('Enter');
        await waitForNotification(page, why);
        await clearNotifications(page);
      }
      assert.equal(two.chatRequests().length, 0);
      assert.equal(await page.locator('.tab.dirty').count(), 0);
      assert.equal(readFileSync(join(journey.sandbox.workspace, 'a.js'), 'utf8'), FILE);
    });
  });
