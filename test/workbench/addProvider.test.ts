/*
 * Adding providers as a person does: the boxes in order, what they refuse, what consent means, where
 * a key goes and where it stays. Two servers; each may see its own key and never the other's.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { changeSettings } from '../harness/liveSettings.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import {
  clearNotifications,
  pressInNotification,
  waitForNotification,
} from '../harness/notifications.ts';
import { filesWith } from '../harness/onDisk.ts';
import { runCommand } from '../harness/palette.ts';
import {
  dismissQuickInput,
  pickRow,
  readQuickInput,
  typeIntoBox,
  validationMessage,
} from '../harness/quickInput.ts';
import { takeShot } from '../harness/shots.ts';
import { reloadWorkbench } from '../harness/workbench.ts';
import { askAndWait, manage, stripText, waitForStrip } from './chatPage.ts';
import { looks } from './looks.ts';

const firstKey = 'sk-loopback-first-0123456789abcdef';
const secondKey = 'sk-loopback-second-0123456789abcd';
const newKey = 'sk-loopback-new-0123456789abcdefg';

for (const theme of looks)
  describe(`adding providers (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const host = (server: LoopbackProvider): string => `127.0.0.1:${server.port}`;
    const written = (): readonly Record<string, unknown>[] =>
      (journey.sandbox.readSettings()['steadfast.providers'] ?? []) as Record<string, unknown>[];

    /** Through the boxes up to the model; what comes after it differs. */
    async function enter(server: LoopbackProvider, key: string): Promise<void> {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Add Provider…');
      await pickRow(page, 'OpenAI-compatible endpoint', 'Add a provider');
      await typeIntoBox(page, server.baseUrl, { title: /: address$/ });
      await typeIntoBox(page, key, { title: /: key$/ });
      await pickRow(page, 'loopback-2', /: model$/);
    }

    before(async () => {
      const pricing = { prompt: '0.00000015', completion: '0.0000006' };
      const models = ['loopback-1', { id: 'loopback-2', context_length: 128_000, pricing }];
      one = await startLoopbackProvider({ models });
      two = await startLoopbackProvider({ models });
      journey = await openJourney({ theme });
      await openChat(journey.page);
    });
    after(async () => {
      for (const server of [one, two]) await server.close();
    });

    it('begins at an empty chat with one button and two links', async () => {
      const frame = await webviewFrame(journey.page);
      await frame.getByRole('button', { name: 'Add your key' }).waitFor();
      await frame.getByRole('button', { name: 'Try it without a key' }).waitFor();
      await frame.getByRole('button', { name: 'How it works' }).waitFor();
      await show('empty');
      await frame.getByRole('button', { name: 'Add your key' }).click();
      const kinds = await readQuickInput(journey.page, 'Add a provider');
      assert.ok(kinds.rows.includes('OpenAI'), kinds.rows.join());
      await show('add kind');
      await dismissQuickInput(journey.page);
    });

    it('refuses addresses that would give the key away, each with a sentence', async () => {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Add Provider…');
      await pickRow(page, 'OpenAI-compatible endpoint', 'Add a provider');
      const refused = async (address: string, sentence: RegExp): Promise<void> => {
        await typeIntoBox(page, address, { title: /: address$/ });
        await validationMessage(page, sentence);
        // Enter did not lead on to the next box.
        assert.match((await readQuickInput(page)).title, /: address$/);
      };
      await refused(
        'http://models.example.com/v1',
        /models\.example\.com in clear text; write https/,
      );
      await refused('https://me:secret@example.com/v1', /hides the true host; remove it/);
      await show('add address refused');
      await dismissQuickInput(page);
      assert.deepEqual(written(), []);
    });

    it('arms the first provider unasked, with its key in a password box and its own models', async () => {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Add Provider…');
      await pickRow(page, 'OpenAI-compatible endpoint', 'Add a provider');
      await typeIntoBox(page, one.baseUrl, { title: /: address$/ });
      const box = await readQuickInput(page, /: key$/);
      assert.equal(box.isPassword, true);
      await show('add key');
      await typeIntoBox(page, firstKey, { title: /: key$/ });
      const models = await readQuickInput(page, /: model$/);
      assert.deepEqual(models.rows, ['loopback-1', 'loopback-2']);
      assert.deepEqual(await descriptions(), ['128k context · $0.15 / $0.60 per 1M']);
      await show('add model');
      await pickRow(page, 'loopback-2', /: model$/);
      await waitForNotification(page, /works: first word after [\d.]+ m?s\./);
      await show('add verdict');
      await clearNotifications(page);
      const [entry] = written();
      assert.deepEqual(
        { armed: entry?.['armed'], models: entry?.['models'], baseUrl: entry?.['baseUrl'] },
        { armed: true, models: ['loopback-2'], baseUrl: one.baseUrl },
      );
      const answer = await askAndWait(page, 'Are you there?');
      assert.equal(answer.who, host(one));
      assert.equal(answer.text, 'Hello from loopback.');
    });

    it('asks for consent before a second one: careful by default, facts do nothing, Escape adds nothing', async () => {
      const { page } = journey;
      await enter(two, secondKey);
      const question = await readQuickInput(page, /when may it be asked\?$/);
      assert.ok(question.rows.some((row) => row === 'Use as backup'));
      assert.equal(await focusedRow(), 'Only when I choose it');
      await show('consent');
      await pickRow(page, 'Sends to');
      assert.match((await readQuickInput(page)).title, /when may it be asked\?$/);
      assert.equal(written().length, 1);
      await dismissQuickInput(page);
      assert.equal(written().length, 1);
      assert.deepEqual(two.chatRequests(), []);
    });

    it('says before consent what is known of the model', async () => {
      const { page } = journey;
      await enter(two, secondKey);
      await readQuickInput(page, /when may it be asked\?$/);
      const facts = await descriptions();
      const price = '$0.15 / $0.60 per 1M';
      assert.ok(facts.includes(`${price} (${host(one)}: ${price})`), facts.join());
      assert.ok(facts.includes('128k context'), facts.join());
      await dismissQuickInput(page);
    });

    it('still has the last list of models when the endpoint cannot give it, with its age', async () => {
      const { page } = journey;
      await two.behave({ kind: 'status', status: 503, body: 'down' });
      await runCommand(page, 'Steadfast: Add Provider…');
      await pickRow(page, 'OpenAI-compatible endpoint', 'Add a provider');
      await typeIntoBox(page, two.baseUrl, { title: /: address$/ });
      await typeIntoBox(page, secondKey, { title: /: key$/ });
      const old = page.getByPlaceholder(/^List from just now\. .* right now\.$/);
      await old.waitFor();
      assert.deepEqual((await readQuickInput(page)).rows, ['loopback-1', 'loopback-2']);
      await show('add model from old list');
      await dismissQuickInput(page);
      await two.behave('ok');
      assert.equal(written().length, 1);
    });

    it('arms a backup where the person says so', async () => {
      const { page } = journey;
      await enter(two, secondKey);
      await pickRow(page, 'Use as backup', /when may it be asked\?$/);
      await waitForNotification(page, /works: first word after/);
      await clearNotifications(page);
      assert.equal(written()[1]?.['armed'], true);
      await one.behave({ kind: 'status', status: 503, body: 'down' });
      assert.equal((await askAndWait(page, 'And if the first is down?')).who, host(two));
      await one.behave('ok');
    });

    it('says that a key is not accepted, and replaces it from there', async () => {
      const { page } = journey;
      await two.behave({ kind: 'status', status: 401, body: '{"error":{"message":"no"}}' });
      await manage(page, host(two), 'Set Key…');
      await typeIntoBox(page, 'sk-wrong', { title: 'Key of' });
      await waitForNotification(page, /does not accept this key\./);
      await show('key refused');
      await two.behave('ok');
      await pressInNotification(page, /does not accept this key/, 'Replace Key');
      const box = await readQuickInput(page, 'Key of');
      assert.equal(box.isPassword, true);
      assert.match(box.message, new RegExp(`Goes to http://${host(two)} only`));
      await typeIntoBox(page, newKey, { title: 'Key of' });
      await waitForNotification(page, /works: first word after/);
      await clearNotifications(page);
      assert.equal(two.chatRequests().at(-1)?.headers['authorization'], `Bearer ${newKey}`);
    });

    it('keeps keys through a reload, and forgets the one that is removed', async () => {
      const { page } = journey;
      await reloadWorkbench(page);
      await openChat(page);
      await waitForStrip(page, /^127/);
      // What it has cost today stands behind it.
      assert.match(await stripText(page), new RegExp(`^${host(one)}( [~<$][^a-z]*today)?$`));
      one.forget();
      await askAndWait(page, 'Do you still know me?');
      assert.equal(one.chatRequests()[0]?.headers['authorization'], `Bearer ${firstKey}`);
      await manage(page, host(one), 'Remove Key');
      await waitForNotification(page, /is removed from this computer/);
      await askAndWait(page, 'And without a key?');
      assert.equal(one.chatRequests()[1]?.headers['authorization'], undefined);
    });

    it('gives a key to nobody when the address is changed to another server', async () => {
      const { page, sandbox } = journey;
      const [, second] = written();
      const moved = [{ ...second, baseUrl: one.baseUrl }];
      one.forget();
      await changeSettings(page, sandbox, { 'steadfast.providers': moved });
      await askAndWait(page, 'Who hears the key now?');
      assert.ok(!JSON.stringify(one.requests.map(({ headers }) => headers)).includes('sk-'));
    });

    it('never wrote a key into settings, nor showed one server the key of the other', () => {
      const settings = readFileSync(journey.sandbox.settingsFile, 'utf8');
      assert.doesNotMatch(settings, /sk-/);
      const seen = (server: LoopbackProvider): string =>
        JSON.stringify(server.requests.map(({ path, headers, body }) => [path, headers, body]));
      assert.ok(!seen(one).includes(secondKey) && !seen(one).includes(newKey));
      assert.ok(!seen(two).includes(firstKey));
      assert.equal(two.chatRequests()[0]?.headers['authorization'], `Bearer ${secondKey}`);
    });

    it('leaves no key in plain text anywhere on the disk, in no file of editor and browser', () => {
      const { sandbox } = journey;
      assert.ok(filesWith(sandbox, 'Who hears the key now?').length > 0, 'it finds what is there');
      for (const key of [firstKey, secondKey, newKey])
        assert.deepEqual(filesWith(sandbox, key), [], key);
    });

    async function descriptions(): Promise<readonly string[]> {
      const rows = journey.page.locator('.quick-input-list .label-description:visible');
      return (await rows.allInnerTexts()).map((text) => text.trim()).filter((text) => text !== '');
    }

    async function focusedRow(): Promise<string> {
      const row = journey.page.locator('.quick-input-list .monaco-list-row.focused .label-name');
      return (await row.first().innerText()).trim();
    }
  });
