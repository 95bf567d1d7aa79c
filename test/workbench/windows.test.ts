/*
 * Two windows of one person on one store: what one learns of a provider the other knows within a
 * second, they take turns at looking after it, and a question that waits is answered once, wherever
 * it is shown.
 */
import assert from 'node:assert/strict';
import type { Page } from 'playwright-core';
import { openChat } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { runCommand } from '../harness/palette.ts';
import { pickRow } from '../harness/quickInput.ts';
import { streamOf } from '../harness/recording.ts';
import { askAndWait, lastAnswer, stripText } from './chatPage.ts';
import { entry } from './entries.ts';

describe('two windows', () => {
  let server: LoopbackProvider;
  let journey: Journey;
  let other: Page;

  before(async () => {
    server = await startLoopbackProvider({ recording: { body: streamOf(['Here ', 'I am.']) } });
    journey = await openJourney({
      settings: {
        'steadfast.providers': [entry('Aurora', server)],
        'steadfast.breaker.rule': 'consecutive',
        'steadfast.breaker.failures': 2,
        'steadfast.breaker.open': 12,
      },
    });
    await openChat(journey.page);
    other = await journey.newWindow();
    await openChat(other);
  });
  after(() => server.close());

  it('a pause that one learns is seen in the other within a second', async () => {
    assert.equal(await stripText(other), 'Aurora');
    await server.behave({ kind: 'status', status: 503, body: 'down' });
    await askAndWait(journey.page, 'Are you there?');
    const frame = await openChat(journey.page);
    await frame.locator('.sf-strip', { hasText: 'paused until' }).waitFor();
    const learnedMs = performance.now();
    const otherFrame = await openChat(other);
    await otherFrame.locator('.sf-strip', { hasText: 'paused until' }).waitFor({ timeout: 5_000 });
    const tookMs = performance.now() - learnedMs;
    assert.ok(tookMs < 1_000, `it took ${Math.round(tookMs)} ms`);
  });

  it('a question that waits is shown in both and answered once', async () => {
    const frame = await openChat(journey.page);
    await frame.getByRole('button', { name: 'Send when back' }).press('Enter');
    await frame.locator('.sf-queued', { hasText: 'Queued. Sent when someone is back.' }).waitFor();
    await runCommand(other, 'Steadfast: Show Chats…');
    await pickRow(other, 'Are you there?', 'Chats');
    const otherFrame = await openChat(other);
    await otherFrame.locator('.sf-queued', { hasText: /Send now\?\s+Queued / }).waitFor();
    await server.behave('ok');
    server.forget();
    for (const shown of [frame, otherFrame])
      await shown.locator('.sf-answer[data-state=whole]').waitFor({ timeout: 40_000 });
    for (const page of [journey.page, other])
      assert.equal((await lastAnswer(page)).text, 'Here I am.');
    const asked = server.chatRequests().map(({ body }) => body);
    assert.equal(asked.filter((body) => body.includes('Are you there?')).length, 1);
  });

  it('one probe was enough for both', () => {
    const probes = server
      .chatRequests()
      .filter(({ body }) => !body.includes('Are you there?'))
      .map(({ startedMs }) => startedMs);
    assert.ok(probes.length <= 1, `${probes.length} probes`);
  });
});
