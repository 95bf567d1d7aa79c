/*
 * From an installed extension to an answer: the trial in one click, keys of the environment, what
 * other extensions have set up, and a second computer that has the settings and not the keys.
 * Vendors' addresses are answered on loopback; each server may see its own key and no other.
 */
import assert from 'node:assert/strict';
import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { dirname, join } from 'node:path';
import { fileURLToPath } from 'node:url';
import type { Frame, Page } from 'playwright-core';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { startLoopbackProxy, type LoopbackProxy } from '../harness/loopbackProxy.ts';
import { clearNotifications, waitForNotification } from '../harness/notifications.ts';
import { runCommand } from '../harness/palette.ts';
import { acceptTicks, tickedRows } from '../harness/quickChecks.ts';
import { dismissQuickInput, pickRow, readQuickInput, typeIntoBox } from '../harness/quickInput.ts';
import { takeShot } from '../harness/shots.ts';
import { statusBarTooltip, waitForStatusBar } from '../harness/statusBar.ts';
import { openTree, pickFromTreeMenu, treeRows, waitForTreeRow } from '../harness/tree.ts';
import { askAndWait, untilAnswered, waitForStrip } from './chatPage.ts';
import { configurations, environment, foundKeys } from './configurations.ts';
import { looks } from './looks.ts';
import { recorded } from './recordings.ts';

const trusted = fileURLToPath(new URL('../fixtures/tls/testOnlyVendorsCert.pem', import.meta.url));

const { openaiKey, claudeKey, gatewayKey, token } = foundKeys;

/** The picture of a step stands in a frame of its own. */
async function mediaDrawn(page: Page): Promise<void> {
  const isDrawn = (frame: Frame): Promise<boolean> =>
    frame
      .evaluate(() => document.querySelector('svg[viewBox="0 0 480 320"]') !== null)
      .catch(() => false);
  for (let tries = 0; tries < 100; tries += 1) {
    const drawn = await Promise.all(page.frames().map(isDrawn));
    if (drawn.includes(true)) return;
    await page.waitForTimeout(100);
  }
  throw new Error('The walkthrough shows no picture.');
}

