/*
 * The figures of the chat panel: what `npm run build` makes, alone in a real browser, on a screen
 * of 400 by 700 pixels without a graphics card.
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { gzipSync } from 'node:zlib';
import { openStage } from '../../webview/stage.ts';
import type { Section } from '../figure.ts';
import type { Say } from '../main.ts';
import { benchHostileText, benchLongAnswer } from './longAnswer.ts';
import { benchLongConversation } from './longConversation.ts';
import { benchStreaming } from './streaming.ts';

const ROOT = fileURLToPath(new URL('../../../', import.meta.url));

export async function benchWebview(say: Say): Promise<Section[]> {
  say('building …');
  const { status, stderr } = spawnSync(process.execPath, ['esbuild.mjs'], { cwd: ROOT });
  if (status !== 0) throw new Error(`The build failed: ${stderr.toString()}`);
  const script = (name: string): string => fileURLToPath(new URL(name, import.meta.url));
  const stage = await openStage({
    isBuilt: true,
    plain: script('plainPage.ts'),
    probe: script('probe.ts'),
  });
  try {
    return [
      sizeOf('dist/webview.js'),
      await benchLongConversation(stage, say),
      await benchLongAnswer(stage, say),
      await benchHostileText(stage, say),
      await benchStreaming(stage, say),
    ];
  } finally {
    await stage.close();
  }
}

function sizeOf(file: string): Section {
  const kilobytes = gzipSync(readFileSync(`${ROOT}${file}`)).length / 1000;
  return {
    title: 'Size',
    figures: [{ name: `${file}, gzip`, unit: 'kB', runs: [kilobytes], goal: { most: 120 } }],
  };
}
