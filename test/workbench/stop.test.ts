/*
 * Stopping and waiting: Stop ends the request at the provider within a moment and keeps the words;
 * a wait counts down, can be cut short, handed to another, or ended. A new chat starts empty.
 */
import assert from 'node:assert/strict';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import {
  ask,
  askAndWait,
  lastAnswer,
  newChat,
  untilAnswered,
  untilSaid,
  waitText,
  manage,
} from './chatPage.ts';
import { entry, slowRecording, slowText } from './entries.ts';
import { looks } from './looks.ts';

const quick = { body: streamOf(['Here ', 'I am.']) };
const pause = (seconds: number) =>
  ({
    kind: 'status',
    status: 429,
    headers: { 'retry-after': String(seconds) },
    body: '{"error":{"message":"slow down"}}',
  }) as const;

for (const theme of looks)
  describe(`stop and wait (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);
    const press = async (name: string): Promise<void> => {
      const frame = await webviewFrame(journey.page);
      await frame.locator('.sf-wait').getByRole('button', { name, exact: true }).click();
    };

    before(async () => {
      one = await startLoopbackProvider({ recording: slowRecording });
      two = await startLoopbackProvider({ recording: quick });
      journey = await openJourney({
        theme,
        settings: {
          'steadfast.providers': [entry('Aurora', one), entry('Borealis', two, { enabled: false })],
        },
      });
      await openChat(journey.page);
    });
    after(async () => {
      for (const server of [one, two]) await server.close();
    });

    for (const way of ['button', 'Escape'] as const) {
      it(`${way}: ends the request within 250 ms and keeps what was said`, async () => {
        const { page } = journey;
        const frame = await webviewFrame(page);
        await ask(page, `Tell me a long story (${way})`);
        await untilSaid(page, 60);
        if (way === 'button') await show('answering');
        // The moment of the press itself, not of the driver's way to it; one clock for both sides.
        await frame.evaluate(
          (type) => {
            addEventListener(
              type,
              () => {
                document.body.dataset['pressed'] = String(Date.now());
              },
              { capture: true, once: true },
            );
          },
          way === 'button' ? 'click' : 'keydown',
        );
        if (way === 'button') await frame.locator('.sf-stop').click();
        else await frame.locator('.sf-composer textarea').press('Escape');
        await untilAnswered(page);
        const answer = await lastAnswer(page);
        assert.equal(answer.state, 'stopped');
        assert.ok(answer.text.length >= 60 && slowText.startsWith(answer.text), answer.text);
        const ending = await frame.locator('.sf-ending').last().innerText();
        assert.equal(ending.trim(), 'Stopped. What was said is kept.');
        const pressedMs = Number(await frame.locator('body').getAttribute('data-pressed'));
        const request = one.chatRequests().at(-1);
        const leftMs = performance.timeOrigin + (request?.disconnectedMs ?? Number.NaN) - pressedMs;
        assert.ok(leftMs < 250, `the server saw the end ${leftMs} ms after the press`);
        if (way === 'button') await show('stopped');
      });
    }

    it('answers the next question', async () => {
      one.replay(quick);
      assert.equal((await askAndWait(journey.page, 'Still there?')).text, 'Here I am.');
    });

    it('counts down while the only provider asks for a pause, and asks at once on Try now', async () => {
      const { page } = journey;
      await one.behave(pause(20));
      await ask(page, 'Why must I wait?');
      const first = await waitText(page, /^Aurora asks for a pause, (1\d|20) s/);
      await show('waiting');
      await page.waitForTimeout(1100);
      assert.notEqual(await waitText(page, /pause, 1\d s/), first);
      const frame = await webviewFrame(page);
      const buttons = await frame.locator('.sf-wait button').allInnerTexts();
      assert.deepEqual(
        buttons.map((text) => text.trim()),
        ['Try now', 'Stop'],
      );
      await one.behave('ok');
      one.forget();
      const pressedMs = performance.now();
      await press('Try now');
      await untilAnswered(page);
      assert.equal((await lastAnswer(page)).text, 'Here I am.');
      const tookMs = (one.chatRequests()[0]?.startedMs ?? Number.NaN) - pressedMs;
      assert.ok(tookMs < 2000, `asked ${tookMs} ms after the press`);
    });

    it('ends the wait on Stop, and asks nobody afterwards', async () => {
      const { page } = journey;
      await one.behave(pause(20));
      await ask(page, 'And if I do not want to wait?');
      await waitText(page, /asks for a pause/);
      const asked = one.requests.length;
      await press('Stop');
      await untilAnswered(page);
      assert.equal((await lastAnswer(page)).state, 'stopped');
      assert.equal(one.requests.length, asked);
    });

    it('hands the question to another on Switch where there is one', async () => {
      const { page } = journey;
      await manage(page, 'Aurora', 'Reset');
      await manage(page, 'Borealis', 'Turn On');
      const who = (await webviewFrame(page)).locator('.sf-composer-who');
      await who.filter({ hasText: 'Borealis' }).waitFor();
      await two.behave(pause(30));
      await ask(page, 'And if both ask for a pause?');
      await waitText(page, /Aurora asks for a pause/);
      await show('waiting with switch');
      await two.behave('ok');
      await press('Switch');
      await untilAnswered(page);
      assert.equal((await lastAnswer(page)).who, 'Borealis');
    });

    it('starts a new chat empty', async () => {
      const { page } = journey;
      await newChat(page);
      const frame = await webviewFrame(page);
      assert.equal(await frame.locator('.sf-answer').count(), 0);
      two.forget();
      await askAndWait(page, 'Do you know what we spoke of?');
      assert.doesNotMatch(two.chatRequests()[0]?.body ?? 'long story', /long story/);
    });
  });
