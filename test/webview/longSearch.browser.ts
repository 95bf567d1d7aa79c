/*
 * Search in a conversation of which only a few turns are in the page: what it counts and where it
 * goes is what it would be if all were there.
 */
import assert from 'node:assert/strict';
import { longConversation } from '../bench/conversation.ts';
import { sharedStage, type Panel, type Stage } from './stage.ts';
import { answer, text, turn, view } from './views.ts';

describe('search in a long conversation', function () {
  this.timeout(60_000);
  let stage: Stage;
  let panel: Panel;
  const turns = longConversation(600);

  before(async () => {
    stage = await sharedStage();
  });
  beforeEach(async () => {
    panel = await stage.panel();
    await panel.snapshot(view({ turns }));
    await panel.settled();
  });
  afterEach(() => panel.page.context().close());

  const count = (): Promise<string> => panel.page.locator('.sf-find-count').innerText();
  const here = (): Promise<{ text: string; top: number }> =>
    panel.page.evaluate(() => {
      const [range] = [...(CSS.highlights.get('sf-found-here') ?? [])] as Range[];
      return {
        text: range?.toString() ?? '',
        top: range?.getBoundingClientRect().top ?? Number.NaN,
      };
    });
  const find = async (words: string): Promise<void> => {
    await panel.page.keyboard.press('Control+f');
    await panel.page.locator('.sf-find-field').fill(words);
    await panel.page.locator('.sf-find-count', { hasText: / of |No/ }).waitFor();
    await panel.settled();
  };

  it('finds what is not in the page, and brings it there', async () => {
    await find('Answer 17 begins');
    assert.equal(await count(), '1 of 1');
    assert.equal((await here()).text, 'Answer 17 begins');
    const { top } = await here();
    assert.ok(top > 60 && top < 640, `the match stands at ${top}`);
    await panel.page.locator('.sf-log').evaluate((log) => {
      log.scrollTop = log.scrollHeight * 0.9;
    });
    await panel.settled();
    await panel.settled();
    assert.equal((await here()).text === 'Answer 17 begins' || (await here()).text === '', true);
    await panel.page.keyboard.press('Enter');
    await panel.settled();
    assert.ok((await here()).top > 60);
  });

  it('counts in text as in the page, through marks, links and paragraphs', async () => {
    const words = 'A **po**ol.\n\n- the [pool](https://a.example/) at rest\n- pool\n\npo\n\nol\n';
    const own = answer({ answerId: 'own', blocks: [text(`${words}\n\`\`\`ts\npool()\n\`\`\``)] });
    const special = { ...turn('pool?', own), turnId: 'special' };
    await panel.snapshot(view({ turns: [special] }));
    await find('pool');
    const inPage = await count();
    assert.equal(inPage, '1 of 5');
    await panel.page.keyboard.press('Escape');
    // Without the word elsewhere, and far out of the page.
    const others = turns.map((one) => ({ ...one, question: 'Q', answers: [] }));
    await panel.snapshot(view({ turns: [special, ...others] }));
    await find('POOL');
    assert.equal(await count(), inPage);
    await find('pool at rest');
    assert.equal(await count(), '1 of 1');
    assert.equal((await here()).text, 'pool at rest');
  });

  it('steps through turns that come into the page one after the other', async () => {
    const rare = turns.map((one, index) => ({
      ...one,
      question: index % 150 === 20 ? `${one.question} xylophone` : one.question,
    }));
    await panel.snapshot(view({ turns: rare }));
    await find('xylophone');
    for (const expected of ['1 of 4', '2 of 4', '3 of 4', '4 of 4', '1 of 4']) {
      // What is just being drawn is counted when it stands.
      await panel.page.locator('.sf-find-count', { hasText: expected }).waitFor();
      assert.equal((await here()).text, 'xylophone');
      await panel.page.keyboard.press('Enter');
      await panel.settled();
    }
  });
});
