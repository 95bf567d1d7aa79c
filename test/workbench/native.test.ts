/*
 * Steadfast and the rest of the editor: another extension asks *Steadfast Auto* while its first
 * provider is down; a model in the chat calls a tool of another extension, and the provider fails
 * before it has read the result. One workbench with a second extension; the bytes that the loopback
 * servers received decide.
 */
import assert from 'node:assert/strict';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { changeSettings } from '../harness/liveSettings.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { toolName } from '../harness/modelsExtension.ts';
import { runCommand } from '../harness/palette.ts';
import { callOf, streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { ask, lastAnswer, untilAnswered } from './chatPage.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

const DOWN = { kind: 'status', status: 503 } as const;

for (const theme of looks)
  describe(`with the rest of the editor (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const untilEditorSays = async (words: string): Promise<void> =>
      journey.page.locator('.editor-instance:visible .view-lines', { hasText: words }).waitFor();
    const dialog = (words: string) =>
      journey.page.locator('.monaco-dialog-box').filter({ hasText: words });

    before(async () => {
      one = await startLoopbackProvider({ recording: { body: callOf(toolName, { at: 'pool' }) } });
      two = await startLoopbackProvider({ recording: { body: streamOf(['Borealis ', 'here.']) } });
      journey = await openJourney({
        theme,
        withModels: true,
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

    it('shows a call of a tool, runs it when allowed, and once although the answer fails over', async () => {
      const { page } = journey;
      await ask(page, 'What is in the pool?');
      await dialog(`Run the tool ${toolName}?`).filter({ hasText: '"at": "pool"' }).waitFor();
      await show('tool asked');
      assert.match(one.chatRequests().at(-1)?.body ?? '', /"tools":\[\{[^]*loopback_look/);
      await one.behave(DOWN);
      await dialog('Run the tool').getByRole('button', { name: 'Run', exact: true }).click();
      await untilAnswered(page);
      const { text, who, seam } = await lastAnswer(page);
      assert.equal(text, 'Borealis here.');
      assert.match(who, /Borealis/);
      assert.match(seam, /Aurora/);
      const told = two.chatRequests().at(-1)?.body ?? '';
      assert.match(told, /LOOKED 1 at pool/);
      assert.doesNotMatch(told, /LOOKED 2/);
      const frame = await webviewFrame(page);
      const call = frame.locator('.sf-tool').last();
      await call.locator('summary', { hasText: `Called ${toolName}` }).click();
      await call.locator('.sf-tool-arguments', { hasText: 'LOOKED 1 at pool' }).waitFor();
      await show('tool ran');
    });

    it('tells the model when a call was not allowed', async () => {
      const { page } = journey;
      await one.behave('ok');
      await runCommand(page, 'Steadfast: New Chat');
      two.replay({ body: callOf(toolName, { at: 'wall' }) });
      await one.behave(DOWN);
      await ask(page, 'And in the wall?');
      await dialog('Run the tool').waitFor();
      two.replay({ body: streamOf(['Then not.']) });
      await dialog('Run the tool').getByRole('button', { name: 'Do Not Run' }).click();
      await untilAnswered(page);
      assert.equal((await lastAnswer(page)).text, 'Then not.');
      assert.match(two.chatRequests().at(-1)?.body ?? '', /did not allow this call/);
      assert.doesNotMatch(two.chatRequests().at(-1)?.body ?? '', /LOOKED/);
    });

    it('answers other extensions once that is switched on, while the first provider is down', async () => {
      const { page, sandbox } = journey;
      two.replay({ body: streamOf(['Borealis ', 'here.']) });
      await runCommand(page, 'Loopback: Ask Steadfast Auto');
      await untilEditorSays('no such model');
      await changeSettings(page, sandbox, { 'steadfast.exposeToVSCode': true });
      two.forget();
      await runCommand(page, 'Loopback: Ask Steadfast Auto');
      await untilEditorSays('Steadfast Auto: Borealis here.');
      await show('native answered');
      assert.equal(two.chatRequests().length, 1);
      assert.match(two.chatRequests()[0]?.body ?? '', /Are you there\?/);
    });
  });
