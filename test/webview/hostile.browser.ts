/*
 * Hostile answers in the real panel under its real policy, whole and streamed: nothing leaves,
 * nothing runs, no link is live that should not be, nothing covers the panel. Corpora:
 * test/fixtures/torture.
 */
import assert from 'node:assert/strict';
import { PanelMessage, type AnswerView } from '../../src/protocol/index.ts';
import { findings, hostileCases as cases } from './hostileCases.ts';
import { sharedStage, type Panel, type Stage } from './stage.ts';
import { answer, text, turn, view } from './views.ts';

const live = (words: string, more: Partial<AnswerView> = {}): ReturnType<typeof view> =>
  view({ turns: [turn('Q', answer({ blocks: [text(words)], ...more }))] });

describe('hostile answers', function () {
  this.timeout(120_000);
  let stage: Stage;
  let panel: Panel;

  before(async () => {
    stage = await sharedStage();
    panel = await stage.panel();
  });

  const check = async (id: string): Promise<void> => {
    assert.deepEqual(await panel.page.evaluate(findings), [], id);
  };

  it('whole: nothing leaves, runs, links or covers', async () => {
    for (const { id, markdown } of await cases()) {
      await panel.snapshot(live(markdown));
      await check(id);
    }
  });

  it('whole, with every link and button pressed: only questions to the host', async () => {
    for (const { id, markdown } of (await cases()).slice(0, 61)) {
      await panel.snapshot(live(markdown));
      await panel.page.evaluate(() => {
        for (const element of document.querySelectorAll<HTMLElement>('sf-markdown *')) {
          element.click();
        }
      });
      assert.equal(panel.page.url(), 'https://panel.steadfast.invalid/', id);
    }
    for (const message of await panel.posted()) {
      // `code` is a wish for what the person pressed: the host asks or opens, and runs nothing.
      const allowed = ['ready', 'used', 'keep-draft', 'open-link', 'copy', 'code'];
      assert.ok(allowed.includes(message.type), message.type);
      if (message.type === 'keep-draft') assert.equal(message.draft.text, '');
      assert.ok(PanelMessage.safeParse(message).success, message.type);
      if (message.type === 'open-link') assert.match(message.href, /^(https:\/\/|mailto:)/);
    }
  });

  it('streamed one character at a time', async () => {
    for (const { id, markdown } of (await cases()).slice(0, 61)) {
      await panel.snapshot(live('', { state: 'streaming' }));
      const letters = Array.from(markdown).slice(0, 120);
      await panel.page.evaluate(async (chars) => {
        let at = 0;
        for (const [index, char] of chars.entries()) {
          const op = { op: 'append', turnId: 't1', answerId: 'a1', block: 0, at, text: char };
          window.postMessage({ type: 'chat-ops', seq: index + 1, ops: [op] }, '*');
          at += char.length;
          if (index % 8 === 0) {
            await new Promise<void>((done) => {
              requestAnimationFrame(() => done());
            });
          }
        }
      }, letters);
      await panel.settled();
      await check(id);
    }
  });

  it('in every other place where foreign text stands', async () => {
    const evil = '<img src=x onerror=alert(1)>\u202E[x](command:x)';
    const cause = { sentence: evil, detail: evil, kept: evil, buttons: [] };
    await panel.snapshot(
      view({
        turns: [
          turn(
            evil,
            answer({
              who: { name: evil, simulated: true },
              seam: { kind: 'seam', sentence: evil, why: [evil] },
              blocks: [
                { type: 'reasoning', text: evil },
                { type: 'tool-call', name: evil, argumentsText: evil, whole: true },
              ],
              footer: [{ text: evil, hint: evil }],
              cause,
            }),
          ),
        ],
        strip: { isWell: true, targets: [], notices: [cause] },
      }),
    );
    await check('everywhere');
    assert.equal(await panel.page.locator('img').count(), 0);
  });

  it('the traps stayed empty', async () => {
    const { alerts, violations } = await panel.doors();
    assert.deepEqual(panel.requests, []);
    assert.equal(alerts, 0);
    assert.deepEqual(violations, []);
  });

  it('shows what an image and a dead link pointed at, and the true host of a false one', async () => {
    await panel.snapshot(
      live(
        '![logo](https://a.invalid/c) [fix](command:x) [https://openai.com](https://a.invalid/)\n\n<b>raw</b>',
      ),
    );
    const shown = await panel.page.locator('sf-markdown').innerText();
    assert.match(shown, /logo \(https:\/\/a\.invalid\/c\)/);
    assert.match(shown, /fix \(command:x\)/);
    assert.match(shown, /https:\/\/openai\.com \(a\.invalid\)/);
    assert.match(shown, /<b>raw<\/b>/);
  });
});
