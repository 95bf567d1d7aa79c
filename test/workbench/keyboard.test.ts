/*
 * A working day without a mouse: only keys are sent, and nothing is focused by the test. Every stop
 * of Tab must have a name and show that it has the focus. One workbench, two loopback servers.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { runCommand } from '../harness/palette.ts';
import { pickRow, readQuickInput } from '../harness/quickInput.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import { lastAnswer, untilAnswered, untilSaid } from './chatPage.ts';
import { entry, slowRecording } from './entries.ts';
import { looks } from './looks.ts';

const CODE = 'release(slot) {\n  this.free.push(slot);\n}';
const said = (words: string) => ({ body: streamOf([words]) });
const withCode = said(`Like this:\n\n\`\`\`js src/pool.js\n${CODE}\n\`\`\`\n`);
/** Long enough to be waited for, too long to pass by itself. */
const pause = { kind: 'status', status: 429, headers: { 'retry-after': '30' } } as const;
const STOPS_MAX = 60;

interface Stop {
  readonly name: string;
  readonly isSeen: boolean;
}

/** Runs in the page: what has the focus, and whether it shows. */
function focused(): Stop {
  const element = document.activeElement;
  if (!(element instanceof HTMLElement) || element === document.body) {
    return { name: '(nothing)', isSeen: true };
  }
  const label = element.getAttribute('aria-label') ?? element.getAttribute('placeholder') ?? '';
  const style = getComputedStyle(element);
  const around = getComputedStyle(element.parentElement ?? element);
  const isSeen =
    element.matches(':focus-visible') &&
    [style, around].some(({ outlineStyle, boxShadow, borderStyle }) =>
      [outlineStyle, boxShadow, borderStyle].some((how) => how !== 'none'),
    );
  return { name: (label === '' ? element.innerText : label).trim(), isSeen };
}

