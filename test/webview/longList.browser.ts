/*
 * A conversation of hundreds of turns, of which only a few are in the page: the reader's place,
 * focus, copying and folds are those of a page that holds all of it.
 */
import assert from 'node:assert/strict';
import { longConversation } from '../bench/conversation.ts';
import type { TurnView } from '../../src/protocol/index.ts';
import { sharedStage, type Panel, type Stage } from './stage.ts';
import { answer, text, turn, view } from './views.ts';

const COUNT = 600;

describe('a long conversation', function () {
  this.timeout(60_000);
  let stage: Stage;
  let panel: Panel;
  const turns = longConversation(COUNT);

  before(async () => {
    stage = await sharedStage();
  });
  beforeEach(async () => {
    panel = await stage.panel();
    await panel.snapshot(view({ turns }));
    await panel.settled();
  });
  afterEach(() => panel.page.context().close());

  /** The turns in the page, in order, and where those stand that are seen. */
  const seen = (): Promise<{ ids: string[]; tops: Record<string, number>; gap: number }> =>
    panel.page.evaluate(() => {
      const log = document.querySelector('.sf-log') as HTMLElement;
      const box = log.getBoundingClientRect();
      const all = [...log.querySelectorAll<HTMLElement>('.sf-turn')];
      const tops: Record<string, number> = {};
      for (const one of all) {
        const { top, bottom } = one.getBoundingClientRect();
        if (bottom > box.top && top < box.bottom) tops[one.dataset['turn'] ?? ''] = top;
      }
      return {
        ids: all.map((one) => one.dataset['turn'] ?? ''),
        tops,
        gap: log.scrollHeight - log.clientHeight - log.scrollTop,
      };
    });
  const scrollTo = async (share: number): Promise<void> => {
    await panel.page.evaluate((part) => {
      const log = document.querySelector('.sf-log') as HTMLElement;
      log.scrollTop = log.scrollHeight * part;
    }, share);
    await panel.settled();
    await panel.settled();
  };
  const numberOf = (turnId: string): number => Number(turnId.replace('turn-', ''));
  /** What is seen of both stands where it stood, moved by `byPx`. */
  const assertMoved = (
    before: Record<string, number>,
    after: Record<string, number>,
    byPx: number,
    why: string,
  ): void => {
    const common = Object.keys(before).filter((id) => after[id] !== undefined);
    assert.ok(common.length > 0, `${why}: nothing of it is seen any more`);
    for (const id of common) {
      const moved = (after[id] ?? 0) - (before[id] ?? 0);
      assert.ok(Math.abs(moved - byPx) <= 1, `${why}: ${id} moved ${moved}, not ${byPx}`);
    }
  };

  /** The wheel's own movement takes its time. */
  const arrived = async (before: Record<string, number>, byPx: number): ReturnType<typeof seen> => {
    for (let n = 0; n < 60; n += 1) {
      await panel.settled();
      const now = await seen();
      const id = Object.keys(before).find((one) => now.tops[one] !== undefined) ?? '';
      if (Math.abs((now.tops[id] ?? 0) - (before[id] ?? 0) - byPx) <= 1) return await seen();
    }
    return await seen();
  };

  it('opens at its end with few nodes, and knows how many messages there are', async () => {
    const { ids, tops, gap } = await seen();
    assert.equal(ids.at(-1), `turn-${COUNT - 1}`);
    assert.ok(`turn-${COUNT - 1}` in tops);
    assert.ok(gap <= 1);
    assert.ok(ids.length < 15, `${ids.length} turns`);
    const elements = await panel.page.evaluate(() => document.getElementsByTagName('*').length);
    assert.ok(elements < 2_000, `${elements} elements`);
    const last = panel.page.locator('article').last();
    assert.equal(await last.getAttribute('aria-posinset'), `${COUNT * 2}`);
    assert.equal(await last.getAttribute('aria-setsize'), `${COUNT * 2}`);
    assert.match(await last.innerText(), new RegExp(`Answer ${COUNT - 1} ends`));
  });

  it('keeps what is read in its place while it learns how high the others are', async () => {
    await panel.page.mouse.move(200, 300);
    let before = await seen();
    for (const stepPx of [-180, -420, -420, -90, -420, 300, -420, -420, 250, -420]) {
      await panel.page.mouse.wheel(0, stepPx);
      const after = await arrived(before.tops, -stepPx);
      assertMoved(before.tops, after.tops, -stepPx, 'the wheel');
      assert.deepEqual(
        after.ids,
        after.ids.toSorted((a, b) => numberOf(a) - numberOf(b)),
      );
      before = after;
    }
  });

  it('shows the right turns wherever the scroll bar goes, from the first to the last', async () => {
    let last = -1;
    for (const share of [0, 0.2, 0.5, 0.8, 1]) {
      await scrollTo(share);
      const numbers = Object.keys((await seen()).tops).map(numberOf);
      assert.ok(numbers.length > 0, `nothing is seen at ${share}`);
      const first = Math.min(...numbers);
      assert.deepEqual(
        numbers,
        numbers.map((_, at) => first + at),
      );
      assert.ok(first > last, `${first} after ${last}`);
      last = first;
      if (share === 0) assert.equal(first, 0);
    }
    assert.ok((await seen()).gap <= 1);
  });

  it('stays while an answer grows, turns are deleted far away and the panel gets narrower', async () => {
    await scrollTo(0.5);
    const before = await seen();
    const last = turns.at(-1)?.answers[0] ?? assert.fail();
    const { turnId } = turns.at(-1) ?? assert.fail();
    const grown = { ...last, blocks: [text('It grows.\n\n'.repeat(90))] };
    await panel.ops([{ op: 'answer', turnId, answer: grown }]);
    assertMoved(before.tops, (await seen()).tops, 0, 'growth at the end');
    const rest = turns.filter((_, index) => index !== 3 && index !== 4 && index !== COUNT - 4);
    await panel.ops([{ op: 'turns', turns: rest }]);
    assertMoved(before.tops, (await seen()).tops, 0, 'a deletion far away');
    const upper = before.ids.findIndex((id) => id in before.tops);
    const above = before.ids[upper - 1];
    await panel.ops([{ op: 'turns', turns: rest.filter((one) => one.turnId !== above) }]);
    assertMoved(before.tops, (await seen()).tops, 0, 'a deletion right above');
    await panel.page.setViewportSize({ width: 300, height: 700 });
    await panel.settled();
    await panel.settled();
    const [top = ''] = Object.keys(before.tops);
    const now = await seen();
    assert.ok(top in now.tops, `${top} is not seen in the narrow panel`);
  });

  it('follows the end again by the button, from far away', async () => {
    await scrollTo(0.1);
    await panel.page.locator('.sf-to-latest').click();
    await panel.settled();
    await panel.settled();
    const { gap, tops } = await seen();
    assert.ok(gap <= 1, `${gap} px from the end`);
    assert.ok(`turn-${COUNT - 1}` in tops);
    await scrollTo(0.3);
    await panel.snapshot({ ...view({ turns: longConversation(50, 7) }), conversationId: 'other' });
    assert.ok((await seen()).gap <= 1, 'another conversation opens at its end');
  });

  it('keeps the focus, and steps by keyboard from turn to turn', async () => {
    await scrollTo(0.5);
    const [upper = ''] = Object.keys((await seen()).tops);
    const row = panel.page.locator(`.sf-turn[data-turn="${upper}"]`);
    await row.getByRole('button', { name: 'Ask another…' }).focus();
    await scrollTo(0.9);
    const focused = (): Promise<string | undefined> =>
      panel.page.evaluate(
        () => document.activeElement?.closest<HTMLElement>('.sf-turn')?.dataset['turn'],
      );
    assert.equal(await focused(), upper);
    await panel.page.keyboard.press('Tab');
    assert.equal(await focused(), `turn-${numberOf(upper) + 1}`);
    await panel.settled();
    assert.ok(`turn-${numberOf(upper) + 1}` in (await seen()).tops);
  });

  it('brings the reading focus to the last message', async () => {
    await scrollTo(0.2);
    await panel.host({ type: 'focus', what: 'last-message' });
    await panel.settled();
    const id = await panel.page.evaluate(
      () => (document.activeElement as HTMLElement | null)?.dataset['answer'],
    );
    assert.equal(id, `answer-${COUNT - 1}`);
    assert.ok(`turn-${COUNT - 1}` in (await seen()).tops);
  });

  it('acts on the turn that is seen', async () => {
    await scrollTo(0.4);
    const [, middle = ''] = Object.keys((await seen()).tops);
    const row = panel.page.locator(`.sf-turn[data-turn="${middle}"]`);
    await row.getByRole('button', { name: 'Delete question and answer' }).click();
    const acted = (await panel.posted()).findLast(({ type }) => type === 'action');
    assert.equal(acted?.type === 'action' ? acted.turnId : '', middle);
    await row.getByRole('button', { name: 'Edit question' }).click();
    const field = panel.page.locator('.sf-composer textarea');
    assert.equal(await field.inputValue(), turns[numberOf(middle)]?.question);
  });

  it('leaves what was opened open, and a selection whole', async () => {
    const thoughts = longConversation(60, 3).map((one): TurnView => {
      const [first] = one.answers;
      assert.ok(first);
      const blocks = [{ type: 'reasoning' as const, text: 'Let me think.' }, ...first.blocks];
      return { ...one, answers: [{ ...first, blocks }] };
    });
    await panel.snapshot(view({ turns: thoughts }));
    const last = panel.page.locator('.sf-turn').last();
    await scrollTo(0);
    const fold = panel.page.locator('.sf-turn[data-turn="turn-0"] details');
    await fold.locator('summary').click();
    await panel.page.locator('.sf-composer textarea').focus();
    await scrollTo(1);
    assert.equal(await fold.count(), 0);
    await scrollTo(0);
    assert.equal(await fold.getAttribute('open'), '');
    await last.waitFor();
    const copied = await panel.page.evaluate(() => {
      const bubbles = document.querySelectorAll('.sf-asked');
      // Behind the comment that marks the place.
      const from = bubbles[0]?.lastChild;
      const to = bubbles[bubbles.length - 1]?.lastChild;
      if (from === null || from === undefined || to === null || to === undefined) return '';
      document.getSelection()?.setBaseAndExtent(from, 9, to, 11);
      const data = new DataTransfer();
      const event = new ClipboardEvent('copy', { clipboardData: data, bubbles: true });
      document.querySelector('.sf-log')?.dispatchEvent(event);
      return data.getData('text/plain');
    });
    const numbers = [...copied.matchAll(/^Question (\d+)/gm)].map(([, number]) => Number(number));
    // The first begins behind its first word, the last ends within its number.
    assert.equal(copied.slice(0, 6), '0: why');
    assert.deepEqual(
      numbers,
      Array.from({ length: 59 }, (_, index) => index + 1),
    );
    assert.ok(/Answer 30 begins[^]*Answer 30 ends/.test(copied), 'the middle is there');
    assert.ok(!copied.includes('Answer 59 begins'), 'what was not selected is not');
  });

  it('draws a very long answer from its end, and all of it soon', async () => {
    const words = turns.map(({ answers }) => answers[0]?.blocks[0]).slice(0, 150);
    const whole = words.map((block) => (block?.type === 'text' ? block.text : '')).join('\n\n');
    await panel.snapshot(view({ turns: [turn('Q', answer({ blocks: [text(whole)] }))] }));
    assert.match(await panel.page.locator('.sf-block').last().innerText(), /Answer 149 ends/);
    assert.ok((await seen()).gap <= 1);
    await panel.page.waitForFunction(() =>
      [...document.querySelectorAll('sf-markdown')].every(
        (one) => (one as unknown as { isWhole: boolean }).isWhole,
      ),
    );
    const shown = await panel.page.locator('sf-markdown').innerText();
    const numbers = [...shown.matchAll(/Answer (\d+) begins/g)].map(([, number]) => Number(number));
    assert.deepEqual(
      numbers,
      Array.from({ length: 150 }, (_, index) => index),
    );
    assert.ok((await seen()).gap <= 1);
  });
});
