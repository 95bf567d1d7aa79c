/*
 * A real model on this computer answers in the panel. Its server is frozen in the middle of an answer
 * (silence, the connection open), killed in the middle (the connection cut) and then gone (refused).
 * What it had said is kept; another answers whole; where there is no other, the panel says so plainly.
 */
import assert from 'node:assert/strict';
import { openChat, webviewFrame } from '../harness/chatFrame.ts';
import { openJourney, type Journey } from '../harness/journey.ts';
import { startLocalModel, type LocalModel } from '../harness/localModel.ts';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { streamOf } from '../harness/recording.ts';
import { takeShot } from '../harness/shots.ts';
import {
  answers,
  ask,
  askAndWait,
  lastAnswer,
  newChat,
  untilAnswered,
  untilSaid,
  manage,
} from './chatPage.ts';
import { entry } from './entries.ts';
import { looks } from './looks.ts';

const question = 'What is a rate limit?';
const fromBackup = 'Too many questions came at once.';

for (const theme of looks)
  describe(`a real local model (${theme})`, () => {
    let model: LocalModel;
    let backup: LoopbackProvider;
    let journey: Journey;
    /** What the model says to the question when nothing disturbs it. */
    let whole: string;
    const show = (name: string): Promise<void> => takeShot(journey.page, `${name} ${theme}`);

    before(async () => {
      model = await startLocalModel(120);
      whole = await saidTo(model, question);
      backup = await startLoopbackProvider({ recording: { body: streamOf([fromBackup]) } });
      const tiny = { kind: 'llamacpp', models: [model.modelId], privacyTier: 'local' };
      // Silent for four seconds: longer than a busy computer keeps a model from speaking.
      const limits = { stall: 4, firstToken: 4 };
      journey = await openJourney({
        theme,
        settings: {
          'steadfast.providers': [
            entry('Tiny', model, { ...tiny, limits }),
            entry('Backup', backup),
          ],
        },
      });
      await openChat(journey.page);
    });
    after(async () => {
      await model?.close();
      await backup?.close();
    });

    it('answers, word by word, with its own words', async () => {
      const { page } = journey;
      await ask(page, question);
      const beginning = await untilSaid(page, 5);
      assert.ok(beginning.length < whole.length, 'it is shown while it speaks');
      await show('local model speaks');
      await untilAnswered(page);
      const answer = await lastAnswer(page);
      assert.deepEqual(answer, { who: 'Tiny', state: 'whole', text: whole, seam: '' });
    });

    it('is frozen in the middle: its words are kept and marked, the backup answers whole', async () => {
      await askAndDisturb(() => model.freeze());
      await assertHandedOver(/Tiny went silent for 4(\.\d)? s/);
      await show('local model frozen');
    });

    it('is killed in the middle: the same; and once it is gone, the next is asked at once', async () => {
      const { page } = journey;
      await askAndDisturb(() => model.kill());
      await assertHandedOver(/Tiny broke off in the middle/);
      await show('local model killed');
      // Frozen and killed within minutes is evidence enough: without this it would not be asked at all.
      await forgetTrouble();
      const next = await askAndWait(page, 'And now that it is gone?');
      assert.equal(next.who, 'Backup');
      assert.equal(next.text, fromBackup);
      assert.match(next.seam, /Tiny refuses connections/);
    });

    it('answers again once it is started again', async () => {
      await model.start();
      await forgetTrouble();
      await newChat(journey.page);
      assert.equal((await askAndWait(journey.page, question)).who, 'Tiny');
    });

    it('alone and frozen: its words are kept, and the panel says what happened', async () => {
      const { page } = journey;
      await manage(page, 'Backup', 'Turn Off');
      await askAndDisturb(() => model.freeze());
      await assertLeftAlone(/Tiny went silent for 4(\.\d)? s( \(usually [\d.]+ m?s\))?\./);
      await show('local model frozen alone');
    });

    it('alone and killed: the same, and its question can be asked again', async () => {
      const { page } = journey;
      await forgetTrouble();
      const asked = backup.requests.length;
      await askAndDisturb(() => model.kill());
      await assertLeftAlone(
        /Tiny (broke off in the middle|dropped the connection|refuses connections)\./,
      );
      await show('local model killed alone');
      await model.start();
      const frame = await webviewFrame(page);
      await frame.getByRole('button', { name: 'Ask again' }).last().click();
      await frame.locator('.sf-stop').waitFor();
      await untilAnswered(page);
      assert.equal((await lastAnswer(page)).text, whole);
      assert.equal(backup.requests.length, asked, 'one that is off is not asked');
    });

    /** A new chat, the question, and the disturbance while the model is speaking. */
    async function askAndDisturb(disturb: () => void | Promise<void>): Promise<void> {
      const { page } = journey;
      await newChat(page);
      await ask(page, question);
      await untilSaid(page, 5);
      await disturb();
      await untilAnswered(page);
      model.thaw();
    }

    function assertKept(fragment: { who: string; state: string; text: string } | undefined): void {
      assert.equal(fragment?.who, 'Tiny');
      assert.equal(fragment.state, 'unfinished');
      assert.ok(fragment.text.length >= 5 && fragment.text.length < whole.length, fragment.text);
      assert.ok(whole.startsWith(fragment.text), fragment.text);
    }

    async function assertHandedOver(seam: RegExp): Promise<void> {
      const [fragment, other] = await answers(journey.page);
      assertKept(fragment);
      assert.equal(other?.who, 'Backup');
      assert.equal(other.state, 'whole');
      assert.equal(other.text, fromBackup);
      assert.match(other.seam, seam);
    }

    async function assertLeftAlone(sentence: RegExp): Promise<void> {
      assertKept((await answers(journey.page))[0]);
      const cause = (await webviewFrame(journey.page)).locator('.sf-cause').last();
      assert.match(await cause.innerText(), sentence);
      await cause.getByRole('button', { name: 'Ask again' }).waitFor();
    }

    /** As a person does who knows that it is well again. */
    async function forgetTrouble(): Promise<void> {
      await manage(journey.page, 'Tiny', 'Reset');
    }
  });

async function saidTo(model: LocalModel, content: string): Promise<string> {
  const body = JSON.stringify({ messages: [{ role: 'user', content }], stream: true });
  const answer = await fetch(`${model.baseUrl}/chat/completions`, { method: 'POST', body });
  const words = (await answer.text()).matchAll(/"content":("(?:[^"\\]|\\.)*")/g);
  return [...words].map(([, word = '""']) => JSON.parse(word) as string).join('');
}
