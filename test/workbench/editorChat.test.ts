/*
 * Chats in editor tabs beside the one in the side bar, and receipts: what is typed comes along, each
 * page has a chat of its own or follows the same one, a reload in mid-answer brings all of them back,
 * closing a tab stops nothing, and the receipt of an answer is as true after a restart as before.
 */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { changeSettings } from '../harness/liveSettings.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { runCommand } from '../harness/palette.ts';
import { pickRow } from '../harness/quickInput.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { reloadWorkbench } from '../harness/workbench.ts';
import { entry, slowRecording, slowText } from './entries.ts';
import { looks } from './looks.ts';

const field = (frame: Frame) => frame.locator('.sf-composer textarea');
const bubbles = (frame: Frame): Promise<string[]> => frame.locator('.sf-bubble').allInnerTexts();
const lastText = (frame: Frame): Promise<string> =>
  frame.locator('.sf-answer .sf-blocks').last().innerText();

async function askIn(frame: Frame, question: string): Promise<void> {
  await field(frame).fill(question);
  await field(frame).press('Enter');
  await frame.locator('.sf-bubble', { hasText: question }).waitFor();
}

for (const theme of looks)
  describe(`chats in tabs (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const side = (): Promise<Frame> => webviewFrame(journey.page, 'chat:side');
    const tab = (): Promise<Frame> => webviewFrame(journey.page, 'chat:tab');
    const receipt = (): Promise<Frame> => webviewFrame(journey.page, 'receipt');
    const tabLabel = (name: string) =>
      journey.page.locator('.editor-group-container .tab').filter({ hasText: name });
    const asked = () => one.chatRequests().length;

    async function checkReceipt(): Promise<void> {
      const page = await receipt();
      await page.locator('h1', { hasText: 'Who answers?' }).waitFor();
      const rows = await page.locator('tbody tr').allInnerTexts();
      assert.match(rows[0] ?? '', /Aurora\s+asked first[^]*“Too busy”[^]*HTTP 503/);
      assert.match(rows.at(-1) ?? '', /Borealis\s+next in line[^]*Finished/);
      const steps = await page.locator('.sf-receipt-steps').innerText();
      assert.match(
        steps,
        /Aurora was asked first\.[^]*Borealis was next\.[^]*Borealis answered in/,
      );
    }

    before(async () => {
      one = await startLoopbackProvider();
      two = await startLoopbackProvider({ recording: { body: streamOf(['Here ', 'I am.']) } });
      journey = await openJourney({
        theme,
        settings: {
          // On this computer one question at a time is the rule; two chats are answered at once here.
          'steadfast.providers': [
            entry('Aurora', one, { limits: { concurrency: 4 } }),
            entry('Borealis', two),
          ],
        },
      });
      await openChat(journey.page);
    });
    after(async () => {
      await one.close();
      await two.close();
    });

    it('opens the chat in a tab with what is typed; both pages follow the same answer', async () => {
      await field(await side()).fill('Is all w');
      await runCommand(journey.page, 'Steadfast: Open Chat in Editor');
      const page = await tab();
      await page.waitForFunction(() => document.querySelector('textarea')?.value === 'Is all w');
      assert.equal(await field(await side()).inputValue(), 'Is all w');
      await askIn(page, 'Is all well?');
      for (const frame of [page, await side()]) {
        await frame.locator('.sf-bubble', { hasText: 'Is all well?' }).waitFor();
        await frame.locator('.sf-answer[data-state=whole]').waitFor();
      }
      assert.equal(await lastText(page), await lastText(await side()));
      assert.equal(asked(), 1);
      await tabLabel('Is all well?').waitFor();
      await show('chat in a tab');
    });

    it('shows every try of an answer, opened by keyboard', async () => {
      const body = JSON.stringify({ error: { message: 'Too busy', code: 'overloaded_error' } });
      await one.behave({ kind: 'status', status: 503, body });
      const frame = await side();
      await askIn(frame, 'Who answers?');
      await frame
        .locator('.sf-answer[data-state=whole] .sf-who', { hasText: 'Borealis' })
        .waitFor();
      const link = frame.getByRole('button', { name: 'receipt' }).last();
      await link.focus();
      await link.press('Enter');
      await checkReceipt();
      await show('receipt');
      await one.behave('ok');
    });

    it('gives the tab a chat of its own; both are answered at once', async () => {
      one.replay(slowRecording);
      await tabLabel('Is all well?').click();
      await runCommand(journey.page, 'Steadfast: New Chat');
      const page = await tab();
      await page.locator('.sf-bubble').first().waitFor({ state: 'detached' });
      await tabLabel('New chat').waitFor();
      assert.deepEqual(await bubbles(await side()), ['Is all well?', 'Who answers?']);
      await askIn(page, 'In the tab?');
      await askIn(await side(), 'In the side bar?');
      for (const frame of [page, await side()]) {
        await frame.locator('.sf-answer[data-state=streaming]').waitFor();
      }
      assert.deepEqual(await bubbles(page), ['In the tab?']);
      await show('two chats at once');
    });

    it('brings both back after a reload in mid-answer, each with its chat and draft', async () => {
      await field(await tab()).fill('Not sent yet');
      const before = asked();
      await reloadWorkbench(journey.page);
      // VS Code may have written down which tab was in front a moment too early.
      await journey.page.locator('.editor-group-container .tab').first().click();
      const expected = [
        ['tab', 'In the tab?'],
        ['side', 'In the side bar?'],
      ] as const;
      for (const [place, question] of expected) {
        const frame = await webviewFrame(journey.page, `chat:${place}`);
        await frame.locator('.sf-bubble', { hasText: question }).waitFor();
        const answer = frame.locator('.sf-answer').last();
        assert.equal(await answer.getAttribute('data-state'), 'unfinished');
        assert.ok(slowText.startsWith(await lastText(frame)));
        await answer.getByRole('button', { name: 'Ask again' }).waitFor();
      }
      assert.equal(await field(await tab()).inputValue(), 'Not sent yet');
      await tabLabel('In the tab?').waitFor();
      assert.equal(asked(), before, 'nothing was sent again by itself');
      await show('tabs after a reload');
    });

    it('opens the receipt as true as before, from its tab and by command', async () => {
      const { page } = journey;
      await tabLabel('Receipt').click();
      await checkReceipt();
      await runCommand(page, 'View: Close Editor');
      await tabLabel('Receipt').waitFor({ state: 'detached' });
      const frame = await side();
      const receipts = frame.getByRole('button', { name: 'receipt' });
      // The one of the answer before the one that the reload had cut.
      await receipts.nth((await receipts.count()) - 2).press('Enter');
      await checkReceipt();
      await runCommand(page, 'View: Close Editor');
      await runCommand(page, 'Steadfast: Show Receipt');
      const last = await receipt();
      await last.locator('tbody tr', { hasText: 'Under way when the window closed' }).waitFor();
      await runCommand(page, 'View: Close Editor');
    });

    it('closing the tab in mid-answer stops nothing', async () => {
      one.replay({ body: slowRecording.body, pauseMs: 15 });
      const page = await tab();
      await page.getByRole('button', { name: 'Ask again' }).last().click();
      await page.locator('.sf-answer[data-state=streaming]').waitFor();
      await tabLabel('In the tab?').click();
      await runCommand(journey.page, 'View: Close Editor');
      await tabLabel('In the tab?').waitFor({ state: 'detached' });
      await runCommand(journey.page, 'Steadfast: Show Chats…');
      await pickRow(journey.page, 'In the tab?', 'Chats');
      const frame = await side();
      await frame.locator('.sf-bubble', { hasText: 'In the tab?' }).waitFor();
      await frame.locator('.sf-answer[data-state=whole]').waitFor();
      assert.equal(await lastText(frame), slowText);
    });

    it('names who could answer where nobody did, and asks only when that is pressed', async () => {
      const [aurora, borealis] = [entry('Aurora', one), entry('Borealis', two, { armed: false })];
      const providers = { 'steadfast.providers': [aurora, borealis] };
      await changeSettings(journey.page, journey.sandbox, providers);
      const error = { message: 'Incorrect API key', code: 'invalid_api_key' };
      await one.behave({ kind: 'status', status: 401, body: JSON.stringify({ error }) });
      const frame = await side();
      await frame.locator('.sf-composer-who', { hasText: /Auto · Aurora$/ }).waitFor();
      const before = two.chatRequests().length;
      await askIn(frame, 'And now?');
      const cause = frame.locator('.sf-answer .sf-cause').last();
      assert.match(await cause.innerText(), /does not accept this key[^]*Borealis can answer it/);
      assert.equal(two.chatRequests().length, before);
      await show('cause with a way out');
      await cause.getByRole('button', { name: 'Use Borealis' }).press('Enter');
      await frame
        .locator('.sf-answer[data-state=whole] .sf-who', { hasText: 'Borealis' })
        .waitFor();
      assert.equal(two.chatRequests().length, before + 1);
      await frame.locator('.sf-notice', { hasText: 'If Aurora goes down, so do you.' }).waitFor();
      await show('lone vendor');
      await frame.getByRole('button', { name: 'Not now' }).press('Enter');
      await frame.locator('.sf-notice').waitFor({ state: 'detached' });
    });
  });
