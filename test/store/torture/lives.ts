/*
 * Two processes at a time on one folder, each killed at a moment drawn at random and followed by
 * the next, until so many are dead. Every death is a real SIGKILL.
 * It returns what each said in its life, and when it was killed.
 */
import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { build } from 'esbuild';
import type { Random } from '../../../src/core/index.ts';
import { sharedNowMs, wordsIn, type Said } from './said.ts';

export type Life = {
  readonly name: string;
  readonly said: readonly Said[];
  readonly killedAtMs: number;
};

/** One file that starts in a moment: a thousand lives are begun. */
export async function bundleWorker(folder: string): Promise<string> {
  const outfile = join(folder, 'worker.mjs');
  const entry = fileURLToPath(new URL('worker.ts', import.meta.url));
  await build({
    ...{ entryPoints: [entry], outfile, bundle: true, platform: 'node', format: 'esm' },
    ...{ target: 'node22', logLevel: 'silent' },
  });
  return outfile;
}

export type Lives = {
  readonly worker: string;
  readonly folder: string;
  readonly kills: number;
  readonly random: Random;
};

export async function live({ worker, folder, kills, random }: Lives): Promise<readonly Life[]> {
  const lives: Life[] = [];
  let begun = 0;
  const next = async (): Promise<void> => {
    while (begun < kills) {
      begun += 1;
      lives.push(await oneLife(`w${begun}`));
    }
  };
  const oneLife = async (name: string): Promise<Life> => {
    const seed = String(Math.floor(random.next() * 2 ** 31));
    const child = spawn(process.execPath, ['--no-warnings', worker, folder, name, seed], {
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let complaint = '';
    child.stderr.setEncoding('utf8').on('data', (text: string) => (complaint += text));
    const over = once(child, 'close');
    let output = '';
    const opened = once(child.stdout, 'data');
    child.stdout.setEncoding('utf8').on('data', (text: string) => (output += text));
    // One in eight dies while it opens the file, or before.
    if (random.next() > 1 / 8) await Promise.race([opened, over]);
    await sleep(random.next() * 120);
    const killedAtMs = sharedNowMs();
    const wasKilled = child.kill('SIGKILL');
    await over;
    if (!wasKilled || child.signalCode !== 'SIGKILL')
      throw new Error(
        `${name} ended by itself (${child.exitCode ?? child.signalCode}): ${(complaint + output).slice(-1_000)}`,
      );
    return { name, said: wordsIn(output), killedAtMs };
  };
  await Promise.all([next(), next()]);
  return lives;
}

function sleep(ms: number): Promise<void> {
  return new Promise((resolve) => {
    setTimeout(resolve, ms);
  });
}
