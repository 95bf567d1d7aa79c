/*
 * Streaming in the real panel: the end is what a direct render gives, a frame stays short whatever
 * comes, the log follows or stays, and the status line says what happened.
 */
import assert from 'node:assert/strict';
import { readFile } from 'node:fs/promises';
import type { ChatOp } from '../../src/protocol/index.ts';
import { openStage, type Panel, type Stage } from './stage.ts';
import { galleryViews } from './galleryViews.ts';
import { answer, composer, text, turn, view } from './views.ts';

type Pathological = {
  readonly id: string;
  readonly parts: readonly { prefix: string; unit: string; times: number; suffix: string }[];
};

const FRAME_MAX_MS = 1_000;

const liveView = (words = ''): ReturnType<typeof view> =>
  view({
    turns: [turn('Q', answer({ state: 'streaming', blocks: [text(words)] }))],
    composer: composer({ busyTurnId: 't1' }),
  });

const append = (at: number, words: string): ChatOp => ({
  op: 'append',
  turnId: 't1',
  answerId: 'a1',
  block: 0,
  at,
  text: words,
});

/**
 * Streams `words` in `pieces` deltas, one a frame. Returns the most processor time (ms) that the
 * page's main thread spent on one of them: wall time would measure what else the machine does.
 */
async function stream(panel: Panel, words: string, pieces: number): Promise<number> {
  const size = Math.max(1, Math.ceil(words.length / pieces));
  const usedMs = await processorTime(panel);
  let worst = 0;
  let beforeMs = await usedMs();
  for (let at = 0, seq = 1; at < words.length; at += size, seq += 1) {
    await panel.page.evaluate(
      async (message) => {
        window.postMessage(message, '*');
        await new Promise<void>((done) => {
          setTimeout(() => requestAnimationFrame(() => requestAnimationFrame(() => done())));
        });
      },
      { type: 'chat-ops', seq, ops: [append(at, words.slice(at, at + size))] },
    );
    const nowMs = await usedMs();
    worst = Math.max(worst, nowMs - beforeMs);
    beforeMs = nowMs;
  }
  return worst;
}

/** A reader of the processor time that the page's main thread has used. */
async function processorTime(panel: Panel): Promise<() => Promise<number>> {
  const devTools = await panel.page.context().newCDPSession(panel.page);
  await devTools.send('Performance.enable', { timeDomain: 'threadTicks' });
  return async () => {
    const { metrics } = await devTools.send('Performance.getMetrics');
    const used = metrics.find(({ name }) => name === 'TaskDuration');
    assert.ok(used, 'the browser tells no TaskDuration');
    return used.value * 1000;
  };
}

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
    stage = await openStage();
  });
  after(() => stage.close());
  beforeEach(async () => {
    panel = await stage.panel();
  });
  afterEach(() => panel.page.context().close());

  it('ends as a direct render of the whole text', async () => {
    const words = `${richText()}\n\n[ref] and [late].\n\n[late]: https://example.com/late\n`;
    await panel.snapshot(liveView());
    await stream(panel, words, 120);
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
    const { cases } = JSON.parse(
      await readFile('test/fixtures/torture/markdown-pathological.json', 'utf8'),
    ) as { cases: Pathological[] };
    for (const { id, parts } of cases) {
      const words = parts
        .map(({ prefix, unit, times, suffix }) => prefix + unit.repeat(times) + suffix)
        .join('');
      // Also just below the length at which a line is given up, where the parser does the work.
      for (const sample of [words, words.slice(0, 8_000), wrapped(words)]) {
        await panel.snapshot(liveView());
        const worst = await stream(panel, sample, 4);
        assert.ok(worst < FRAME_MAX_MS, `${id} (${sample.length}): a frame took ${worst} ms`);
      }
    }
  });

  it('one megabyte of prose and of code stays responsive', async () => {
    const prose = 'Some *words* of a [paragraph](https://example.com).\n\n- item\n'.repeat(17_000);
    const code = '```ts\n' + 'const value = compute(1, "two") // three\n'.repeat(25_000);
    for (const words of [prose, code]) {
      await panel.snapshot(liveView());
      const worst = await stream(panel, words, 60);
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

/** The same characters in lines of a few hundred: nothing is given up, everything is parsed. */
function wrapped(words: string): string {
  return (words.slice(0, 40_000).match(/[^]{1,400}/g) ?? []).join('\n');
}
