/*
 * What a person does with an answer: put its code into a file, ask again or otherwise, delete and
 * take back, search. One workbench, one loopback server; nothing is written before it is accepted.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import type { Frame } from 'playwright-core';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { runCommand } from '../harness/palette.ts';
import { pickRow } from '../harness/quickInput.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { reloadWorkbench } from '../harness/workbench.ts';
import { ask, askAndWait, lastAnswer, untilAnswered, untilSaid } from './chatPage.ts';
import { entry, slowRecording } from './entries.ts';
import { looks } from './looks.ts';

const FILE = `class Pool {
  use(job) {
    return job(this.conn);
  }
}
`;
const CODE = `use(job) {
  const held = this.conn;
  return job(held);
}`;
const said = (words: string) => ({ body: streamOf([words]) });
const withCode = said(`Like this:\n\n\`\`\`js src/pool.js\n${CODE}\n\`\`\`\n`);

for (const theme of looks)
  describe(`messages (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const frame = (): Promise<Frame> => webviewFrame(journey.page);
    const press = async (name: string): Promise<void> => {
      await (await frame()).getByRole('button', { name, exact: true }).last().press('Enter');
    };
    const onDisk = (): string =>
      readFileSync(join(journey.sandbox.workspace, 'src/pool.js'), 'utf8').replaceAll('\r', '');
    const editorSays = async (wanted: RegExp): Promise<void> => {
      const stopAtMs = performance.now() + 15_000;
      const lines = journey.page.locator('.editor-instance:visible .view-lines');
      for (;;) {
        const texts = await lines.allInnerTexts();
        if (texts.some((text) => wanted.test(text.replaceAll('\u00A0', ' ')))) return;
        if (performance.now() > stopAtMs) throw new Error(`Editors say ${texts.join('\n---\n')}`);
        await journey.page.waitForTimeout(100);
      }
    };
    const questions = async (): Promise<readonly string[]> =>
      (await (await frame()).locator('.sf-bubble').allInnerTexts()).map((text) => text.trim());

    before(async () => {
      one = await startLoopbackProvider({ recording: withCode });
      two = await startLoopbackProvider({ recording: said('Borealis says so.') });
      journey = await openJourney({
        theme,
        files: { 'src/pool.js': FILE },
        settings: {
          'steadfast.providers': [
            entry('Aurora', one),
            entry('Borealis', two, { models: ['borealis-1'] }),
          ],
        },
      });
      await openChat(journey.page);
      await askAndWait(journey.page, 'How do I hold it?');
    });
    after(async () => {
      for (const server of [one, two]) await server.close();
    });

    it('opens code as a new file in its language', async () => {
      await press('New file');
      await editorSays(/const held/);
      const language = journey.page.locator('#status\\.editor\\.mode');
      await language.filter({ hasText: 'JavaScript' }).waitFor();
    });

    it('inserts at the cursor of the editor used last, and one Undo takes it back', async () => {
      await press('Insert at cursor');
      await editorSays(/use\(job\)[^]*use\(job\)/);
      const { page } = journey;
      await page.locator('.editor-instance .monaco-editor.focused').waitFor();
      await page.keyboard.press('Control+z');
      await page.locator('#status\\.editor\\.selection', { hasText: 'Ln 1,' }).waitFor();
      await page.keyboard.press('Control+a');
      await page.locator('#status\\.editor\\.selection', { hasText: 'selected' }).waitFor();
      // What is selected is not overwritten without a word.
      await press('Insert at cursor');
      await journey.page.locator('.monaco-dialog-box', { hasText: 'Replace what' }).waitFor();
      await journey.page.getByRole('button', { name: 'Insert Behind It' }).click();
      await editorSays(/use\(job\)[^]*use\(job\)/);
    });

    it('shows a change as a diff, writes nothing before Accept, and can be discarded', async () => {
      const { page } = journey;
      await page.keyboard.press('ArrowDown');
      await press('Apply');
      await pickRow(page, 'src/pool.js', 'Apply to Which File?');
      await page.locator('.diff-editor, .monaco-diff-editor').first().waitFor();
      const offer = (await frame()).locator('.sf-offer');
      await offer.filter({ hasText: 'pool.js: the change is shown' }).waitFor();
      await show('apply diff');
      await offer.getByRole('button', { name: 'Discard' }).click();
      await offer.waitFor({ state: 'detached' });
      assert.equal(onDisk(), FILE);

      await press('Apply');
      await pickRow(page, 'src/pool.js', 'Apply to Which File?');
      await offer.waitFor();
      await offer.getByRole('button', { name: 'Accept' }).click();
      await offer.waitFor({ state: 'detached' });
      await editorSays(/class Pool[^]*const held = this\.conn;[^]*return job\(held\);/);
      assert.equal(onDisk(), FILE);
      await runCommand(page, 'File: Save');
      const indented = CODE.replaceAll(/^/gm, '  ');
      for (let tries = 0; tries < 100 && onDisk() === FILE; tries += 1) {
        await page.waitForTimeout(100);
      }
      assert.equal(onDisk(), `class Pool {\n${indented}\n}\n`);
    });

    it('asks another, keeps the first answer as an earlier version', async () => {
      await press('Ask another…');
      await pickRow(journey.page, 'borealis-1', 'Ask Another');
      const versions = (await frame()).locator('.sf-versions', { hasText: '2 / 2' });
      await versions.waitFor();
      await untilAnswered(journey.page);
      assert.equal((await lastAnswer(journey.page)).who, 'Borealis');
      assert.equal((await questions()).length, 1);
      await press('Earlier version');
      await (await frame()).locator('.sf-versions', { hasText: '1 / 2' }).waitFor();
      assert.equal((await lastAnswer(journey.page)).who, 'Aurora');
      await show('version');
    });

    it('an edited question stops what runs and stands in its place', async () => {
      const { page } = journey;
      one.replay(slowRecording);
      await ask(page, 'Tell me a story');
      await untilSaid(page, 40);
      await press('Edit question');
      one.replay(said('Briefly.'));
      one.forget();
      const field = (await frame()).locator('.sf-composer textarea');
      assert.equal(await field.inputValue(), 'Tell me a story');
      await show('editing');
      await field.fill('Tell me a short story');
      await field.press('Enter');
      await (await frame()).locator('.sf-bubble', { hasText: 'a short story' }).waitFor();
      await untilAnswered(page);
      assert.deepEqual(await questions(), ['How do I hold it?', 'Tell me a short story']);
      assert.equal((await lastAnswer(page)).text, 'Briefly.');
      assert.doesNotMatch(one.chatRequests()[0]?.body ?? '', /Tell me a story|Sentence 1/);
      assert.equal(await field.inputValue(), '');
    });

    it('deletes without a question, and Undo brings it back; all of it outlives a reload', async () => {
      const { page } = journey;
      await press('Delete question and answer');
      await (await frame()).locator('.sf-offer', { hasText: 'Deleted' }).waitFor();
      assert.deepEqual(await questions(), ['How do I hold it?']);
      await show('deleted');
      await press('Undo');
      await (await frame()).locator('.sf-bubble', { hasText: 'a short story' }).waitFor();
      await reloadWorkbench(page);
      await openChat(page);
      await (await frame()).locator('.sf-bubble', { hasText: 'a short story' }).waitFor();
      assert.equal(await (await frame()).locator('.sf-versions').count(), 2);
    });

    it('finds words in the conversation', async () => {
      const { page } = journey;
      await (await frame()).locator('.sf-log').press('Control+f');
      const field = (await frame()).locator('.sf-find-field');
      await field.fill('HELD');
      const count = (await frame()).locator('.sf-find-count');
      assert.equal((await count.innerText()).trim(), '1 of 2');
      await field.press('Enter');
      assert.equal((await count.innerText()).trim(), '2 of 2');
      await show('find');
      await field.press('Escape');
      await field.waitFor({ state: 'detached' });
      await runCommand(page, 'Steadfast: Find in Conversation');
      await field.waitFor();
    });
  });
