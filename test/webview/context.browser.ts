/*
 * What goes with a question, with real keys: the list on `@` and `/`, chips, the meter, and that
 * nothing of it is lost or asked twice. The host is played by the test: it answers what is asked.
 */
import assert from 'node:assert/strict';
import type { ChipView, PanelMessage, SuggestionView } from '../../src/protocol/index.ts';
import { contextViews, fullContext, sentChip } from './contextViews.ts';
import { brokenRules } from './axeRules.ts';
import { sharedStage, THEMES, type Panel, type Stage } from './stage.ts';
import { answer, composer, turn, view } from './views.ts';

const chip = (name: string, more: Partial<ChipView> = {}): ChipView => ({
  ref: { kind: 'file', uri: `file:///w/${name}` },
  icon: 'file',
  label: name,
  ...more,
});
const ROWS: SuggestionView[] = [
  { icon: 'selection', label: 'Selection', detail: 'nothing is selected', isOff: true },
  { icon: 'file', label: 'File…', insert: '@file:' },
  {
    icon: 'file',
    label: 'pool.test.ts',
    detail: 'src/pool.test.ts',
    chip: chip('src/pool.test.ts'),
  },
  {
    icon: 'diff',
    label: 'Git changes',
    chip: chip('x', { ref: { kind: 'diff', isStaged: false }, icon: 'diff' }),
  },
];

