/*
 * Who answers in this chat, how far it may travel, and what it costs: chosen by keyboard, kept over a
 * reload, held against a limit. One workbench; two loopback servers and a cloud that nobody reaches.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import type { Frame } from 'playwright-core';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { waitForNotification } from '../harness/notifications.ts';
import { runCommand } from '../harness/palette.ts';
import { dismissQuickInput, pickRow, readQuickInput } from '../harness/quickInput.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { reloadWorkbench } from '../harness/workbench.ts';
import { ask, askAndWait, lastAnswer, untilAnswered, waitForStrip } from './chatPage.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

/** Four tokens of ten cents; twice as many are put aside. */
const MODELS = {
  'aurora/aurora-1': {
    price: { input: 0, output: 100_000 },
    outputTokens: 8,
    contextTokens: 200_000,
  },
  'borealis/borealis-1': { price: { input: 0, output: 0 } },
  'cloud/cloud-1': { price: { input: 3, output: 15 }, contextTokens: 1_000_000 },
};
const said = (words: readonly string[]) => ({ body: streamOf(words) });

for (const theme of looks)
  describe(`the model picker and the spend (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const frame = (): Promise<Frame> => webviewFrame(journey.page);
    const labelled = async (wanted: RegExp): Promise<void> => {
      await (await frame()).locator('.sf-composer-who').filter({ hasText: wanted }).waitFor();
    };
    const openPicker = async (): Promise<void> => {
      await runCommand(journey.page, 'Steadfast: Choose Model…');
      await readQuickInput(journey.page, 'Choose Model');
    };
    /** Types, and takes what is on top. */
    const choose = async (words: string, how: 'first' | 'only'): Promise<void> => {
      const { keyboard } = journey.page;
      await openPicker();
      await keyboard.type(words);
      await keyboard.press('Enter');
      await readQuickInput(journey.page, /^Ask /);
      if (how === 'only') await keyboard.press('ArrowDown');
      await keyboard.press('Enter');
    };
    const cause = async (): Promise<{ sentence: string; buttons: readonly string[] }> => {
      const block = (await frame()).locator('.sf-answer .sf-cause').last();
      await block.waitFor();
      const buttons = await block.locator('button').allInnerTexts();
      const sentence = await block.locator('.sf-cause-sentence').innerText();
      return { sentence: sentence.trim(), buttons: buttons.map((text) => text.trim()) };
    };
    const press = async (name: string): Promise<void> => {
      await (await frame()).getByRole('button', { name, exact: true }).last().press('Enter');
    };

    before(async () => {
      one = await startLoopbackProvider({ recording: said(['Aurora ', 'says ', 'it ', 'is.']) });
      two = await startLoopbackProvider({ recording: said(['Borealis says so.']) });
      const cloud = { baseUrl: 'https://cloud.invalid/v1' };
      journey = await openJourney({
        theme,
        settings: {
          'steadfast.providers': [
            entry('Aurora', one, { models: ['aurora-1', 'aurora-2'] }),
            entry('Borealis', two, { models: ['borealis-1'], armed: false }),
            entry('Cloud', cloud, { models: ['cloud-1'], armed: false }),
          ],
          'steadfast.models': MODELS,
          'steadfast.budget.day': 1,
          'steadfast.retry.maxRepeats': 0,
        },
      });
      await openChat(journey.page);
      await labelled(/^Auto · Aurora$/);
    });
    after(async () => {
      for (const server of [one, two]) await server.close();
    });

    it('shows every model with size, price and state, and opens by its chord', async () => {
      const { page } = journey;
      await (await frame()).locator('.sf-composer textarea').focus();
      await page.keyboard.press('Control+k');
      await page.keyboard.press('Control+g');
      const box = await readQuickInput(page, 'Choose Model');
      assert.deepEqual(
        box.rows.map((row) => row.trim()),
        [
          'Auto (chain)',
          'Local only',
          'Privacy tier',
          'aurora-1',
          'aurora-2',
          'borealis-1',
          'cloud-1',
        ],
      );
      const text = await page.locator('.quick-input-widget:visible .quick-input-list').innerText();
      assert.match(text, /working · 200k context · \$0 \/ \$100000 per 1M · Aurora/);
      assert.match(text, /only when chosen · 1M context · \$3 \/ \$15 per 1M · Cloud/);
      await show('picker');
      // Search finds a provider, a price, a state.
      await page.keyboard.type('$15');
      assert.deepEqual(
        (await readQuickInput(page)).rows.map((row) => row.trim()),
        ['cloud-1'],
      );
      await dismissQuickInput(page);
    });

    it('this one first: it answers, and the chain stands behind it', async () => {
      const { page } = journey;
      await choose('borealis', 'first');
      await labelled(/^Borealis first$/);
      await waitForStrip(page, /^Borealis$/);
      assert.equal((await askAndWait(page, 'Who is it?')).who, 'Borealis');
      assert.equal(one.chatRequests().length, 0);
      await two.behave({ kind: 'status', status: 500, body: 'down' });
      assert.equal((await askAndWait(page, 'And now?')).who, 'Aurora');
      await waitForStrip(page, /\$0\.40 today/);
    });

    it('only this one: nobody else is tried, and the picker says what is chosen', async () => {
      const { page } = journey;
      one.forget();
      await choose('borealis', 'only');
      await labelled(/^Borealis only$/);
      assert.equal((await askAndWait(page, 'Alone?')).state, 'failed');
      assert.equal(one.chatRequests().length, 0);
      await openPicker();
      const text = await page.locator('.quick-input-widget:visible .quick-input-list').innerText();
      assert.match(text, /Now: Borealis only/);
      assert.match(text, /chosen last/);
      await show('picker chosen');
      await page.keyboard.type('auto');
      await page.keyboard.press('Enter');
      await labelled(/^Auto · Aurora$/);
      await two.behave('ok');
    });

    it('today’s sum stands in the strip and leads to where it went', async () => {
      const { page } = journey;
      await waitForStrip(page, /\$0\.40 today/);
      await (await frame()).locator('.sf-spend').press('Enter');
      await readQuickInput(page, 'Spend');
      const text = await page.locator('.quick-input-widget:visible .quick-input-list').innerText();
      assert.match(text, /Today\s*\$0\.40 of \$1\.00/);
      assert.match(text, /This month\s*\$0\.40, no limit/);
      assert.match(text, /Aurora aurora-1\s*\$0\.40 · asked once/);
      await show('spend');
      await pickRow(page, 'Export as CSV…', 'Spend');
      const box = page.locator('.quick-input-widget:visible .quick-input-box input');
      // The dialog opens on the folder and fills in the name a moment later.
      while (!/\/steadfast-spend-[\d-]+\.csv$/.test(await box.inputValue()))
        await page.waitForTimeout(100);
      const file = await box.inputValue();
      await box.press('Enter');
      await waitForNotification(page, /attempts exported to steadfast-spend-/);
      const lines = readFileSync(file, 'utf8').trim().split('\r\n');
      assert.match(lines[0] ?? '', /^time,provider,model,why,outcome,input_tokens/);
      assert.match(
        lines.find((line) => line.includes(',aurora,')) ?? '',
        /^\d{4}-.*,aurora,aurora-1,(first|failover),finished,\d+,\d*,\d+,0\.\d{6},/,
      );
    });

    it('at the limit nothing is sent; raised, the question is asked', async () => {
      const { page } = journey;
      one.forget();
      await ask(page, 'One more?');
      await untilAnswered(page);
      const { sentence, buttons } = await cause();
      assert.equal(sentence, "Today's limit of $1.00 is reached.");
      assert.deepEqual(buttons, ['Raise for today', 'Use local', 'Change limit']);
      assert.equal(one.chatRequests().length, 0);
      await show('limit');
      await press('Raise for today');
      await waitForStrip(page, /\$0\.80 today/);
      assert.deepEqual(await lastAnswer(page).then(({ who, state }) => [who, state]), [
        'Aurora',
        'whole',
      ]);
      assert.equal(one.chatRequests().length, 1);
    });

    it('local only refuses the cloud and says so; both outlive a reload', async () => {
      const { page } = journey;
      await choose('cloud', 'only');
      await labelled(/^Cloud only$/);
      await openPicker();
      await pickRow(page, 'Local only', 'Choose Model');
      await labelled(/^Local only · Cloud only$/);
      await ask(page, 'Does this leave?');
      await untilAnswered(page);
      const refused = 'This chat is local only, and Cloud is not on this computer.';
      assert.equal((await cause()).sentence, refused);
      await show('local only');
      await reloadWorkbench(page);
      await openChat(page);
      await labelled(/^Local only · Cloud only$/);
      await waitForStrip(page, /\$0\.80 today/);
      assert.equal((await cause()).sentence, refused);
      await press('Choose model');
      await pickRow(page, 'Auto (chain)', 'Choose Model');
      await labelled(/^Local only · Auto · Aurora$/);
    });

    it('letting it go further asks first, and a new chat leaves what was said behind', async () => {
      const { page } = journey;
      await openPicker();
      await pickRow(page, 'Local only', 'Choose Model');
      const box = await readQuickInput(page, 'Let the Chat Go Further');
      assert.deepEqual(
        box.rows.map((row) => row.trim()),
        ['In a new chat', 'In this chat'],
      );
      await show('loosen');
      await page.keyboard.press('Enter');
      await labelled(/^Auto · Aurora$/);
      assert.equal(await (await frame()).locator('.sf-bubble').count(), 0);
    });
  });
