/*
 * Streaming in the real panel: the end is what a direct render gives, a frame stays short whatever
 * comes, the log follows or stays, and the status line says what happened.
 */
import assert from 'node:assert/strict';
import type { ChatOp } from '../../src/protocol/index.ts';
import { sharedStage, type Panel, type Stage } from './stage.ts';
import { galleryViews } from './galleryViews.ts';
import { pathologicalSamples } from './pathological.ts';
import { append, FRAME_MAX_MS, liveView, streamed } from './streamed.ts';
import { answer, text, turn, view } from './views.ts';

async function finish(panel: Panel, words: string): Promise<void> {
  await panel.snapshot(view({ turns: [turn('Q', answer({ blocks: [text(words)] }))] }));
}

const shownText = (panel: Panel): Promise<string> =>
  panel.page.evaluate(() => document.querySelector('sf-markdown')?.textContent ?? '');
const shownHtml = (panel: Panel): Promise<string> =>
  panel.page.evaluate(() => document.querySelector('sf-markdown')?.innerHTML ?? '');

function richText(): string {
  const blocks = galleryViews(0)['rich']?.turns[0]?.answers[0]?.blocks ?? [];
  return blocks.map((block) => (block.type === 'text' ? block.text : '')).join('');
}

describe('streaming', function () {
  this.timeout(120_000);
  let stage: Stage;
  let panel: Panel;

  before(async () => {
    stage = await sharedStage();
  });
  beforeEach(async () => {
    panel = await stage.panel();
  });
  afterEach(() => panel.page.context().close());

  it('ends as a direct render of the whole text', async () => {
    const words = `${richText()}\n\n[ref] and [late].\n\n[late]: https://example.com/late\n`;
    await panel.snapshot(liveView());
    await streamed(panel, words, 120);
    await finish(panel, words);
    const [streamedText, streamedHtml] = [await shownText(panel), await shownHtml(panel)];
    const other = await stage.panel();
    await finish(other, words);
    assert.equal(streamedText, await shownText(other));
    assert.equal(streamedHtml, await shownHtml(other));
    assert.match(streamedHtml, /data-href="https:\/\/example.com\/late"/);
    await other.page.context().close();
  });

  it('draws closed blocks once', async () => {
    await panel.snapshot(liveView('First paragraph.\n\nSecond\n'));
    await panel.page.evaluate(() => {
      const first = document.querySelector('sf-markdown .sf-block');
      (window as unknown as { first: Element | null }).first = first;
    });
    await panel.ops([append(25, 'one, **grow')]);
    await panel.ops([append(36, 'ing** still.')]);
    const [isSame, last] = await panel.page.evaluate(() => [
      (window as unknown as { first: Element | null }).first ===
        document.querySelector('sf-markdown .sf-block'),
      document.querySelector('sf-markdown .sf-block:last-child')?.innerHTML,
    ]);
    assert.equal(isSame, true);
    assert.match(String(last), /Second\none, <strong>growing<\/strong> still\./);
  });

  it('pathological text costs no frame a second', async () => {
    for (const { id, samples } of await pathologicalSamples('short')) {
      for (const sample of samples) {
        await panel.snapshot(liveView());
        const worst = await streamed(panel, sample, 2);
        assert.ok(worst < FRAME_MAX_MS, `${id} (${sample.length}): a frame took ${worst} ms`);
      }
    }
  });

  it('two hundred kilobytes of prose and of code stay responsive', async () => {
    const prose = 'Some *words* of a [paragraph](https://example.com).\n\n- item\n'.repeat(3_400);
    const code = '```ts\n' + 'const value = compute(1, "two") // three\n'.repeat(5_000);
    for (const words of [prose, code]) {
      await panel.snapshot(liveView());
      // As much in each frame as where a megabyte comes in sixty.
      const worst = await streamed(panel, words, 12);
      assert.ok(worst < FRAME_MAX_MS, `a frame took ${worst} ms`);
    }
  });

  it('acknowledges each batch when it is on the screen', async () => {
    await panel.snapshot(liveView());
    await panel.ops([append(0, 'Hello')]);
    await panel.ops([append(5, ' there')]);
    const acks = (await panel.posted()).filter(({ type }) => type === 'chat-ack');
    assert.deepEqual(acks, [
      { type: 'chat-ack', seq: 1 },
      { type: 'chat-ack', seq: 2 },
    ]);
    assert.equal((await shownText(panel)).trim(), 'Hello there');
  });

  it('follows the end, stays when the reader went up, comes back by the button', async () => {
    const lines = 'A line of text.\n\n'.repeat(80);
    const top = (): Promise<{ top: number; gap: number }> =>
      panel.page.evaluate(() => {
        const log = document.querySelector('.sf-log') as HTMLElement;
        return {
          top: log.scrollTop,
          gap: log.scrollHeight - log.clientHeight - log.scrollTop,
        };
      });
    await panel.snapshot(liveView());
    await panel.ops([append(0, lines)]);
    assert.ok((await top()).gap <= 1);
    await panel.page.mouse.move(200, 300);
    await panel.page.mouse.wheel(0, -400);
    await panel.page.waitForTimeout(300);
    const before = await top();
    assert.ok(before.gap > 100);
    await panel.ops([append(lines.length, lines)]);
    assert.equal((await top()).top, before.top);
    await panel.page.locator('.sf-to-latest').click();
    await panel.settled();
    assert.ok((await top()).gap <= 1);
    assert.equal(await panel.page.locator('.sf-to-latest').count(), 0);
    await panel.ops([append(lines.length * 2, lines)]);
    assert.ok((await top()).gap <= 1);
  });

  it('says started, switched, finished, and never the stream', async () => {
    const status = (): Promise<string | null> => panel.page.locator('[role=status]').textContent();
    const who = { name: 'GPT', simulated: false };
    await panel.snapshot(view({ turns: [turn('Q', answer({ state: 'asking' }))] }));
    assert.equal(await status(), '');
    const op = (more: Parameters<typeof answer>[0]): ChatOp => ({
      op: 'answer',
      turnId: 't1',
      answer: answer(more),
    });
    await panel.ops([op({ state: 'streaming', blocks: [text('The')] })]);
    assert.equal(await status(), 'Answer started');
    await panel.ops([append(3, ' pool')]);
    assert.equal(await status(), 'Answer started');
    await panel.ops([op({ answerId: 'a2', who, state: 'streaming', blocks: [text('It')] })]);
    assert.equal(await status(), 'Switched to GPT');
    await panel.ops([op({ answerId: 'a2', who, state: 'whole', blocks: [text('It is.')] })]);
    assert.equal(await status(), 'Answer finished');
    assert.equal(await panel.page.locator('[aria-live]').count(), 0);
  });
});
