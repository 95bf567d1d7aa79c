/*
 * Questions that wait, with real keys: every way out is a button, editing begins in the composer, and
 * nothing but a press sends anything.
 */
import assert from 'node:assert/strict';
import type { PanelMessage } from '../../src/protocol/index.ts';
import { QUEUED, queueView, storedView } from './queueViews.ts';
import { sharedStage, type Panel } from './stage.ts';
import { answer, text, turn, view } from './views.ts';

describe('questions that wait', function () {
  this.timeout(60_000);
  let panel: Panel;

  beforeEach(async () => {
    panel = await (await sharedStage()).panel();
    await panel.snapshot(queueView);
  });
  afterEach(() => panel.page.context().close());

  const line = (state: string) => panel.page.locator(`.sf-queued[data-state=${state}]`);
  const actions = async (): Promise<readonly (readonly [string, string | undefined])[]> =>
    (await panel.posted())
      .filter(
        (message): message is Extract<PanelMessage, { type: 'action' }> =>
          message.type === 'action',
      )
      .map(({ button, turnId }) => [button.action, turnId]);

  it('says in words and by icon what becomes of each, the question drawn as not sent', async () => {
    for (const [state, { sentence, detail, buttons }] of Object.entries(QUEUED)) {
      const said = await line(state).innerText();
      for (const words of [sentence, detail ?? '', ...buttons.map(({ label }) => label)])
        assert.ok(said.includes(words), `${state}: ${said}`);
      assert.equal(await line(state).locator('.codicon').count(), 1);
    }
    const bubble = panel.page.locator('.sf-unsent .sf-bubble').first();
    assert.equal(
      await bubble.evaluate((element) => getComputedStyle(element).borderStyle),
      'dashed',
    );
  });

  it('is sent, taken back and shown by keyboard', async () => {
    await line('ask').getByRole('button', { name: 'Send' }).press('Enter');
    await line('waiting').getByRole('button', { name: 'Cancel' }).press('Space');
    await line('doubtful').getByRole('button', { name: 'Send again' }).press('Enter');
    await panel.page.getByRole('button', { name: 'Show', exact: true }).press('Enter');
    assert.deepEqual(await actions(), [
      ['send-queued', 'ask'],
      ['unqueue', 'waiting'],
      ['send-queued', 'doubtful'],
      ['show-queued', undefined],
    ]);
  });

  it('is edited in the composer', async () => {
    await line('waiting').getByRole('button', { name: 'Edit' }).press('Enter');
    const field = panel.page.locator('.sf-composer textarea');
    assert.equal(await field.inputValue(), 'And does the same leak exist in worker.ts?');
    await field.press('End');
    await panel.page.keyboard.type('!');
    await panel.page.keyboard.press('Enter');
    const sent = (await panel.posted()).findLast(({ type }) => type === 'chat-resend');
    assert.ok(sent?.type === 'chat-resend');
    assert.deepEqual([sent.turnId, sent.text.endsWith('!')], ['waiting', true]);
  });

  it('is an ordinary question with its answer once it was sent', async () => {
    await panel.snapshot(view({ turns: [{ ...turn('Why?'), queued: QUEUED.waiting }] }));
    await panel.ops([{ op: 'turn', turn: turn('Why?', answer({ blocks: [text('Because.')] })) }]);
    assert.equal(await panel.page.locator('.sf-queued, .sf-unsent').count(), 0);
    assert.match(await panel.page.locator('.sf-answer').innerText(), /Because\./);
  });

  it('an old answer says that it is one, and what is only alike stays folded', async () => {
    await panel.snapshot(storedView);
    const first = panel.page.locator('.sf-answer').first();
    const said = await first.innerText();
    for (const words of ['stored answer', 'From 3 h ago, same question.', 'Ask again when back'])
      assert.ok(said.includes(words), said);
    const past = panel.page.getByRole('region', { name: 'Your own past answers' });
    assert.deepEqual(
      await past
        .locator('summary')
        .allInnerTexts()
        .then((all) => all.length),
      2,
    );
    assert.equal(await past.getByText('waits').isVisible(), false);
    await past.locator('summary').first().press('Enter');
    assert.equal(await past.locator('strong', { hasText: 'waits' }).isVisible(), true);
    await first.getByRole('button', { name: 'Ask again when back' }).press('Enter');
    assert.deepEqual(await actions(), [['queue', 't1']]);
  });

  it('stands in a narrow panel without a cut', async () => {
    const narrow = await (await sharedStage()).panel({ width: 220 });
    await narrow.snapshot(queueView);
    const overflow = await narrow.page.evaluate(
      () => document.documentElement.scrollWidth - document.documentElement.clientWidth,
    );
    assert.ok(overflow <= 0, `${overflow} px too wide`);
    await narrow.page.context().close();
  });
});
