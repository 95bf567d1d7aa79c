/*
 * The outages of a real day, in the real editor: the first provider fails in every way that matters,
 * the second answers, and the panel says what happened. Nothing reaches a provider that is not armed.
 */
import assert from 'node:assert/strict';
import { openChat } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import type { Fault, FaultName } from '../harness/loopbackFault.ts';
import { changeSettings } from '../harness/liveSettings.ts';
import { pressInDialog, waitForDialog } from '../harness/notifications.ts';
import { streamOf } from '../harness/recording.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';
import { takeShot } from '../harness/shots.ts';
import { waitForStatusBar } from '../harness/statusBar.ts';
import { openTree, waitForTreeRow } from '../harness/tree.ts';
import {
  answers,
  ask,
  askAndWait,
  stripText,
  untilAnswered,
  waitForStrip,
  waitText,
} from './chatPage.ts';
import { recorded, squeezed } from './recordings.ts';

const first = recorded('openai', 'chat-stream-text-gpt-3-5-turbo-0125');
const second = recorded('mistral', 'chat-stream-reasoning-text-magistral-medium-latest-f99d');

/** About six hundred characters, each sentence of words that stand nowhere else. */
const LONG = [
  ...['A pool lends its connections and wants each of them back. ', 'Whoever borrows one has to '],
  ...['release it, also when the work in between throws. ', 'Your helper releases only after '],
  ...['success, so every failed request keeps one for good. ', 'With ten of them gone nobody '],
  ...['gets another, and the suite waits without an end. ', 'Nothing is wrong with how long it '],
  ...['takes; it would wait until tomorrow. ', 'Put the release behind a finally clause. '],
  ...['Then run the tests again with a single connection, ', 'which shows such leaks at once. '],
  ...['If it still hangs, print who holds what, ', 'oldest holder first. '],
];

/** Bytes of the stream in which the first `count` words have been said. */
const bytesOf = (words: readonly string[], count: number): number => {
  const events = streamOf(words).toString().split('\n\n').slice(0, count);
  return Buffer.byteLength(`${events.join('\n\n')}\n\n`);
};

const limits = { firstToken: 2, stall: 2 };

const providerSettings = (
  one: LoopbackProvider,
  two: LoopbackProvider,
  third: LoopbackProvider,
): Record<string, unknown> => ({
  'steadfast.providers': [
    entry('Aurora', one, { limits }),
    entry('Borealis', two, { limits }),
    entry('Cirrus', third, { limits, armed: false }),
  ],
  'steadfast.timeouts.mode': 'fixed',
  'steadfast.timeouts.headers': 2,
  'steadfast.timeouts.firstToken': 2,
  'steadfast.timeouts.stall': 2,
  'steadfast.breaker.rule': 'consecutive',
  'steadfast.breaker.open': 10,
});

