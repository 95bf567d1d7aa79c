/*
 * What a person does with messages, with real keys: edit in place, other versions, delete, the
 * buttons of code blocks, and the search, which paints and never touches a node.
 */
import assert from 'node:assert/strict';
import type { PanelMessage } from '../../src/protocol/index.ts';
import { galleryViews } from './galleryViews.ts';
import { sharedStage, type Panel, type Stage } from './stage.ts';
import { answer, composer, FOOTER, text, turn, view } from './views.ts';

const CODE = '```ts src/pool.ts\nconst a = "<b>";\n```';
const two = (): ReturnType<typeof view> =>
  view({
    turns: [
      { ...turn('Why a pool?', answer({ ...FOOTER, blocks: [text('A pool is shared.')] })) },
      {
        ...turn(
          'And code?',
          answer({
            answerId: 'a2',
            ...FOOTER,
            blocks: [
              { type: 'reasoning', text: 'Think of the POOL.' },
              text(`Use the **po**ol:\n\n${CODE}\n\n| pool | size |\n|---|---|\n| a | 1 |`),
            ],
          }),
        ),
        turnId: 't2',
        version: { at: 2, of: 3 },
      },
    ],
  });

describe('messages', function () {
  this.timeout(60_000);
  let stage: Stage;
  let panel: Panel;

  before(async () => {
    stage = await sharedStage();
  });
  beforeEach(async () => {
    panel = await stage.panel();
    await panel.snapshot(two());
  });
  afterEach(() => panel.page.context().close());

  const button = (name: string, nth = -1) => {
    const all = panel.page.getByRole('button', { name, exact: true });
    return nth < 0 ? all.last() : all.nth(nth);
  };
  const field = () => panel.page.locator('.sf-composer textarea');
  const lastOf = async <T extends PanelMessage['type']>(
    type: T,
  ): Promise<Extract<PanelMessage, { type: T }> | undefined> =>
    (await panel.posted()).findLast(
      (message): message is Extract<PanelMessage, { type: T }> => message.type === type,
    );

  it('edits a question by keyboard alone and gives back what was typed before', async () => {
    await field().fill('half a thought');
    await button('Edit question').focus();
    await panel.page.keyboard.press('Enter');
    assert.equal(await field().inputValue(), 'And code?');
    assert.match(await panel.page.locator('.sf-editing').innerText(), /earlier version/);
    await panel.page.keyboard.type(' Please.');
    await panel.page.keyboard.press('Enter');
    const sent = await lastOf('chat-resend');
    assert.deepEqual([sent?.turnId, sent?.text], ['t2', 'And code? Please.']);
    const [first] = two().turns;
    assert.ok(first);
    await panel.ops([
      { op: 'turns', turns: [first, { ...turn('And code? Please.'), turnId: 't3' }] },
    ]);
    assert.equal(await field().inputValue(), 'half a thought');
    assert.equal(await panel.page.locator('.sf-editing').count(), 0);
  });

  it('Escape leaves an edit, the next one stops; an edit may be sent while an answer runs', async () => {
    await panel.snapshot({ ...two(), composer: composer({ busyTurnId: 't2' }) });
    await button('Edit question', 0).click();
    await panel.page.keyboard.type('?');
    await panel.page.keyboard.press('Enter');
    assert.equal((await lastOf('chat-resend'))?.turnId, 't1');
    await panel.page.keyboard.press('Escape');
    assert.equal(await field().inputValue(), '');
    assert.equal(await lastOf('chat-cancel'), undefined);
    await panel.page.keyboard.press('Escape');
    assert.equal((await lastOf('chat-cancel'))?.turnId, 't2');
  });

  it('an edit survives a reload of the panel', async () => {
    await button('Edit question').click();
    await panel.page.keyboard.type(' more');
    await panel.page.waitForTimeout(300);
    await panel.page.reload();
    await panel.snapshot(two());
    assert.equal(await field().inputValue(), 'And code? more');
    assert.equal(await panel.page.locator('.sf-editing').count(), 1);
  });

  it('steps through versions, deletes, takes back, asks another', async () => {
    await button('Earlier version').click();
    await button('Later version').click();
    await button('Delete question and answer', 0).click();
    await panel.ops([
      {
        op: 'offers',
        offers: [
          {
            sentence: 'Question and answer deleted.',
            buttons: [{ label: 'Undo', action: 'undo-delete' }],
          },
        ],
      },
    ]);
    await button('Undo').click();
    await button('Ask again').click();
    const acts = (await panel.posted()).flatMap((message) =>
      message.type === 'action'
        ? [
            [message.button.action, message.turnId, message.button.args?.['step']]
              .filter((part) => part !== undefined)
              .join(' '),
          ]
        : [],
    );
    assert.deepEqual(acts, [
      'show-version t2 -1',
      'show-version t2 1',
      'delete-question t1',
      'undo-delete',
      'retry t2',
    ]);
    await panel.ops([{ op: 'offers', offers: [] }]);
    assert.equal(await panel.page.locator('.sf-offer').count(), 0);
  });

  it('hands whole code to the host with the words of its fence, and half code to nobody', async () => {
    for (const name of ['Insert at cursor', 'New file', 'Apply']) await button(name).click();
    const code = (await panel.posted()).filter((message) => message.type === 'code');
    assert.deepEqual(
      code.map(({ act }) => act),
      ['insert', 'new-file', 'apply'],
    );
    const { type: _type, act: _act, ...rest } = code[0] ?? assert.fail();
    assert.deepEqual(rest, { code: 'const a = "<b>";', language: 'ts', name: 'src/pool.ts' });
    await panel.snapshot(
      view({
        turns: [turn('Q', answer({ state: 'streaming', blocks: [text('```ts\nconst a =')] }))],
      }),
    );
    assert.equal(await panel.page.locator('[data-act="apply"]').count(), 0);
    assert.equal(await panel.page.locator('[data-act="copy"]').count(), 1);
  });

  describe('search', () => {
    const count = (): Promise<string> => panel.page.locator('.sf-find-count').innerText();
    const here = (): Promise<string> =>
      panel.page.evaluate(() =>
        [...(CSS.highlights.get('sf-found-here') ?? [])]
          .map((range) => (range as Range).toString())
          .join(),
      );
    beforeEach(async () => {
      await panel.page.keyboard.press('Control+f');
      await panel.settled();
    });

    it('finds in questions, answers, code and tables, and leaves every node as it was', async () => {
      const before = await panel.page.locator('.sf-log').innerHTML();
      await panel.page.keyboard.type('POOL');
      // Question, answer, reasoning, half bold, table; not the file name of the block.
      assert.equal(await count(), '1 of 5');
      assert.equal(await here(), 'pool');
      for (const expected of ['2 of 5', '3 of 5']) {
        await panel.page.keyboard.press('Enter');
        assert.equal(await count(), expected);
      }
      assert.equal(await here(), 'POOL');
      assert.equal(await panel.page.locator('.sf-reasoning').getAttribute('open'), '');
      await panel.page.keyboard.press('Shift+Enter');
      assert.equal(await count(), '2 of 5');
      await panel.page.locator('.sf-reasoning').evaluate((fold) => fold.removeAttribute('open'));
      assert.equal(await panel.page.locator('.sf-log').innerHTML(), before);
      await button('Previous match').click();
      await button('Previous match').click();
      assert.equal(await count(), '5 of 5');
    });

    it('says when there is nothing, and Escape closes without stopping anything', async () => {
      await panel.page.keyboard.type('<b>nothing');
      assert.equal(await count(), 'No results');
      await panel.page.keyboard.press('Escape');
      assert.equal(await panel.page.locator('.sf-find').count(), 0);
      assert.equal(await panel.page.evaluate(() => CSS.highlights.size), 0);
      assert.equal(await lastOf('chat-cancel'), undefined);
      const focused = await panel.page.evaluate(() => document.activeElement?.className);
      assert.equal(focused, 'sf-log');
    });

    it('follows a growing answer', async () => {
      await panel.page.keyboard.type('shared');
      assert.equal(await count(), '1 of 1');
      const at = 'A pool is shared.'.length;
      const more = ' Yes, shared.';
      await panel.ops([{ op: 'append', turnId: 't1', answerId: 'a1', block: 0, at, text: more }]);
      await panel.page.locator('.sf-find-count', { hasText: '1 of 2' }).waitFor();
    });

    it('opens by the host as well, over any view', async () => {
      for (const shown of Object.values(galleryViews(Date.now()))) {
        await panel.snapshot(shown);
        await panel.host({ type: 'focus', what: 'find' });
        await panel.settled();
      }
      assert.deepEqual((await panel.doors()).violations, []);
    });
  });
});
