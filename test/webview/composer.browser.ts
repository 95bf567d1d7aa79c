/*
 * The composer with real keys: what sends, what breaks a line, what stops, and that nothing typed
 * is ever lost: not by a reload, not by a host that does not answer. And the rest a person can
 * press.
 */
import assert from 'node:assert/strict';
import type { PanelMessage } from '../../src/protocol/index.ts';
import { sharedStage, type Panel, type Stage } from './stage.ts';
import { galleryViews } from './galleryViews.ts';
import { answer, composer, text, turn, view } from './views.ts';

describe('composer', function () {
  this.timeout(60_000);
  let stage: Stage;
  let panel: Panel;

  before(async () => {
    stage = await sharedStage();
  });
  beforeEach(async () => {
    panel = await stage.panel();
    await panel.snapshot(view());
    await panel.host({ type: 'focus', what: 'composer' });
    await panel.settled();
  });
  afterEach(() => panel.page.context().close());

  const value = (): Promise<string> => panel.page.locator('textarea').inputValue();
  const sends = async (): Promise<Extract<PanelMessage, { type: 'chat-send' }>[]> =>
    (await panel.posted()).filter((message) => message.type === 'chat-send');

  it('Enter sends, Shift+Enter breaks the line', async () => {
    await panel.page.keyboard.type('one');
    await panel.page.keyboard.press('Shift+Enter');
    await panel.page.keyboard.type('two');
    assert.deepEqual(await sends(), []);
    await panel.page.keyboard.press('Enter');
    const [sent] = await sends();
    assert.equal(sent?.text, 'one\ntwo');
    assert.ok((sent?.clientId.length ?? 0) > 8);
  });

  it('takes letters that are typed where nothing has the focus, and no shortcut', async () => {
    await panel.page.evaluate(() => (document.activeElement as HTMLElement).blur());
    await panel.page.keyboard.press('Control+b');
    await panel.page.keyboard.press('PageDown');
    assert.equal(await panel.page.evaluate(() => document.activeElement?.tagName), 'BODY');
    await panel.page.keyboard.type('Why not?');
    assert.equal(await value(), 'Why not?');
  });

  it('keeps the text until the host shows the turn', async () => {
    await panel.page.keyboard.type('Why?');
    await panel.page.keyboard.press('Enter');
    await panel.page.keyboard.press('Enter');
    const sent = await sends();
    assert.equal(await value(), 'Why?');
    assert.equal(new Set(sent.map(({ clientId }) => clientId)).size, 1);
    await panel.ops([{ op: 'turn', turn: turn('Another question', answer()) }]);
    assert.equal(await value(), 'Why?');
    await panel.ops([{ op: 'turn', turn: { ...turn('Why?', answer()), turnId: 't2' } }]);
    assert.equal(await value(), '');
  });

  it('brings the draft back after a reload', async () => {
    await panel.page.keyboard.type('half a thou');
    await panel.page.waitForTimeout(250);
    await panel.page.reload();
    await panel.snapshot(view());
    assert.equal(await value(), 'half a thou');
  });

  it('drops a draft whose turn arrived during the reload', async () => {
    await panel.page.keyboard.type('Why?');
    await panel.page.keyboard.press('Enter');
    await panel.page.reload();
    await panel.snapshot(view({ turns: [turn('Why?', answer({ blocks: [text('Because.')] }))] }));
    await panel.settled();
    assert.equal(await value(), '');
  });

  it('Stop and Esc stop, and Enter asks nothing meanwhile', async () => {
    await panel.ops([{ op: 'composer', composer: composer({ busyTurnId: 't1' }) }]);
    await panel.page.keyboard.type('next');
    await panel.page.keyboard.press('Enter');
    assert.equal(await value(), 'next');
    assert.deepEqual(await sends(), []);
    await panel.page.keyboard.press('Escape');
    await panel.page.locator('.sf-stop').click();
    const cancels = (await panel.posted()).filter(({ type }) => type === 'chat-cancel');
    assert.deepEqual(cancels, [
      { type: 'chat-cancel', turnId: 't1' },
      { type: 'chat-cancel', turnId: 't1' },
    ]);
  });

  it('↑ brings back the last question, only into an empty field', async () => {
    await panel.ops([{ op: 'turn', turn: turn('Earlier', answer()) }]);
    await panel.page.keyboard.press('ArrowUp');
    await panel.settled();
    assert.equal(await value(), 'Earlier');
    await panel.page.keyboard.press('Control+A');
    await panel.page.keyboard.type('mine');
    await panel.page.keyboard.press('ArrowUp');
    assert.equal(await value(), 'mine');
  });

  it('leaves Enter to an input method', async () => {
    await panel.page.keyboard.type('に');
    await panel.page.locator('textarea').evaluate((field) => {
      const init = { key: 'Enter', bubbles: true, cancelable: true };
      field.dispatchEvent(new KeyboardEvent('keydown', { ...init, isComposing: true }));
    });
    assert.deepEqual(await sends(), []);
  });

  it('reports what is pressed: waiting bar, faults, why, copy, links', async () => {
    const views = galleryViews(Date.now());
    await panel.snapshot(views['seam'] ?? view());
    await panel.page.getByRole('button', { name: 'Try now' }).click();
    await panel.page.getByRole('button', { name: 'why' }).click();
    assert.match(await panel.page.locator('.sf-why-list').innerText(), /GPT was next/);
    await panel.page.locator('[data-act=copy]').first().click();
    await panel.snapshot(views['trial'] ?? view());
    const stall = panel.page.getByRole('button', { name: 'Stall' }).first();
    assert.equal(await stall.getAttribute('aria-pressed'), 'true');
    await stall.click();
    await panel.page.getByRole('button', { name: 'End trial' }).click();
    await panel.snapshot(views['rich'] ?? view());
    await panel.page.getByRole('link', { name: 'link' }).press('Enter');
    const messages = (await panel.posted()).filter(
      ({ type }) => type !== 'ready' && type !== 'keep-draft',
    );
    const posted = messages.map((message) => {
      if (message.type === 'action') return `${message.button.action} ${message.turnId ?? ''}`;
      if (message.type === 'set-fault') return `${message.providerId} ${message.isOn}`;
      return message.type === 'open-link' ? message.href : message.type;
    });
    assert.deepEqual(posted, [
      'try-now t2',
      'copy',
      'aster false',
      'end-trial ',
      'https://example.com/a',
    ]);
  });

  it('who is asked and what was spent are buttons, by keyboard as well', async () => {
    const bound = composer({ who: 'GPT-5 only', bound: 'Local only' });
    await panel.ops([{ op: 'composer', composer: bound }]);
    const model = panel.page.locator('.sf-model');
    assert.equal((await model.innerText()).trim(), 'Local only · GPT-5 only');
    assert.equal(await model.locator('.codicon-lock').count(), 1);
    await panel.page.getByRole('button', { name: 'Choose model: Local only' }).press('Enter');
    await panel.page.getByRole('button', { name: 'Show spend: $0.42 today' }).press('Enter');
    const pressed = (await panel.posted()).flatMap((message) =>
      message.type === 'action' ? [message.button.action] : [],
    );
    assert.deepEqual(pressed, ['choose-model', 'show-spend']);
  });

  it('says what should be known of an answer that stands, with its button', async () => {
    await panel.snapshot(galleryViews(Date.now())['cut'] ?? assert.fail());
    const notice = panel.page.locator('.sf-answer .sf-cause');
    assert.match(await notice.innerText(), /read only 4k of ~9\.2k tokens/);
    assert.equal(await panel.page.locator('.sf-answer .codicon-warning').count(), 1);
    await notice.getByRole('button', { name: 'Open setting' }).click();
    const pressed = (await panel.posted()).findLast(({ type }) => type === 'action');
    assert(pressed?.type === 'action' && pressed.button.args?.['setting'] === 'steadfast.models');
    assert.match(await panel.page.locator('.sf-footer').innerText(), /~\$0\.0042/);
  });

  it('hands a demo to the host, and keeps what is typed', async () => {
    await panel.snapshot(galleryViews(Date.now())['trialStart'] ?? view());
    await panel.page.keyboard.type('mine');
    await panel.page.getByRole('button', { name: 'Cut an answer' }).click();
    const last = (await panel.posted()).at(-1);
    assert.deepEqual(last?.type === 'action' ? [last.button.action, last.button.args] : last, [
      'demo',
      { demo: 'cut' },
    ]);
    assert.equal(await value(), 'mine');
    await panel.page.keyboard.press('Control+A');
    await panel.page.keyboard.press('Delete');
    await panel.page.getByRole('button', { name: 'Privacy?' }).click();
    assert.equal((await sends()).at(-1)?.text, 'What leaves this computer, and who decides?');
  });

  it('folds the switches of one provider and leaves the other', async () => {
    await panel.snapshot(galleryViews(Date.now())['trialStart'] ?? view());
    const row = panel.page.getByRole('button', { name: 'Aster working' });
    assert.equal(await panel.page.locator('.sf-fault').count(), 12);
    await row.click();
    assert.equal(await row.getAttribute('aria-expanded'), 'false');
    assert.equal(await panel.page.locator('.sf-fault').count(), 6);
  });

  it('puts the reading focus on the last message', async () => {
    await panel.snapshot(galleryViews(0)['seam'] ?? view());
    await panel.host({ type: 'focus', what: 'last-message' });
    await panel.settled();
    const label = await panel.page.evaluate(() =>
      document.activeElement?.getAttribute('aria-label'),
    );
    assert.equal(label, 'Answer from Gemini Flash');
  });

  it('fits 260 px and 200 % zoom without sideways scrolling', async () => {
    for (const options of [{ width: 260 }, { width: 400, height: 720, zoom: 2 }]) {
      const small = await stage.panel(options);
      for (const [name, shown] of Object.entries(galleryViews(Date.now()))) {
        await small.snapshot(shown);
        const excess = await small.page.evaluate(() => {
          const parts = [
            document.documentElement,
            ...document.querySelectorAll('.sf-log, .sf-bottom, sf-strip'),
          ];
          return Math.max(...parts.map((part) => part.scrollWidth - part.clientWidth));
        });
        assert.ok(excess <= 0, `${name} at ${options.width}: ${excess} px too wide`);
      }
      await small.page.context().close();
    }
  });
});