describe('context', function () {
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

  const of = async <T extends PanelMessage['type']>(type: T) =>
    (await panel.posted()).filter(
      (message): message is Extract<PanelMessage, { type: T }> => message.type === type,
    );
  const field = () => panel.page.locator('textarea');
  const rows = () => panel.page.locator('[role=option]');
  const labels = (): Promise<string[]> =>
    panel.page.locator('.sf-attached .sf-context-chip').allInnerTexts();
  const press = async (...keys: string[]): Promise<void> => {
    for (const key of keys) await panel.page.keyboard.press(key);
    await panel.settled();
  };
  const type = async (words: string): Promise<void> => {
    await panel.page.keyboard.type(words);
    await panel.settled();
  };
  const answerWith = async (items: SuggestionView[] = ROWS): Promise<void> => {
    const last = (await of('context-search')).at(-1);
    assert.ok(last !== undefined);
    await panel.host({ type: 'context-found', seq: last.seq, items });
    await panel.settled();
  };
  const active = async (): Promise<string> => {
    const id = await field().getAttribute('aria-activedescendant');
    return (await panel.page.locator(`#${id ?? 'none'} .sf-suggest-label`).innerText()).trim();
  };

  it('opens on @, starts at the first row that can be taken, and takes with Enter', async () => {
    await type('look at @');
    await answerWith();
    assert.equal(await panel.page.locator('[role=listbox]').count(), 1);
    assert.equal(await active(), 'File…');
    await press('ArrowDown');
    assert.equal(await active(), 'pool.test.ts');
    await press('Enter');
    assert.equal(await rows().count(), 0);
    assert.equal(await field().inputValue(), 'look at ');
    assert.deepEqual(await labels(), ['src/pool.test.ts']);
    assert.equal((await of('chat-send')).length, 0);
    await type('why?');
    await press('Enter');
    const [sent] = await of('chat-send');
    assert.deepEqual([sent?.text, sent?.refs], ['look at why?', [chip('src/pool.test.ts').ref]]);
  });

  it('asks with every letter, drops what is late, narrows, and Tab takes too', async () => {
    await type('@po');
    const asked = await of('context-search');
    assert.deepEqual(
      asked.map(({ words }) => words),
      ['', 'p', 'po'],
    );
    await panel.host({ type: 'context-found', seq: asked[0]?.seq ?? 0, items: ROWS });
    await panel.settled();
    assert.equal(await rows().count(), 0);
    await answerWith();
    await press('Tab');
    assert.equal(await field().inputValue(), '@file:');
    assert.equal((await of('context-search')).at(-1)?.words, 'file:');
    assert.ok(await field().evaluate((node) => node === document.activeElement));
  });

  it('takes the first row when Enter was faster than the answer', async () => {
    await type('@pool');
    await press('Enter');
    assert.equal((await of('chat-send')).length, 0);
    await answerWith(ROWS.slice(2));
    assert.deepEqual(await labels(), ['src/pool.test.ts']);
  });

  it('goes round with the arrows, refuses a row that is off, and Esc closes it and nothing else', async () => {
    await panel.ops([{ op: 'composer', composer: composer({ busyTurnId: 't1' }) }]);
    await type('@');
    await answerWith();
    await press('ArrowUp');
    assert.equal(await active(), 'Selection');
    await press('Enter');
    assert.deepEqual(await labels(), []);
    await press('Escape');
    assert.equal(await rows().count(), 0);
    assert.equal((await of('chat-cancel')).length, 0);
    const before = (await of('context-search')).length;
    await type('x');
    assert.equal((await of('context-search')).length, before);
    await type(' @');
    assert.equal((await of('context-search')).length, before + 1);
    await press('Escape', 'Escape');
    assert.equal((await of('chat-cancel')).length, 1);
  });

  it('leaves addresses alone, and sends when nothing is found', async () => {
    await type('mail me@example.com');
    assert.equal((await of('context-search')).length, 0);
    await type(' @nobody');
    await answerWith([]);
    assert.match(await panel.page.locator('.sf-suggest').innerText(), /Nothing found/);
    await press('Enter');
    assert.equal((await of('chat-send')).length, 1);
  });

  it('is opened by the button and taken by the mouse, the field keeps the focus', async () => {
    await type('see');
    await panel.page.getByRole('button', { name: 'Attach (@)' }).click();
    await panel.settled();
    assert.equal(await field().inputValue(), 'see @');
    await answerWith();
    await rows().nth(2).click();
    await panel.settled();
    assert.deepEqual(await labels(), ['src/pool.test.ts']);
    assert.ok(await field().evaluate((node) => node === document.activeElement));
  });

  it('gives a command what it is about, once, and takes it back with the command', async () => {
    await type('/rev');
    await answerWith([{ icon: 'command', label: '/review', detail: 'Review', insert: '/review ' }]);
    await press('Enter');
    assert.equal(await field().inputValue(), '/review ');
    assert.deepEqual(
      (await of('context-default')).map(({ command }) => command),
      ['review'],
    );
    const diff = chip('Git changes', { ref: { kind: 'diff', isStaged: false }, icon: 'diff' });
    await panel.host({ type: 'chips', chips: [diff], by: 'review' });
    await panel.settled();
    assert.deepEqual(await labels(), ['Git changes']);
    await type('briefly');
    assert.equal((await of('context-default')).length, 1);
    await press('Control+A', 'Delete');
    assert.deepEqual(await labels(), []);
  });

  it('asks what the host hands over at once, and leaves what is typed alone', async () => {
    const ask = { type: 'chips', chips: [chip('pool.ts')], ask: '/explain' } as const;
    await panel.host(ask);
    await panel.settled();
    const [first] = await of('chat-send');
    assert.deepEqual([first?.text, first?.refs?.length], ['/explain', 1]);
    await panel.ops([{ op: 'turn', turn: turn('/explain', answer()) }]);
    assert.equal(await field().inputValue(), '');
    assert.deepEqual(await labels(), []);
    await type('half a thought');
    await panel.host(ask);
    await panel.settled();
    assert.equal((await of('chat-send')).length, 2);
    assert.equal(await field().inputValue(), 'half a thought');
    // Where nobody can be asked it waits, before what is typed.
    const shut = { placeholder: '', who: '', canSend: false, suggestions: [] };
    await panel.ops([{ op: 'composer', composer: shut }]);
    await panel.host(ask);
    await panel.settled();
    assert.equal((await of('chat-send')).length, 2);
    assert.equal(await field().inputValue(), '/explain\n\nhalf a thought');
    assert.deepEqual(await labels(), ['pool.ts']);
  });

  it('does not bring a command’s usual things where something is attached', async () => {
    await panel.host({ type: 'chips', chips: [chip('own.ts')] });
    await panel.settled();
    await type('/review x');
    assert.equal((await of('context-default')).length, 0);
    await panel.host({ type: 'chips', chips: [chip('late.ts')], by: 'review' });
    await panel.settled();
    assert.deepEqual(await labels(), ['own.ts']);
  });

  it('lets chips be taken away by mouse, by their own key, and by Backspace in front', async () => {
    await panel.host({ type: 'chips', chips: ['a', 'b', 'c'].map((name) => chip(name)) });
    await panel.host({ type: 'chips', chips: [chip('a')] });
    await panel.settled();
    assert.deepEqual(await labels(), ['a', 'b', 'c']);
    await panel.page.getByRole('button', { name: 'Take away b' }).click();
    await panel.page.getByRole('button', { name: 'Take away a' }).press('Delete');
    await panel.settled();
    assert.deepEqual(await labels(), ['c']);
    await type('x');
    await press('Backspace');
    assert.deepEqual(await labels(), ['c']);
    await press('Backspace');
    assert.deepEqual(await labels(), []);
  });

  it('keeps chips over a reload and until their turn is there', async () => {
    await panel.host({ type: 'chips', chips: [chip('a')] });
    await type('why?');
    await panel.page.waitForTimeout(250);
    await panel.page.reload();
    await panel.snapshot(view());
    await panel.settled();
    assert.deepEqual(await labels(), ['a']);
    await field().press('Enter');
    await panel.settled();
    assert.deepEqual(await labels(), ['a']);
    await panel.ops([{ op: 'turn', turn: turn('why?', answer()) }]);
    assert.deepEqual(await labels(), []);
  });

  it('brings chips back: ↑ to be read anew, an edit exactly as they were sent', async () => {
    await panel.ops([{ op: 'turn', turn: { ...turn('why?', answer()), chips: [sentChip] } }]);
    await press('ArrowUp');
    assert.deepEqual(await labels(), ['pool.test.ts:40–72']);
    await press('Enter');
    assert.deepEqual((await of('chat-send'))[0]?.refs, [sentChip.ref]);
    await panel.page.getByRole('button', { name: 'Edit question' }).press('Enter');
    await panel.settled();
    await field().press('Enter');
    const [again] = await of('chat-resend');
    assert.deepEqual(again?.refs, [{ kind: 'sent', turnId: 't1', at: 0 }]);
  });

  it('shows what was sent, opens it, and says what cannot be sent or fits no more', async () => {
    await panel.snapshot(contextViews()['context'] ?? view());
    await panel.host({ type: 'context', context: fullContext });
    await panel.host({
      type: 'chips',
      chips: [chip('src', { ref: { kind: 'folder', uri: 'file:///w/src' } }), chip('logo.png')],
    });
    await panel.settled();
    await panel.page.getByRole('button', { name: 'Open pool.test.ts:40–72' }).click();
    assert.deepEqual(await of('context-open'), [{ type: 'context-open', turnId: 't1', at: 0 }]);
    const remarks = await panel.page.locator('.sf-remarks').innerText();
    assert.match(remarks, /logo\.png is no text[^]*may hold secrets: src\/\.env/);
    assert.equal(await panel.page.locator('.sf-context-chip[data-bad=true]').count(), 1);
    const meter = panel.page.locator('.sf-meter');
    assert.equal((await meter.innerText()).trim(), '~12k / 200k');
    await meter.press('Enter');
    assert.equal(await meter.getAttribute('aria-expanded'), 'true');
    assert.match(await panel.page.locator('.sf-meter-parts').innerText(), /Conversation\s+~8k/);
    await panel.page.getByRole('button', { name: 'Do not follow in this chat' }).click();
    assert.deepEqual(await of('instructions'), [{ type: 'instructions', isOn: false }]);
  });

  for (const theme of THEMES) {
    it(`breaks no rule of axe with everything open, in ${theme}`, async () => {
      const own = await stage.panel({ theme });
      await own.snapshot(contextViews()['context'] ?? view());
      await own.host({ type: 'context', context: fullContext });
      await own.settled();
      await own.host({ type: 'chips', chips: [chip('logo.png')] });
      await own.page.locator('.sf-meter').click();
      await own.page.locator('textarea').fill('@');
      await own.settled();
      const asked = (await own.posted()).filter((message) => message.type === 'context-search');
      await own.host({ type: 'context-found', seq: asked.at(-1)?.seq ?? 0, items: ROWS });
      await own.settled();
      assert.equal(await own.page.locator('[role=option]').count(), ROWS.length);
      const found = await brokenRules(own, theme);
      await own.page.context().close();
      assert.deepEqual(found, []);
    });
  }
});
