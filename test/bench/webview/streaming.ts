/*
 * An answer at 3,000 tokens a second for half a minute, through the host's own batching with its
 * acknowledgements, while a person types. Beside it the plain way with the same libraries: the
 * whole message rendered again for every batch.
 */
import { setTimeout } from 'node:timers/promises';
import { createOpsLink } from '../../../src/host/chat/opsLink.ts';
import { realClock } from '../../../src/host/realClock.ts';
import type { PanelMessage } from '../../../src/protocol/index.ts';
import type { Panel, Stage } from '../../webview/stage.ts';
import { answer, composer, text, turn, view } from '../../webview/views.ts';
import { pairs } from '../conversation.ts';
import { percentile, type Section } from '../figure.ts';
import type { Say } from '../main.ts';
import { longestTask } from './longestTask.ts';
import type { Watched } from './probe.ts';

const TOKENS_PER_SECOND = 3_000;
/** OpenAI's rule of thumb for English, https://platform.openai.com/tokenizer. */
const CHARS_PER_TOKEN = 4;
const STEP_MS = 10;
const KEY_MS = 120;
const FRAME_MS = 1000 / 60;

type Run = {
  readonly longestMs: number;
  readonly processorMs: number;
  readonly typingMs: number;
  readonly dropped: number;
  readonly frames: number;
  readonly batches: number;
};

export async function benchStreaming(stage: Stage, say: Say): Promise<Section> {
  const runs: Run[] = [];
  for (let n = 1; n <= 3; n += 1) {
    say(`streaming for 30 s, run ${n} of 3 …`);
    runs.push(await run(stage, 30, false));
  }
  say('streaming for 10 s, the whole message anew for each batch …');
  const plain = await run(stage, 10, true);
  const of = (pick: (one: Run) => number): number[] => runs.map(pick);
  const frames = runs[0]?.frames ?? 0;
  return {
    title: `Streaming ${TOKENS_PER_SECOND} tokens/s for 30 s`,
    figures: [
      { name: 'longest task', unit: 'ms', runs: of((one) => one.longestMs), goal: { most: 50 } },
      { name: '  of its own processor time', unit: 'ms', runs: of((one) => one.processorMs) },
      { name: 'typing, p95', unit: 'ms', runs: of((one) => one.typingMs), goal: { most: 100 } },
      {
        name: 'frames dropped',
        unit: 'frames',
        runs: of((one) => one.dropped),
        note: `of ${frames} shown in one run`,
      },
      { name: 'batches from the host', unit: '', runs: of((one) => one.batches) },
      { name: 'plain re-render, 10 s: longest task', unit: 'ms', runs: [plain.longestMs] },
      { name: 'plain re-render, 10 s: typing, p95', unit: 'ms', runs: [plain.typingMs] },
      {
        name: 'plain re-render, 10 s: frames dropped',
        unit: 'frames',
        runs: [plain.dropped],
        note: `of ${plain.frames} shown`,
      },
    ],
  };
}

async function run(stage: Stage, seconds: number, isPlain: boolean): Promise<Run> {
  const panel = await stage.panel({ scale: 1, script: isPlain ? 'plain' : 'webview' });
  await panel.snapshot(emptyAnswer());
  let batches = 0;
  let watched: Watched = { typed: [], frames: [] };
  const longest = await longestTask(panel, async () => {
    await panel.page.locator('textarea').focus();
    await panel.page.evaluate(() => window.probe.watch());
    batches = await stream(panel, seconds, (isOver) => type(panel, isOver));
    watched = await panel.page.evaluate(() => window.probe.watched);
  });
  await panel.page.context().close();
  const dropped = watched.frames.map((ms) => Math.max(0, Math.round(ms / FRAME_MS) - 1));
  return {
    longestMs: longest.wallMs,
    processorMs: longest.processorMs,
    typingMs: percentile(watched.typed, 0.95),
    dropped: dropped.reduce((sum, count) => sum + count, 0),
    frames: watched.frames.length,
    batches,
  };
}

/** Resolves with the number of batches when all words are on the screen. */
async function stream(
  panel: Panel,
  seconds: number,
  meanwhile: (isOver: () => boolean) => Promise<void>,
): Promise<number> {
  const words = answerOf(seconds * TOKENS_PER_SECOND * CHARS_PER_TOKEN);
  const seen = { batches: 0, acked: 0 };
  const link = createOpsLink(
    realClock,
    (message) => {
      if (message.type === 'chat-ops') seen.batches = message.seq;
      void panel.host(message);
    },
    () => ({ page: 'bench', view: emptyAnswer(), strings: {} }),
  );
  await panel.onPosted((message: PanelMessage) => {
    if (message.type !== 'chat-ack') return;
    seen.acked = message.seq;
    link.ack(message.seq);
  });
  link.ready();
  await panel.settled();
  let at = 0;
  const startedMs = performance.now();
  const typing = meanwhile(() => at >= words.length);
  while (at < words.length || seen.acked < seen.batches) {
    const due = ((performance.now() - startedMs) / 1000) * TOKENS_PER_SECOND * CHARS_PER_TOKEN;
    const next = words.slice(at, Math.min(words.length, Math.floor(due)));
    if (next !== '') {
      link.push({ op: 'append', turnId: 't1', answerId: 'a1', block: 0, at, text: next });
      at += next.length;
    }
    await setTimeout(STEP_MS);
  }
  await typing;
  link.sleep();
  return seen.batches;
}

const emptyAnswer = (): ReturnType<typeof view> =>
  view({
    turns: [turn('Q', answer({ state: 'streaming', blocks: [text('')] }))],
    composer: composer({ busyTurnId: 't1' }),
  });

export function answerOf(length: number): string {
  let words = '';
  for (const one of pairs(Math.ceil(length / 500))) words += `${one.answer}\n\n`;
  return words.slice(0, length);
}

/** About eight keys a second, with a new line now and then. */
async function type(panel: Panel, isOver: () => boolean): Promise<void> {
  const keys = 'why does this test hang ';
  for (let n = 0; !isOver(); n += 1) {
    await panel.page.keyboard.press(n % 40 === 39 ? 'Shift+Enter' : (keys[n % keys.length] ?? ' '));
    await setTimeout(KEY_MS);
  }
}
