/*
 * Hostile answers in the real webview of a real editor: every attack of the fixtures, streamed. No
 * request leaves, nothing runs, no link is live that should not be, no dialog and no window opens.
 */
import assert from 'node:assert/strict';
import type { Request } from 'playwright-core';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { streamOf } from '../harness/recording.ts';
import { findings, hostileCases } from '../webview/hostileCases.ts';
import { ask, newChat, untilAnswered } from './chatPage.ts';
import { entry } from './entries.ts';

/** Attacks of one answer; more would let an open fence of the first swallow all the others. */
const EACH = 12;

describe('hostile answers in the editor', () => {
  let server: LoopbackProvider;
  let journey: Journey;
  const strangers: string[] = [];

  before(async () => {
    server = await startLoopbackProvider({});
    journey = await openJourney({ settings: { 'steadfast.providers': [entry('Aurora', server)] } });
    await openChat(journey.page);
    const { context } = journey.browser;
    const { origin } = journey.server;
    const note = (request: Request): void => {
      const { origin: asked, protocol, hostname, pathname } = new URL(request.url());
      // Files of the panel itself come under this name out of the editor's own worker.
      const isOurs =
        hostname.endsWith('.vscode-resource.vscode-cdn.net') && /\/dist\/[\w.]+$/.test(pathname);
      const isWithin = asked === origin || protocol === 'data:' || protocol === 'blob:';
      if (!isWithin && !isOurs) strangers.push(request.url());
    };
    context.on('request', note);
    context.on('dialog', (dialog) => {
      strangers.push(`dialog ${dialog.message()}`);
      void dialog.dismiss();
    });
  });
  after(() => server.close());

  it('shows them all, and neither leaves nor runs anything', async () => {
    const { page, browser } = journey;
    const pages = browser.context.pages().length;
    const cases = await hostileCases();
    for (let at = 0; at < cases.length; at += EACH) {
      const some = cases.slice(at, at + EACH);
      const words = some.flatMap(({ markdown }) => pieces(`${markdown}\n\n---\n\n`));
      server.replay({ body: streamOf(words) });
      await ask(page, `Attack ${at}`);
      await untilAnswered(page);
      const frame = await webviewFrame(page);
      const ids = some.map(({ id }) => id).join(', ');
      assert.deepEqual(await frame.evaluate(findings), [], ids);
      assert.equal(await frame.locator('a[href^="command:"]').count(), 0, ids);
      await newChat(page);
    }
    assert.deepEqual(strangers, []);
    assert.equal(browser.context.pages().length, pages);
    assert.equal(await page.locator('.monaco-dialog-box').count(), 0);
    assert.equal(await page.locator('.notification-toast').count(), 0);
  });
});

function pieces(text: string): readonly string[] {
  return text.match(/[\s\S]{1,40}/g) ?? [];
}