for (const theme of looks)
  describe(`by keyboard alone (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const at = async (view = 'chat'): Promise<Stop> =>
      await (await webviewFrame(journey.page, view)).evaluate(focused);
    const chord = async (key: string): Promise<void> => {
      await journey.page.keyboard.press('Control+k');
      await journey.page.keyboard.press(key);
    };
    /** Tab by Tab to the control of that name. */
    const tabTo = async (wanted: string | RegExp, view = 'chat', key = 'Tab'): Promise<void> => {
      const passed: string[] = [];
      for (let stops = 0; stops < STOPS_MAX; stops += 1) {
        await journey.page.keyboard.press(key);
        const { name, isSeen } = await at(view);
        assert.ok(name !== '', `a stop without a name, after ${passed.join(' | ')}`);
        assert.ok(isSeen, `"${name}" does not show that it has the focus`);
        if (typeof wanted === 'string' ? name === wanted : wanted.test(name)) return;
        passed.push(name);
      }
      throw new Error(`No way by ${key} to ${String(wanted)}; passed ${passed.join(' | ')}`);
    };
    /** From wherever the focus is, by the chord that leads there. */
    const toComposer = async (): Promise<void> => {
      await chord('Control+;');
      await untilFocused('TEXTAREA');
    };
    const type = async (text: string): Promise<void> => {
      const frame = await webviewFrame(journey.page);
      const isThere = await frame.evaluate(
        () => document.hasFocus() && document.activeElement?.tagName === 'TEXTAREA',
      );
      if (!isThere) await toComposer();
      await journey.page.keyboard.type(text);
    };
    const toLastAnswer = async (): Promise<void> => {
      await chord("Control+'");
      await untilFocused('ARTICLE');
    };
    const untilFocused = async (tag: string): Promise<void> => {
      const frame = await webviewFrame(journey.page);
      await frame.waitForFunction(
        (name) => document.hasFocus() && document.activeElement?.tagName === name,
        tag,
        { timeout: 15_000 },
      );
    };
    const askByKeys = async (question: string): Promise<void> => {
      await type(question);
      await journey.page.keyboard.press('Enter');
      const frame = await webviewFrame(journey.page);
      await frame.locator('.sf-bubble', { hasText: question }).last().waitFor();
    };

    before(async () => {
      one = await startLoopbackProvider({ recording: withCode });
      two = await startLoopbackProvider({ recording: said('Borealis says so.') });
      journey = await openJourney({
        theme,
        files: { 'src/pool.js': 'class Pool {\n}\n', 'notes.md': 'Aurora borealis.\n' },
        settings: {
          'steadfast.providers': [
            entry('Aurora', one),
            entry('Borealis', two, { models: ['borealis-1'] }),
          ],
        },
      });
      await runCommand(journey.page, 'Steadfast: Focus on Chat View');
      await webviewFrame(journey.page);
    });
    after(async () => {
      for (const server of [one, two]) await server.close();
    });

    it('asks, and stops an answer with Escape; the text stays', async () => {
      one.replay(slowRecording);
      await askByKeys('Tell me a story');
      await untilSaid(journey.page, 20);
      await journey.page.keyboard.press('Escape');
      await untilAnswered(journey.page);
      assert.match((await lastAnswer(journey.page)).text, /^Sentence 1/);
      one.replay(withCode);
    });

    it('attaches a file from the list on @', async () => {
      const { keyboard } = journey.page;
      await type('How do I release it? @note');
      const frame = await webviewFrame(journey.page);
      await frame.locator('[role=option]', { hasText: 'notes.md' }).first().waitFor();
      await keyboard.press('Enter');
      await frame.locator('.sf-chip', { hasText: 'notes.md' }).first().waitFor();
      await keyboard.press('Enter');
      await frame.locator('.sf-bubble', { hasText: 'How do I release it?' }).waitFor();
      await untilAnswered(journey.page);
      assert.match(one.chatRequests().at(-1)?.body ?? '', /Aurora borealis\./);
    });

    it('reaches what can be done with an answer, and accepts a change of a file', async () => {
      const { page } = journey;
      await toLastAnswer();
      await tabTo(/^Apply/);
      await page.keyboard.press('Enter');
      await pickRow(page, 'Instead of the whole file', 'Where Does It Belong?');
      const frame = await webviewFrame(page);
      await frame.locator('.sf-offer', { hasText: 'the change is shown' }).waitFor();
      await page.locator('.monaco-diff-editor .view-line').first().waitFor();
      await toComposer();
      await tabTo('Accept', 'chat', 'Shift+Tab');
      await show('keyboard accept');
      await page.keyboard.press('Enter');
      await frame.locator('.sf-offer').waitFor({ state: 'detached' });
      await runCommand(page, 'File: Save All');
      const file = join(journey.sandbox.workspace, 'src/pool.js');
      for (let tries = 0; tries < 100 && !readFileSync(file, 'utf8').includes('push'); tries += 1) {
        await page.waitForTimeout(100);
      }
      assert.match(readFileSync(file, 'utf8'), /this\.free\.push\(slot\)/);
    });

    it('opens the receipt and comes back', async () => {
      const { page } = journey;
      await toLastAnswer();
      await tabTo(/receipt/i);
      await page.keyboard.press('Enter');
      await webviewFrame(page, 'receipt');
      await runCommand(page, 'View: Close Editor');
      await askByKeys('And once more?');
      await untilAnswered(page);
    });

    it('edits a question, and asks another model', async () => {
      const { page } = journey;
      await toLastAnswer();
      await tabTo('Edit question', 'chat', 'Shift+Tab');
      await page.keyboard.press('Enter');
      await untilFocused('TEXTAREA');
      await page.keyboard.type(' Briefly.');
      await page.keyboard.press('Enter');
      const frame = await webviewFrame(page);
      await frame.locator('.sf-bubble', { hasText: 'And once more? Briefly.' }).waitFor();
      await untilAnswered(page);
      await toLastAnswer();
      await tabTo('Ask another…');
      await page.keyboard.press('Enter');
      await pickRow(page, 'borealis-1', 'Ask Another');
      await frame.locator('.sf-versions', { hasText: '3 / 3' }).last().waitFor();
      await untilAnswered(page);
      assert.equal((await lastAnswer(page)).who, 'Borealis');
    });

    it('chooses who answers, and switches by hand during a pause', async () => {
      const { page } = journey;
      await chord('Control+g');
      await readQuickInput(page, 'Choose Model');
      await page.keyboard.press('Escape');
      for (const server of [one, two]) await server.behave(pause);
      await askByKeys('Is anybody there?');
      const frame = await webviewFrame(page);
      await frame.locator('.sf-wait-sentence').waitFor();
      await two.behave('ok');
      await tabTo('Switch', 'chat', 'Shift+Tab');
      await show('keyboard switch');
      await page.keyboard.press('Enter');
      await untilAnswered(page);
      assert.equal((await lastAnswer(page)).who, 'Borealis');
    });

    it('searches, deletes, and takes it back', async () => {
      const { page } = journey;
      await toLastAnswer();
      await page.keyboard.press('Control+f');
      await untilFocused('INPUT');
      await page.keyboard.type('says so');
      const frame = await webviewFrame(page);
      await frame.locator('.sf-find-count', { hasText: '1 of' }).waitFor();
      await page.keyboard.press('Escape');
      await toLastAnswer();
      await tabTo('Delete question and answer', 'chat', 'Shift+Tab');
      await page.keyboard.press('Enter');
      await frame.locator('.sf-bubble', { hasText: 'Is anybody' }).waitFor({ state: 'detached' });
      await frame.locator('.sf-offer', { hasText: 'Deleted' }).waitFor();
      await toComposer();
      await tabTo('Undo', 'chat', 'Shift+Tab');
      await page.keyboard.press('Enter');
      await frame.locator('.sf-bubble', { hasText: 'Is anybody there?' }).waitFor();
    });

    it('reaches strip, tree and list of chats', async () => {
      const { page } = journey;
      await toComposer();
      await tabTo(/Aurora|Borealis/, 'chat', 'Shift+Tab');
      await runCommand(page, 'Steadfast: Show Chats…');
      await readQuickInput(page, 'Chats');
      await page.keyboard.press('Escape');
      const row = page.locator('.pane-body .monaco-list-row', { hasText: /Aurora|Borealis/ });
      await runCommand(page, 'Steadfast: Focus on Providers View');
      await row.first().waitFor();
      // Where it was closed, the first time only opens it.
      await runCommand(page, 'Steadfast: Focus on Providers View');
      const isReached = (): Promise<boolean> => row.and(page.locator('.focused')).isVisible();
      for (let tries = 0; tries < 50 && !(await isReached()); tries += 1) {
        await page.waitForTimeout(100);
        await page.keyboard.press('ArrowDown');
      }
      assert.ok(await isReached(), 'no row of the tree has the focus');
    });
  });
