/*
 * One answer of a megabyte: streamed, ended, and opened again from nothing. Beside it the plain
 * way. Then the texts that are made to hurt parsers, in their full length.
 */
import { pathologicalSamples } from '../../webview/pathological.ts';
import type { Panel, Stage } from '../../webview/stage.ts';
import { FRAME_MAX_MS, liveView, streamed } from '../../webview/streamed.ts';
import { answer, FOOTER, text, turn, view } from '../../webview/views.ts';
import type { Section } from '../figure.ts';
import type { Say } from '../main.ts';
import { shownAfter } from './probed.ts';
import { answerOf } from './streaming.ts';

const MEGABYTE = 1_000_000;
const END = 'And this is the end.';

export async function benchLongAnswer(stage: Stage, say: Say): Promise<Section> {
  const words = `${answerOf(MEGABYTE)}\n\n\`\`\`\n\n`;
  const ends: number[] = [];
  const opens: number[] = [];
  for (let n = 1; n <= 3; n += 1) {
    say(`one megabyte, streamed, ended and opened again, run ${n} of 3 …`);
    ends.push(await lastFrame(stage, words));
    opens.push(await opened(stage, `${words}${END}`, false));
  }
  const plain = await opened(stage, `${words}${END}`, true);
  return {
    title: 'One answer of 1 MB',
    figures: [
      { name: 'last frame', unit: 'ms', runs: ends, goal: { most: 500 } },
      { name: 'opened again, whole', unit: 'ms', runs: opens, goal: { most: 500 } },
      { name: 'plain render, as each batch would cost', unit: 'ms', runs: [plain] },
    ],
  };
}

async function lastFrame(stage: Stage, words: string): Promise<number> {
  const panel = await stage.panel({ scale: 1 });
  await panel.snapshot(liveView());
  await streamed(panel, words, 60);
  const whole = answer({ ...FOOTER, blocks: [text(`${words}${END}`)] });
  const seq = 61;
  const ms = await shownAfter(
    panel,
    { type: 'chat-ops', seq, ops: [{ op: 'answer', turnId: 't1', answer: whole }] },
    END,
  );
  await panel.page.context().close();
  return ms;
}

async function opened(stage: Stage, words: string, isPlain: boolean): Promise<number> {
  const panel = await stage.panel({ scale: 1, script: isPlain ? 'plain' : 'webview' });
  const whole = view({ turns: [turn('Q', answer({ ...FOOTER, blocks: [text(words)] }))] });
  const ms = await shownAfter(
    panel,
    { type: 'chat-snapshot', seq: 0, view: whole, strings: {} },
    END,
  );
  await panel.page.context().close();
  return ms;
}

/** As the panel's own tests have them, ten times as much. */
export async function benchHostileText(stage: Stage, say: Say): Promise<Section> {
  say('texts made to hurt parsers, and one megabyte of prose and of code …');
  const panel = await stage.panel({ scale: 1 });
  const prose = 'Some *words* of a [paragraph](https://example.com).\n\n- item\n'.repeat(17_000);
  const code = '```ts\n' + 'const value = compute(1, "two") // three\n'.repeat(25_000);
  const worst = async (words: string, pieces: number): Promise<number> => {
    await panel.snapshot(liveView());
    return await streamed(panel, words, pieces);
  };
  const most = { most: FRAME_MAX_MS };
  const hostile = await worstOf(panel, worst);
  const figures = [
    {
      name: 'pathological text, worst frame',
      unit: 'ms' as const,
      runs: [hostile.ms],
      goal: most,
      note: hostile.id,
    },
    { name: 'prose, worst frame', unit: 'ms' as const, runs: [await worst(prose, 60)], goal: most },
    { name: 'code, worst frame', unit: 'ms' as const, runs: [await worst(code, 60)], goal: most },
  ];
  await panel.page.context().close();
  return { title: 'Hostile and monotonous text (processor time)', figures };
}

async function worstOf(
  panel: Panel,
  worst: (words: string, pieces: number) => Promise<number>,
): Promise<{ readonly id: string; readonly ms: number }> {
  let found = { id: '', ms: 0 };
  for (const { id, samples } of await pathologicalSamples('full')) {
    for (const sample of samples) {
      const ms = await worst(sample, 4);
      if (ms > found.ms) found = { id, ms };
    }
  }
  await panel.settled();
  return found;
}
