/*
 * The trial as a newcomer meets it: one link, two simulated providers, a stall switched on, a seam, a
 * pause, a recovery, the end. No key, no server, and no request to anywhere but the editor's own.
 */
import assert from 'node:assert/strict';
import type { Frame } from 'playwright-core';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { takeShot } from '../harness/shots.ts';
import { answers, askAndWait, lastAnswer, untilAnswered, waitForStrip } from './chatPage.ts';
import { looks } from './looks.ts';

for (const theme of looks)
  describe(`the trial (${theme})`, () => {
    let journey: Journey;
    const asked = new Set<string>();
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const frame = (): Promise<Frame> => webviewFrame(journey.page);
    const fault = async (name: string, nth = 0): Promise<void> => {
      const button = (await frame()).getByRole('button', { name, exact: true }).nth(nth);
      const before = await button.getAttribute('aria-pressed');
      await button.click();
      const after = before === 'true' ? 'false' : 'true';
      await button.and((await frame()).locator(`[aria-pressed="${after}"]`)).waitFor();
    };

    before(async () => {
      const settings = { 'steadfast.routing.strategy': 'hedged' };
      journey = await openJourney({ theme, settings });
      await openChat(journey.page);
      journey.page.on('request', (request) => asked.add(new URL(request.url()).host));
    });

    it('begins with the link of the empty state', async () => {
      await (await frame()).getByRole('button', { name: 'Try it without a key' }).click();
      const strip = await waitForStrip(journey.page, /Simulated\. Nothing is sent\./);
      assert.match(strip, /Aster working/);
      assert.match(strip, /Birch ready/);
      await show('trial');
    });

    it('answers a question about the product, labelled simulated', async () => {
      await (await frame()).getByRole('button', { name: 'Privacy?' }).click();
      await (await frame()).locator('.sf-answer[data-state="whole"]').waitFor();
      await untilAnswered(journey.page);
      const answer = await lastAnswer(journey.page);
      assert.equal(answer.who, 'Aster');
      assert.match(answer.text, /leaves|key/i);
      assert.equal(
        await (await frame()).locator('.sf-answer-head .sf-chip').innerText(),
        'simulated',
      );
      await show('trial answer');
    });

    // Before it is learned how long the first word usually takes: two seconds are waited for it.
    it('asks a second one beside a first that is slow, whose first word wins', async () => {
      await fault('Slow');
      const answer = await askAndWait(journey.page, 'What if it is slow?');
      assert.deepEqual([answer.who, answer.state], ['Birch', 'whole']);
      assert.match(answer.seam, /Aster went silent for 2/);
      await (await frame()).locator('.sf-answer-head .sf-why').last().press('Enter');
      const why = (await frame()).locator('.sf-why-list').last();
      await why.filter({ hasText: 'Birch was asked as well' }).waitFor();
      await why.filter({ hasText: 'Aster was stopped: another had begun' }).waitFor();
      await show('trial hedge');
      await fault('Slow');
    });

    it('keeps the fragment of a stall and gives a whole answer below', async () => {
      await fault('Stall');
      await askAndWait(journey.page, 'What leaves this computer?');
      const [fragment, whole] = (await answers(journey.page)).slice(-2);
      assert.equal(fragment?.who, 'Aster');
      assert.equal(fragment?.state, 'unfinished');
      assert.equal(whole?.who, 'Birch');
      assert.equal(whole?.state, 'whole');
      assert.match(whole?.seam ?? '', /Aster went silent for 4(\.\d)? s\. Whole answer by Birch/);
      await show('trial seam');
    });

    it('pauses it, counts down, and asks it again once it is well', async () => {
      await askAndWait(journey.page, 'And once more?');
      await waitForStrip(journey.page, /Aster paused, checking in \d s/);
      await show('trial paused');
      await fault('Stall');
      await waitForStrip(journey.page, /Aster paused until you ask/);
      const back = await askAndWait(journey.page, 'Is it back?');
      assert.equal(back.who, 'Aster');
      await waitForStrip(journey.page, /Aster working/);
      await show('trial recovered');
    });

    it('ends where it began, and nothing was sent anywhere', async () => {
      await (await frame()).getByRole('button', { name: 'End trial' }).click();
      await (await frame()).getByRole('button', { name: 'Add your key' }).waitFor();
      await show('trial ended');
      const own = /^(127\.0\.0\.1:\d+|.*\.vscode-cdn\.net|)$/;
      assert.equal(await (await frame()).locator('.sf-bubble').count(), 0);
      assert.deepEqual(
        [...asked].filter((host) => !own.test(host)),
        [],
      );
    });
  });