for (const theme of looks)
  describe(`failover (${theme})`, () => {
    let one: LoopbackProvider;
    let two: LoopbackProvider;
    let unarmed: LoopbackProvider;
    let journey: Journey;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);

    before(async () => {
      one = await startLoopbackProvider({ recording: first.recording });
      two = await startLoopbackProvider({ recording: second.recording });
      unarmed = await startLoopbackProvider();
      journey = await openJourney({ theme, settings: providerSettings(one, two, unarmed) });
      await openChat(journey.page);
    });
    after(async () => {
      for (const server of [one, two, unarmed]) await server.close();
    });

    it('answers from the first while it is well, and says one name', async () => {
      const answer = await askAndWait(journey.page, 'Is all well?');
      assert.equal(answer.who, 'Aurora');
      assert.equal(squeezed(answer.text), first.text);
      assert.equal(answer.seam, '');
      assert.equal(await stripText(journey.page), 'Aurora');
      await show('well');
    });

    const faults: readonly (readonly [string, Fault | FaultName, RegExp])[] = [
      [
        '503',
        { kind: 'status', status: 503, body: 'down' },
        /Aurora (is overloaded|has a problem)/,
      ],
      ['refused', 'refuse', /Aurora refuses connections/],
      ['reset', 'reset', /Aurora dropped the connection/],
      ['silence before headers', 'silent-before-headers', /Aurora went silent for 2(\.\d)? s/],
      ['silence after headers', 'silent-after-headers', /Aurora went silent for 2(\.\d)? s/],
    ];
    for (const [name, fault, sentence] of faults) {
      it(`${name}: the second answers whole, and the panel says why`, async () => {
        await one.behave('ok');
        await resetByAnswer(journey);
        await one.behave(fault);
        const answer = await askAndWait(journey.page, `What about ${name}?`);
        assert.equal(answer.who, 'Borealis');
        assert.equal(answer.state, 'whole');
        assert.equal(squeezed(answer.text), second.text);
        assert.match(answer.seam, sentence);
        await show(`failover ${name}`);
      });
    }

    it('cut in mid-stream: the fragment is kept and marked, a whole answer stands below', async () => {
      await one.behave('ok');
      await resetByAnswer(journey);
      await one.behave({ kind: 'cut-after', bytes: first.bytesForHalf });
      await askAndWait(journey.page, 'What if it is cut?');
      const [fragment, whole] = (await answers(journey.page)).slice(-2);
      assert.equal(fragment?.state, 'unfinished');
      assert.ok(squeezed(fragment?.text ?? '').length > 0);
      assert.ok(first.text.startsWith(squeezed(fragment?.text ?? '')), fragment?.text);
      assert.equal(whole?.who, 'Borealis');
      assert.equal(squeezed(whole?.text ?? ''), second.text);
      assert.match(whole?.seam ?? '', /Aurora broke off in the middle/);
      await show('cut');
    });

    it('a long answer that is cut goes on behind a seam: no character doubled, none lost', async () => {
      await one.behave('ok');
      await resetByAnswer(journey);
      one.replay({ body: streamOf(LONG) });
      await one.behave({ kind: 'cut-after', bytes: bytesOf(LONG, LONG.length - 4) });
      // It says the last words once more, as models do.
      two.replay({ body: streamOf(LONG.slice(-7)) });
      await askAndWait(journey.page, 'What if a long one is cut?');
      const [begun, rest] = (await answers(journey.page)).slice(-2);
      assert.deepEqual([begun?.who, begun?.state, rest?.state], ['Aurora', 'unfinished', 'whole']);
      assert.equal(rest?.who, '', 'what goes on has no head of its own');
      assert.equal(`${begun?.text} ${rest?.text}`, LONG.join('').trim());
      assert.match(rest?.seam ?? '', /Aurora broke off in the middle. Continued by Borealis/);
      assert.match(two.chatRequests().at(-1)?.body ?? '', /cut off by a broken connection/);
      await show('continued');
      one.replay(first.recording);
      two.replay(second.recording);
    });

    it('opens the breaker, says so in strip, tree and status bar, and closes it after recovery', async () => {
      await one.behave({ kind: 'status', status: 503, body: 'down' });
      for (let n = 0; n < 2; n += 1) await askAndWait(journey.page, `Still down, ${n}?`);
      const ill = await waitForStrip(journey.page, /Aurora paused until/);
      assert.match(ill, /^Borealis/);
      await waitForStatusBar(journey.page, /Borealis · Aurora paused/);
      await openTree(journey.page);
      await waitForTreeRow(journey.page, { label: 'Aurora', description: /paused until/ });
      await show('breaker open');
      const before = one.requests.length;
      await askAndWait(journey.page, 'And while it is paused?');
      assert.equal(one.requests.length, before, 'a paused provider is not asked');

      await one.behave('ok');
      await waitForStrip(journey.page, /Aurora paused until you ask/, 20_000);
      const back = await askAndWait(journey.page, 'Is it back?');
      assert.equal(back.who, 'Aurora');
      assert.equal(await waitForStrip(journey.page, /^Aurora$/), 'Aurora');
    });

    it('shows where a link of an answer leads before anything opens', async () => {
      one.replay({ body: streamOf(['See [the manual](https://elsewhere.example.com/a).']) });
      await askAndWait(journey.page, 'Where is that written?');
      const frame = await openChat(journey.page);
      const pages = journey.browser.context.pages().length;
      await frame.getByRole('link', { name: 'the manual' }).click();
      const said = await waitForDialog(journey.page, 'Open elsewhere.example.com?');
      assert.match(said, /https:\/\/elsewhere\.example\.com\/a/);
      await show('link');
      await pressInDialog(journey.page, 'Cancel');
      assert.equal(journey.browser.context.pages().length, pages);
    });

    it('asks the person where they want to be asked, and goes on when they say so', async () => {
      one.replay({ body: streamOf(LONG) });
      await one.behave({ kind: 'cut-after', bytes: bytesOf(LONG, LONG.length - 4) });
      two.replay({ body: streamOf(LONG.slice(-7)) });
      await changeSettings(journey.page, journey.sandbox, { 'steadfast.routing.midStream': 'ask' });
      await ask(journey.page, 'What if it is cut, and I decide?');
      assert.match(await waitText(journey.page, /broke off/), /Aurora broke off in the middle/);
      await show('asked what follows');
      const frame = await openChat(journey.page);
      await frame.getByRole('button', { name: 'Continue' }).press('Enter');
      await untilAnswered(journey.page);
      const [begun, rest] = (await answers(journey.page)).slice(-2);
      assert.equal(`${begun?.text} ${rest?.text}`, LONG.join('').trim());
    });

    it('sent nothing, not one byte, to the provider that is not armed', () => {
      assert.ok(two.requests.length > 5);
      assert.equal(unarmed.bytesReceived(), 0);
    });
  });

/** One good answer ends the count of failures, so that each fault begins with a closed breaker. */
async function resetByAnswer(journey: Journey): Promise<void> {
  const answer = await askAndWait(journey.page, 'A good one in between?');
  if (answer.who !== 'Aurora') throw new Error(`expected Aurora, got ${answer.who}`);
}
