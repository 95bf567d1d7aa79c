/*
 * A server on this computer, found and used without a key: looked for when the empty panel or the
 * box for adding shows itself, and at no other time.
 */
import assert from 'node:assert/strict';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { clearNotifications, waitForNotification } from '../harness/notifications.ts';
import { startOllama, type OllamaServer } from '../harness/ollamaServer.ts';
import { runCommand } from '../harness/palette.ts';
import { dismissQuickInput, pickRow, readQuickInput } from '../harness/quickInput.ts';
import { takeShot } from '../harness/shots.ts';
import { reloadWorkbench } from '../harness/workbench.ts';
import { askAndWait, waitForStrip } from './chatPage.ts';
import { looks } from './looks.ts';

for (const theme of looks)
  describe(`found on this computer (${theme})`, () => {
    let ollama: OllamaServer;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const written = (): readonly Record<string, unknown>[] =>
      (journey.sandbox.readSettings()['steadfast.providers'] ?? []) as Record<string, unknown>[];
    /** The rows of the first box, once all places have been asked. */
    async function kinds(): Promise<readonly string[]> {
      const { page } = journey;
      await runCommand(page, 'Steadfast: Add Provider…');
      await readQuickInput(page, 'Add a provider');
      const bar = page.locator('.quick-input-widget .quick-input-progress.active');
      await bar.waitFor({ state: 'detached' });
      return (await readQuickInput(page, 'Add a provider')).rows;
    }

    before(async () => {
      ollama = await startOllama(['llama3.2:1b', 'qwen3:4b', 'gemma3:1b']);
      journey = await openJourney({
        theme,
        env: { STEADFAST_LOCAL_PORTS: `ollama=${ollama.port},vllm=1` },
      });
    });
    after(() => ollama.close());

    it('asks nobody while the panel is closed', async () => {
      await runCommand(journey.page, 'Steadfast: Show Log');
      assert.deepEqual(ollama.requests, []);
    });

    it('names it in the empty chat, with one button and no key sent', async () => {
      await openChat(journey.page);
      const frame = await webviewFrame(journey.page);
      await frame.getByText('Found on this computer: Ollama (3 models)').waitFor();
      await frame.getByRole('button', { name: 'Use Ollama, found here' }).waitFor();
      await frame.getByRole('button', { name: 'Add your key' }).waitFor();
      await show('found empty');
      assert.deepEqual(
        ollama.requests.map(({ method, path, headers }) => [method, path, headers.authorization]),
        [['GET', '/api/tags', undefined]],
      );
    });

    it('offers it first in the box for adding, and a box that is left changes nothing', async () => {
      const rows = await kinds();
      assert.equal(rows[0], 'Ollama');
      await show('found kinds');
      await dismissQuickInput(journey.page);
      assert.deepEqual(written(), []);
      assert.equal(ollama.looks(), 2);
    });

    it('says where no other extension offers models', async () => {
      const { page } = journey;
      await kinds();
      await pickRow(page, 'Models of other extensions', 'Add a provider');
      await waitForNotification(page, /No other extension offers models here\. Install one/);
      await show('no models');
      await clearNotifications(page);
      assert.deepEqual(written(), []);
    });

    it('is used with a press and a model, armed as the first', async () => {
      const { page } = journey;
      const frame = await webviewFrame(page);
      await frame.getByRole('button', { name: 'Use Ollama, found here' }).click();
      const box = await readQuickInput(page, 'Add Ollama: model');
      assert.deepEqual(box.rows, ['llama3.2:1b', 'qwen3:4b', 'gemma3:1b']);
      await pickRow(page, 'qwen3:4b', 'Add Ollama: model');
      await waitForNotification(page, /Ollama works: first word after/);
      await clearNotifications(page);
      const [entry] = written();
      assert.deepEqual(
        [entry?.['kind'], entry?.['baseUrl'], entry?.['models'], entry?.['armed']],
        ['ollama', `http://127.0.0.1:${ollama.port}`, ['qwen3:4b'], true],
      );
      const answer = await askAndWait(page, 'Are you there?');
      assert.deepEqual([answer.who, answer.text], ['Ollama', 'Hello from this computer.']);
      await show('found answer');
    });

    it('is not looked for again once there is a provider, nor offered twice', async () => {
      const { page } = journey;
      const before = ollama.looks();
      await reloadWorkbench(page);
      await openChat(page);
      await waitForStrip(page, /^Ollama/);
      assert.equal(ollama.looks(), before);
      const rows = await kinds();
      assert.equal(rows[0], 'OpenAI');
      await dismissQuickInput(page);
      assert.ok(ollama.requests.every(({ headers }) => headers.authorization === undefined));
    });
  });
