/*
 * The dashboard's page in a real browser: what the host sends stands there, the table is sorted and
 * the buttons work by keyboard, hostile names stay words, and axe-core finds nothing in any theme.
 * `SHOTS=all` leaves a picture of each theme in out/gallery.
 */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { DashboardView } from '../../src/protocol/dashboard.ts';
import { emptyView, monthView } from '../host/dashboard/views.ts';
import { brokenRules } from './axeRules.ts';
import { sharedStage, THEMES, type Panel, type Stage } from './stage.ts';

describe('dashboard', function () {
  this.timeout(120_000);
  let stage: Stage;
  let month: DashboardView;
  const open = async (view: DashboardView, more = {}): Promise<Panel> => {
    const panel = await stage.panel({ script: 'dashboard', width: 1000, height: 760, ...more });
    await panel.host({ type: 'dashboard', view });
    await panel.settled();
    return panel;
  };

  before(async () => {
    stage = await sharedStage();
    month = monthView();
  });

  it('shows a card for each, availability, cost and the models compared', async () => {
    const { page } = await open(month);
    assert.deepEqual(await page.locator('.sf-card-head h2').allInnerTexts(), [
      'Claude',
      'GPT',
      'Ollama',
    ]);
    const [first = '', second = ''] = await page.locator('.sf-card-reason').allInnerTexts();
    assert.match(first, /Claude is overloaded right now\./);
    assert.match(second, /tries failed|Nothing failed/);
    const day = page.getByRole('img', { name: /Last 24 hours: .*14:05.*failed/ });
    assert.ok((await day.count()) > 0);
    assert.equal(await page.locator('.sf-availability .sf-share').count(), 4);
    assert.match(await page.locator('.sf-costs').innerText(), /Tries that failed[^]*Together/);
    assert.equal(await page.locator('.sf-models tbody tr').count(), 2);
    await page.context().close();
  });

  it('sorts by keyboard, says which way, and keeps what is not known last', async () => {
    const view: DashboardView = {
      ...month,
      models: ['b', 'a', 'c'].map((key, at) => ({
        key,
        cells: month.columns.map((_, column) =>
          column === 0
            ? { text: key, sort: key }
            : { text: String(at), sort: at === 2 ? null : at },
        ),
      })),
    };
    const { page } = await open(view);
    const rows = (): Promise<string[]> => page.locator('tbody th[scope=row]').allInnerTexts();
    const models = async (): Promise<string[]> => (await rows()).slice(-3);
    assert.deepEqual(await models(), ['a', 'b', 'c']);
    const head = page.getByRole('button', { name: 'First word' });
    await head.focus();
    await page.keyboard.press('Enter');
    assert.deepEqual(await models(), ['b', 'a', 'c']);
    assert.equal(await page.locator('th[aria-sort=ascending]').count(), 1);
    await page.keyboard.press('Enter');
    assert.deepEqual(await models(), ['a', 'b', 'c']);
    assert.equal(await page.locator('th[aria-sort=descending]').count(), 1);
    await page.context().close();
  });

  it('counts a pause down, and hands over what is pressed', async () => {
    const [card] = month.cards;
    assert.ok(card);
    const untilWallMs = Date.now() + 372_000;
    const panel = await open({ ...month, cards: [{ ...card, untilWallMs }] });
    assert.match(await panel.page.locator('.sf-card-left').innerText(), /^6:\d\d left$/);
    for (const name of ['Test now', 'Reset', 'Turn off']) {
      await panel.page.getByRole('button', { name: `${name}: Claude` }).press('Enter');
    }
    const acts = (await panel.doors()).posted as unknown as { type: string; what?: string }[];
    const of = { type: 'act', providerId: 'claude', targetKey: 'claude/sonnet' };
    assert.deepEqual(acts.slice(1), [
      { ...of, what: 'test' },
      { ...of, what: 'reset' },
      { ...of, what: 'disable' },
    ]);
    await panel.page.locator('summary').press('Enter');
    assert.equal(await panel.page.locator('.sf-card-errors li').first().isVisible(), true);
    await panel.page.context().close();
  });

  it('says honestly that there is nothing yet, with the button that helps', async () => {
    const panel = await open(emptyView());
    assert.match(await panel.page.locator('main').innerText(), /Nothing was asked in 30 days\./);
    assert.equal(await panel.page.locator('.sf-availability').count(), 0);
    await panel.page.getByRole('button', { name: 'Add Provider' }).press('Enter');
    const posted = (await panel.doors()).posted as unknown as { type: string }[];
    assert.equal(posted.at(-1)?.type, 'add-provider');
    assert.deepEqual(await brokenRules(panel, 'dark'), []);
    await panel.page.context().close();
  });

  it('draws hostile names as words, and drops what is no dashboard', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202Eevil';
    const [card] = month.cards;
    assert.ok(card);
    const bad = { ...card, name: evil, detail: evil, reason: evil };
    const models = [{ key: evil, cells: month.columns.map(() => ({ text: evil, sort: null })) }];
    const panel = await open({ ...month, summary: evil, cards: [bad], models });
    await panel.host({ type: 'dashboard', view: { cards: 3 } });
    await panel.settled();
    assert.equal(await panel.page.locator('img').count(), 0);
    assert.doesNotMatch(await panel.page.locator('main').innerText(), /\u202E/);
    const { alerts, violations } = await panel.doors();
    assert.deepEqual([alerts, violations, panel.requests], [0, [], []]);
    await panel.page.context().close();
  });

  it('has room for its words in a narrow tab', async () => {
    const panel = await open(month, { width: 420 });
    const width = await panel.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 420, `${width}`);
    await panel.page.context().close();
  });

  for (const theme of THEMES) {
    it(`breaks no rule of axe in ${theme}`, async () => {
      const panel = await open(month, { theme, height: 1_300 });
      assert.deepEqual(await brokenRules(panel, theme), []);
      if (process.env['SHOTS'] === 'all') {
        await mkdir('out/gallery', { recursive: true });
        await panel.page.screenshot({ path: `out/gallery/dashboard-${theme}.png` });
      }
      await panel.page.context().close();
    });
  }
});
