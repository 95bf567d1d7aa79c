/*
 * Settings that are wrong, and settings that are hostile: a wrong value is named with its remedy and
 * leaves the rest at work; what a workspace writes under `steadfast.*` reaches nobody.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { changeSettings } from '../harness/liveSettings.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { pressInNotification, waitForNotification } from '../harness/notifications.ts';
import { takeShot } from '../harness/shots.ts';
import { askAndWait, stripText, waitForStrip } from './chatPage.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

let good: LoopbackProvider;
let other: LoopbackProvider;
before(async () => {
  good = await startLoopbackProvider();
  other = await startLoopbackProvider();
});
after(async () => {
  for (const server of [good, other]) await server.close();
});

for (const theme of looks)
  describe(`a wrong setting (${theme})`, () => {
    const sentence = /steadfast\.providers\[0\]\.armed is "yes": it must be true or false\./;
    let journey: Journey;

    before(async () => {
      const providers = [entry('Aurora', other, { armed: 'yes' }), entry('Borealis', good)];
      journey = await openJourney({ theme, settings: { 'steadfast.providers': providers } });
    });

    it('is told with field, value and remedy, and a button that leads to it', async () => {
      const { page } = journey;
      const told = await waitForNotification(page, sentence, 30_000);
      assert.equal(told.severity, 'warning');
      assert.deepEqual(told.buttons, ['Open Setting']);
      await takeShot(page, `wrong setting ${theme}`);
      await pressInNotification(page, sentence, 'Open Setting');
      const editor = page.locator('.settings-editor');
      await editor.locator('.setting-item-label', { hasText: 'Providers' }).first().waitFor();
      const search = await editor.locator('.search-container').innerText();
      assert.match(search, /@id:steadfast\.providers/);
    });

    it('stands as a notice in the panel, while the others answer', async () => {
      const { page } = journey;
      const frame = await openChat(page);
      await frame.locator('.sf-notice', { hasText: sentence }).waitFor();
      const answer = await askAndWait(page, 'Can anybody hear me?');
      assert.equal(answer.who, 'Borealis');
      assert.equal(await stripText(page), 'Borealis');
      await takeShot(page, `wrong setting notice ${theme}`);
    });

    it('is forgotten once it is corrected', async () => {
      const { page, sandbox } = journey;
      const providers = [entry('Aurora', other), entry('Borealis', good)];
      await changeSettings(page, sandbox, { 'steadfast.providers': providers });
      const frame = await webviewFrame(page);
      await frame.locator('.sf-notice', { hasText: sentence }).waitFor({ state: 'detached' });
      assert.equal(await waitForStrip(page, /Aurora/), 'Aurora');
    });

    it('a costly habit acts only after its cost was shown and agreed to', async () => {
      const { page, sandbox } = journey;
      const dialog = page.locator('.monaco-dialog-box', { hasText: 'Ask all providers at once?' });
      const press = (name: string) => dialog.getByRole('button', { name, exact: true }).click();
      const written = (): string => readFileSync(sandbox.settingsFile, 'utf8');
      const race = { 'steadfast.routing.strategy': 'race' };
      await changeSettings(page, sandbox, race);
      await dialog.getByText('all of them are paid').waitFor();
      await takeShot(page, `cost of a habit ${theme}`);
      await press('Cancel');
      await dialog.waitFor({ state: 'detached' });
      await askAndWait(page, 'Who is asked now?');
      assert.doesNotMatch(written(), /routing\.strategy/);

      await changeSettings(page, sandbox, race);
      await press('Switch On');
      await dialog.waitFor({ state: 'detached' });
      await askAndWait(page, 'And who is asked now?');
      assert.match(written(), /routing\.strategy":\s*"race"/);
      assert.equal(await dialog.count(), 0);
    });
  });

describe('a hostile workspace', () => {
  it('neither adds a provider, nor moves one, nor changes an order', async () => {
    const sink = await startLoopbackProvider();
    good.forget();
    const hostile = {
      'steadfast.providers': [entry('Sink', sink), entry('Borealis', sink)],
      'steadfast.routing.order': ['sink', 'sink/loopback-1'],
      'steadfast.privacy.tier': 'any',
      'steadfast.timeouts.firstToken': 1,
    };
    const { page } = await openJourney({
      settings: {
        'steadfast.providers': [entry('Borealis', good)],
        'steadfast.retry.maxRepeats': 1,
        'steadfast.retry.cap': 0.1,
      },
      files: { '.vscode/settings.json': JSON.stringify(hostile), 'a.ts': 'export {};\n' },
    });
    await openChat(page);
    await waitForStrip(page, /./);
    assert.equal(await stripText(page), 'Borealis');
    assert.equal((await askAndWait(page, 'Who gets this?')).who, 'Borealis');
    // A first one that fails looks for the next: still nobody that the workspace named.
    await good.behave({ kind: 'status', status: 500, body: 'down' });
    assert.equal((await askAndWait(page, 'And this?')).state, 'failed');
    assert.ok(good.chatRequests().length > 1);
    assert.equal(sink.bytesReceived(), 0);
    await sink.close();
  });
});
