/*
 * The page of a receipt in a real browser: all that the host sends stands there, hostile words stay
 * words, the one button works by keyboard, and axe-core finds nothing in any theme.
 * `SHOTS=all` leaves a picture of each theme in out/gallery.
 */
import assert from 'node:assert/strict';
import { mkdir } from 'node:fs/promises';
import type { ReceiptView } from '../../src/protocol/receipt.ts';
import { receiptView } from '../../src/host/receipt/receiptView.ts';
import { context } from '../host/fakes.ts';
import { story, storyTurn } from '../host/receipt/journals.ts';
import { brokenRules } from './axeRules.ts';
import { sharedStage, THEMES, type Panel, type Stage } from './stage.ts';

const place = { conversationId: 'c1', turnId: 't1' };
const own = { ...context, language: 'en', usualMs: () => 800 };
const receipt = (): ReceiptView => receiptView(storyTurn, story(), own);

describe('receipt', function () {
  this.timeout(120_000);
  let stage: Stage;
  const open = async (view: ReceiptView, more = {}): Promise<Panel> => {
    const panel = await stage.panel({ script: 'receipt', width: 1000, height: 760, ...more });
    await panel.host({ type: 'receipt', place, view });
    await panel.settled();
    return panel;
  };

  before(async () => {
    stage = await sharedStage();
  });

  it('shows figures, tries and steps, and remembers which turn it is of', async () => {
    const panel = await open(receipt());
    const { page } = panel;
    assert.equal(await page.locator('h1').innerText(), 'Why does this test hang?');
    const rows = await page.locator('tbody tr').allInnerTexts();
    assert.equal(rows.length, 3);
    assert.match(rows[0] ?? '', /A is overloaded right now\.[^]*HTTP 529[^]*request req_1/);
    assert.match(rows[2] ?? '', /Finished[^]*0\.8 s[^]*3\.6 s[^]*900 in, 100 out[^]*\$0\.014/);
    assert.equal(await page.locator('.sf-receipt-steps li').count(), 8);
    assert.deepEqual(
      JSON.parse(await page.evaluate(() => sessionStorage.getItem('state') ?? '')),
      place,
    );
    await page.context().close();
  });

  it('copies by keyboard, and says so', async () => {
    const panel = await open(receipt());
    const button = panel.page.getByRole('button', { name: 'Copy as Markdown' });
    await panel.page.keyboard.press('Tab');
    assert.equal(await button.evaluate((element) => element === document.activeElement), true);
    await panel.page.keyboard.press('Enter');
    await panel.page.getByRole('button', { name: 'Copied' }).waitFor();
    assert.equal(await panel.page.getByRole('status').innerText(), 'Copied');
    assert.ok((await panel.doors()).posted.some(({ type }) => (type as string) === 'copy'));
    await panel.page.context().close();
  });

  it('draws hostile words as words, and drops what is no receipt', async () => {
    const view = receipt();
    const evil = '<img src=x onerror=alert(1)>\u202Eevil';
    const [first] = view.tries;
    assert.ok(first);
    const panel = await open({
      ...view,
      title: evil,
      tries: [{ ...first, who: evil, said: evil }],
    });
    assert.equal(await panel.page.locator('img').count(), 0);
    assert.match(await panel.page.locator('h1').innerText(), /<img src=x onerror=alert\(1\)>/);
    assert.doesNotMatch(await panel.page.locator('main').innerText(), /\u202E/);
    await panel.host({ type: 'receipt', view: { title: 3 } });
    await panel.settled();
    const { alerts, violations } = await panel.doors();
    assert.deepEqual([alerts, violations, panel.requests], [0, [], []]);
    assert.equal(await panel.page.locator('tbody tr').count(), 1);
    await panel.page.context().close();
  });

  it('has room for its words in a narrow tab', async () => {
    const panel = await open(receipt(), { width: 420 });
    const width = await panel.page.evaluate(() => document.documentElement.scrollWidth);
    assert.ok(width <= 420, `${width}`);
    await panel.page.context().close();
  });

  for (const theme of THEMES) {
    it(`breaks no rule of axe in ${theme}`, async () => {
      const panel = await open(receipt(), { theme });
      assert.deepEqual(await brokenRules(panel, theme), []);
      if (process.env['SHOTS'] === 'all') {
        await mkdir('out/gallery', { recursive: true });
        await panel.page.screenshot({ path: `out/gallery/receipt-${theme}.png` });
      }
      await panel.page.context().close();
    });
  }
});
