/*
 * What is never lost: an answer under way when the extension host dies, when the window is reloaded,
 * when the panel is closed; and words that were typed but not sent. Nothing is ever sent twice by
 * itself.
 */
import assert from 'node:assert/strict';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { killExtensionHosts, newExtensionHost } from '../harness/extensionHost.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { runCommand } from '../harness/palette.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { waitForStatusBar } from '../harness/statusBar.ts';
import { reloadWorkbench } from '../harness/workbench.ts';
import { ask, askAndWait, lastAnswer, newChat, untilAnswered, untilSaid } from './chatPage.ts';
import { entry, slowRecording, slowText } from './entries.ts';
import { looks } from './looks.ts';

for (const theme of looks)
  describe(`nothing is lost (${theme})`, () => {
    let server: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);

    before(async () => {
      server = await startLoopbackProvider({ recording: slowRecording });
      journey = await openJourney({
        theme,
        settings: { 'steadfast.providers': [entry('Aurora', server)] },
      });
      await openChat(journey.page);
    });
    after(() => server.close());

    /** Question and fragment are there and marked, and the server was asked once. */
    async function assertKept(question: string, said: string): Promise<void> {
      const { page } = journey;
      const frame = await openChat(page);
      await frame.locator('.sf-bubble', { hasText: question }).waitFor();
      const answer = await lastAnswer(page);
      assert.equal(answer.who, 'Aurora');
      assert.equal(answer.state, 'unfinished');
      assert.ok(slowText.startsWith(answer.text), answer.text);
      // The store is written every half second: what was said in the last one may be missing.
      assert.ok(answer.text.length >= said.length - 25, `${said} became ${answer.text}`);
      const cause = frame.locator('.sf-cause').last();
      assert.match(await cause.innerText(), /The window closed while this was being answered\./);
      await cause.getByRole('button', { name: 'Ask again' }).waitFor();
      assert.equal(server.chatRequests().length, 1, 'nothing was sent again by itself');
    }

    it('keeps question and partial answer when the extension host dies, and asks only when told', async () => {
      const { page } = journey;
      await ask(page, 'What if you die now?');
      await untilSaid(page, 40);
      await page.waitForTimeout(600);
      const said = await untilSaid(page, 60);
      const gone = await killExtensionHosts(journey.server);
      await newExtensionHost(journey.server, gone);
      await show('host died');
      await reloadWorkbench(page);
      await assertKept('What if you die now?', said);
      await show('after a crash');
      server.replay({ body: streamOf(['Once ', 'more.']) });
      const frame = await webviewFrame(page);
      await frame.getByRole('button', { name: 'Ask again' }).last().click();
      // The kept fragment is not lost: it is the earlier version of the same question.
      await frame.locator('.sf-versions', { hasText: '2 / 2' }).waitFor();
      await untilAnswered(page);
      assert.equal((await lastAnswer(page)).text, 'Once more.');
      assert.equal(server.chatRequests().length, 2);
    });

    it('keeps them when the window is reloaded in the middle', async () => {
      const { page } = journey;
      await newChat(page);
      server.replay(slowRecording);
      server.forget();
      await ask(page, 'What if I reload now?');
      const said = await untilSaid(page, 60);
      await reloadWorkbench(page);
      await assertKept('What if I reload now?', said);
      await show('after a reload');
    });

    it('shows the whole after the panel was closed in the middle', async () => {
      const { page } = journey;
      await newChat(page);
      server.replay({ body: slowRecording.body, pauseMs: 15 });
      await ask(page, 'What if I close the panel?');
      await untilSaid(page, 40);
      await runCommand(page, 'View: Toggle Secondary Side Bar Visibility');
      await page.locator('.part.auxiliarybar').waitFor({ state: 'hidden' });
      await openChat(page);
      await untilAnswered(page);
      const answer = await lastAnswer(page);
      assert.equal(answer.state, 'whole');
      assert.equal(answer.text, slowText);
    });

    /** Asks while nobody is there, and lets it wait. */
    async function queue(question: string): Promise<void> {
      await newChat(journey.page);
      await server.behave('refuse');
      server.forget();
      await askAndWait(journey.page, question);
      const frame = await webviewFrame(journey.page);
      await frame.getByRole('button', { name: 'Send when back' }).press('Enter');
      await queuedLine(/Queued\. Sent when someone is back\./);
    }
    async function queuedLine(wanted: RegExp): Promise<void> {
      const frame = await openChat(journey.page);
      await frame.locator('.sf-queued', { hasText: wanted }).waitFor({ timeout: 15_000 });
    }

    it('a question that nobody can answer waits, and is sent once when somebody is back', async () => {
      const { page } = journey;
      await queue('Will you answer later?');
      await waitForStatusBar(page, /1 queued/);
      await show('queued');
      server.replay({ body: streamOf(['Here ', 'I am.']) });
      await server.behave('ok');
      const frame = await openChat(page);
      await frame.locator('.sf-answer[data-state=whole]').waitFor({ timeout: 30_000 });
      assert.equal((await lastAnswer(page)).text, 'Here I am.');
      assert.equal(await frame.locator('.sf-queued').count(), 0);
      assert.equal(server.chatRequests().length, 1);
    });

    it('the very same question, asked while nobody is there, gets its stored answer, marked', async () => {
      const { page } = journey;
      await newChat(page);
      await server.behave('refuse');
      const answer = await askAndWait(page, 'Will you answer later?');
      assert.deepEqual([answer.who, answer.state, answer.text], ['Aurora', 'whole', 'Here I am.']);
      const frame = await webviewFrame(page);
      assert.match(
        await frame.locator('.sf-stored').innerText(),
        /^From just now, same question\./,
      );
      await frame.locator('.sf-chip', { hasText: 'stored answer' }).waitFor();
      await frame.getByRole('button', { name: 'Ask again when back' }).waitFor();
      await show('stored answer');
    });

    it('after a restart it asks first, and what a crash cut off is never sent again by itself', async () => {
      const { page } = journey;
      await queue('And after a restart?');
      await reloadWorkbench(page);
      await server.behave('silent-before-headers');
      await queuedLine(/Send now\?\s+Queued /);
      await show('send now');
      assert.equal(server.chatRequests().length, 0, 'nothing was sent by itself');
      await (await openChat(page)).locator('[data-action=send-queued]').click();
      while (server.chatRequests().length === 0) await page.waitForTimeout(50);
      const gone = await killExtensionHosts(journey.server);
      await newExtensionHost(journey.server, gone);
      await reloadWorkbench(page);
      await server.behave('ok');
      await queuedLine(/This may have been sent\./);
      await show('may have been sent');
      assert.equal(server.chatRequests().length, 1, 'it was not sent again');
      const frame = await openChat(page);
      await frame.getByRole('button', { name: 'Send again' }).press('Enter');
      await frame.locator('.sf-answer[data-state=whole]').waitFor({ timeout: 15_000 });
      assert.equal(server.chatRequests().length, 2);
    });

    it('keeps what was typed and not sent', async () => {
      const { page } = journey;
      const draft = 'A question\nthat is not asked yet';
      await (await webviewFrame(page)).locator('.sf-composer textarea').fill(draft);
      await reloadWorkbench(page);
      const field = (await openChat(page)).locator('.sf-composer textarea');
      await field.waitFor();
      assert.equal(await field.inputValue(), draft);
    });
  });