for (const theme of looks)
  describe(`first run (${theme})`, () => {
    let openai: LoopbackProvider;
    let claude: LoopbackProvider;
    let gateway: LoopbackProvider;
    let proxy: LoopbackProxy;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const written = (): readonly Record<string, unknown>[] =>
      (journey.sandbox.readSettings()['steadfast.providers'] ?? []) as Record<string, unknown>[];
    const press = async (name: string): Promise<void> => {
      const frame = await webviewFrame(journey.page);
      await frame.getByRole('button', { name, exact: true }).click();
    };
    const putHome = (path: string, text: string): void => {
      const file = join(journey.sandbox.home, path);
      mkdirSync(dirname(file), { recursive: true });
      writeFileSync(file, text);
    };
    const open = async (settings: Record<string, unknown> = {}): Promise<void> => {
      journey = await openJourney({
        theme,
        env: { NODE_EXTRA_CA_CERTS: trusted, ...environment(claude.baseUrl) },
        settings: { 'http.proxy': proxy.url, 'http.systemCertificates': false, ...settings },
      });
    };

    before(async () => {
      const tls = 'testOnlyVendors';
      openai = await startLoopbackProvider({ models: ['gpt-5', 'gpt-4.1'], tls });
      openai.replay(recorded('openai', 'responses-stream-reasoning-text-o3-mini').recording);
      claude = await startLoopbackProvider({ models: ['claude-sonnet-5-5'], wire: 'anthropic' });
      claude.replay(recorded('anthropic', 'messages-stream-text-claude-sonnet-4-5').recording);
      gateway = await startLoopbackProvider({ models: ['house-model'] });
      proxy = await startLoopbackProxy({ 'api.openai.com': openai.port });
      await open();
      const found = configurations(gateway.baseUrl);
      for (const [path, text] of Object.entries(found)) putHome(path, text);
      mkdirSync(
        join(journey.sandbox.serverDir, 'data/User/globalStorage/rooveterinaryinc.roo-cline'),
        { recursive: true },
      );
    });
    after(async () => {
      await proxy?.close();
      for (const server of [openai, claude, gateway]) await server?.close();
    });

    it('offers what fits: keys that are there, what others have set up, the trial', async () => {
      const frame = await openChat(journey.page);
      await frame
        .getByRole('button', { name: 'Import the keys found in your environment' })
        .waitFor();
      await frame.getByRole('button', { name: 'Import from Continue, Cline' }).waitFor();
      await frame.getByRole('button', { name: 'Add your key' }).waitFor();
      await show('first run empty');
    });

    it('answers in the trial with one click and a question', async () => {
      await press('Try it without a key');
      await (await webviewFrame(journey.page)).getByText('Simulated. Nothing is sent.').waitFor();
      const answer = await askAndWait(journey.page, 'What is this?');
      assert.equal(answer.state, 'whole');
      const frame = await webviewFrame(journey.page);
      await frame.getByRole('button', { name: 'End trial' }).click();
      await frame
        .getByRole('button', { name: 'Import the keys found in your environment' })
        .waitFor();
    });

    it('shows the keys of the environment by name, and neither reads nor sends one unasked', async () => {
      const { page } = journey;
      await press('Import the keys found in your environment');
      const box = await readQuickInput(page, 'Import keys from the environment');
      assert.deepEqual(box.rows, [
        'OpenAI',
        `Anthropic (127.0.0.1:${claude.port})`,
        'GitHub Models',
        'Groq',
      ]);
      assert.deepEqual(await tickedRows(page), ['OpenAI', `Anthropic (127.0.0.1:${claude.port})`]);
      const text = await page.locator('.quick-input-widget:visible').innerText();
      assert.match(text, /as ANTHROPIC_BASE_URL says/);
      assert.match(text, /A token of the whole account/);
      assert.match(text, /GROQ_API_KEY holds no key that could be sent/);
      for (const secret of [openaiKey, claudeKey, token]) assert.ok(!text.includes(secret));
      await show('import keys');
      await dismissQuickInput(page);
      assert.deepEqual(written(), []);
      assert.deepEqual([openai.requests.length, claude.requests.length], [0, 0]);
    });

    it('is at a real answer within a minute of the press', async () => {
      const { page } = journey;
      const startedMs = performance.now();
      await press('Import the keys found in your environment');
      await acceptTicks(page, 'Import keys from the environment');
      await waitForNotification(page, /OpenAI works: .* Anthropic \(.*\) works: first word after/);
      await show('import keys verdict');
      const answer = await askAndWait(page, 'Are you there?');
      assert.ok(performance.now() - startedMs < 60_000);
      assert.deepEqual([answer.who, answer.state], ['OpenAI', 'whole']);
      await clearNotifications(page);
      assert.deepEqual(
        written().map(({ id, kind, baseUrl, models, armed }) => [id, kind, baseUrl, models, armed]),
        [
          ['openai', 'openai', undefined, ['gpt-5'], true],
          [
            `anthropic-127-0-0-1-${claude.port}`,
            'anthropic',
            `http://127.0.0.1:${claude.port}/v1`,
            ['claude-sonnet-5-5'],
            false,
          ],
        ],
      );
    });

    it('shows what other extensions have set up, and why some of it cannot be had', async () => {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Import Providers…');
      const host = `127.0.0.1:${gateway.port}`;
      const box = await readQuickInput(page, 'Import providers');
      assert.deepEqual(box.rows.slice(0, 5), [
        'OpenAI',
        host,
        'DeepSeek',
        'Cloud',
        'someone/hub-model',
      ]);
      assert.deepEqual(await tickedRows(page), [host, 'DeepSeek']);
      const text = await page.locator('.quick-input-widget:visible').innerText();
      assert.match(text, /Already there/);
      assert.match(text, /no key found/);
      assert.match(text, /signed in to with an account/);
      await show('import providers');
      await acceptTicks(page, 'Import providers');
      // DeepSeek's key was nowhere; it can be entered later.
      const key = await readQuickInput(page, 'Key of DeepSeek');
      assert.equal(key.isPassword, true);
      await dismissQuickInput(page);
      await waitForNotification(page, `${host} works: first word after`);
      await clearNotifications(page);
      assert.deepEqual(
        written()
          .slice(2)
          .map(({ kind, baseUrl, models, armed }) => [kind, baseUrl, models, armed]),
        [
          ['compatible', gateway.baseUrl, ['house-model'], false],
          ['deepseek', undefined, ['deepseek-chat'], false],
        ],
      );
      await openTree(page);
      await waitForTreeRow(page, { label: 'DeepSeek', description: /needs a key/ });
    });

    it('makes a backup of what was imported when the person says so', async () => {
      const { page } = journey;
      const host = `127.0.0.1:${gateway.port}`;
      await pickFromTreeMenu(page, { label: host, entry: 'When May It Be Asked…' });
      await pickRow(page, 'Use as backup', /when may it be asked\?$/);
      await waitForTreeRow(page, { label: host, description: /ready/ });
      await openai.behave({ kind: 'status', status: 503, body: 'down' });
      const answer = await askAndWait(page, 'And if the first is down?');
      assert.equal(answer.who, host);
      await openai.behave('ok');
    });

    it('gave each server its own key, and wrote none into settings', () => {
      const settings = readFileSync(journey.sandbox.settingsFile, 'utf8');
      const keys = [openaiKey, claudeKey, gatewayKey, token];
      for (const key of keys) assert.ok(!settings.includes(key));
      const seen = (server: LoopbackProvider): string[] => {
        const all = JSON.stringify(server.requests);
        return keys.filter((key) => all.includes(key));
      };
      assert.deepEqual([openai, claude, gateway].map(seen), [
        [openaiKey],
        [claudeKey],
        [gatewayKey],
      ]);
      assert.deepEqual([...new Set(proxy.wanted)], ['api.openai.com:443']);
    });

    it('leads through the first steps', async () => {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Get Started');
      const steps = page.locator('.getting-started-step .step-title');
      await steps.first().waitFor();
      assert.deepEqual(await steps.allInnerTexts(), [
        'See a failover',
        'Add a provider',
        'Add a backup',
        'Set order and limits',
        'Have it at hand',
      ]);
      const done = page.locator('.getting-started-step .codicon.complete');
      for (let tries = 0; (await done.count()) < 2 && tries < 50; tries += 1) {
        await page.waitForTimeout(100);
      }
      assert.ok((await done.count()) >= 2, 'what is done already is ticked');
      await page.setViewportSize({ width: 1900, height: 800 });
      await mediaDrawn(page);
      await show('walkthrough');
    });

    describe('on another computer, with the settings and without the keys', () => {
      before(async () => {
        await open({
          'steadfast.providers': [
            { id: 'openai', kind: 'openai', models: ['gpt-5'], armed: true },
            { id: 'xai', kind: 'xai', models: ['grok-4'], armed: false },
          ],
        });
      });

      it('says in one notice whose keys are missing, and in every other place', async () => {
        const { page } = journey;
        const frame = await openChat(page);
        await frame.getByText('OpenAI, xAI need their keys on this computer.').waitFor();
        await waitForStrip(page, /OpenAI needs a key on this computer/);
        await waitForStatusBar(page, 'OpenAI needs a key');
        assert.match(await statusBarTooltip(page), /Enter keys/);
        await openTree(page);
        assert.deepEqual(
          (await treeRows(page)).map(({ label, description }) => [label, description]),
          [
            ['OpenAI', 'gpt-5 · needs a key on this computer'],
            ['xAI', 'grok-4 · needs a key on this computer'],
          ],
        );
        await show('needs keys');
      });

      it('asks for them one after the other, and answers', async () => {
        const { page } = journey;
        openai.forget();
        await press('Enter keys');
        await typeIntoBox(page, openaiKey, { title: 'Key of OpenAI' });
        await readQuickInput(page, 'Key of xAI');
        await dismissQuickInput(page);
        await waitForNotification(page, 'OpenAI works: first word after');
        await clearNotifications(page);
        const frame = await webviewFrame(page);
        await frame.getByText('need their keys on this computer').waitFor({ state: 'detached' });
        const answer = await askAndWait(page, 'Do you know me here as well?');
        await untilAnswered(page);
        assert.equal(answer.who, 'OpenAI');
        assert.equal(openai.chatRequests().at(-1)?.headers['authorization'], `Bearer ${openaiKey}`);
      });
    });
  });
