// A real model on this computer as a provider: a process that can be frozen (silence, the connection
// open), thawed, killed (the connection cut, then refused) and started again on the same port.
// It fails loudly where the model cannot run here; no test may pass without it.
// The program is localModelServer.mjs, the library comes from test/run/llama.mjs.

import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { setTimeout as sleep } from 'node:timers/promises';
import { llamaPaths } from '../run/llama.mjs';
import { endGroup, ownGroup } from './processGroup.ts';

export interface LocalModel {
  /** `http://127.0.0.1:<port>/v1`, the same after `start`. */
  readonly baseUrl: string;
  readonly modelId: string;
  /** SIGSTOP: whoever listens hears nothing more, and no connection ends. */
  freeze(): void;
  thaw(): void;
  /** SIGKILL, in the middle of a word if need be; resolves when the process is gone. */
  kill(): Promise<void>;
  /** Once more on the same port, after `kill`. */
  start(): Promise<void>;
  close(): Promise<void>;
}

const program = fileURLToPath(new URL('localModelServer.mjs', import.meta.url));
const modelId = 'tinychat-1m';
const modelFile = fileURLToPath(new URL(`../fixtures/models/${modelId}.gguf`, import.meta.url));
const readyMaxMs = 60_000;

/** `pauseMs` between words; 0 is as fast as the model speaks, about a thousand words a second. */
export async function startLocalModel(pauseMs: number): Promise<LocalModel> {
  let running = await run(0, pauseMs);
  const { port } = running;
  return {
    baseUrl: `http://127.0.0.1:${port}/v1`,
    modelId,
    freeze: () => void running.child.kill('SIGSTOP'),
    thaw: () => void running.child.kill('SIGCONT'),
    async kill() {
      const gone = once(running.child, 'exit');
      running.child.kill('SIGKILL');
      await gone;
    },
    async start() {
      running = await run(port, pauseMs);
    },
    close: () => endGroup(running.group),
  };
}

async function run(wantedPort: number, pauseMs: number) {
  const { library } = llamaPaths();
  if (!existsSync(library)) {
    throw new Error('llama.cpp is not installed. Run `node test/run/ensure.mjs llama`.');
  }
  const args = [library, modelFile, String(wantedPort), String(pauseMs)];
  const child = spawn(process.execPath, [program, ...args], {
    detached: true,
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const group = ownGroup(child);
  const output = listenTo(child);
  const stopAtMs = performance.now() + readyMaxMs;
  for (;;) {
    const port = Number(/^listening on (\d+)$/m.exec(output())?.[1] ?? 0);
    if (port > 0) return { child, group, port };
    if (child.exitCode !== null || child.signalCode !== null || performance.now() > stopAtMs) {
      await endGroup(group);
      throw new Error(
        `The model does not run on this computer. It said:\n${output().slice(-3000)}`,
      );
    }
    await sleep(25);
  }
}

/** What it has said; read to the end, for a full pipe would stop it. */
function listenTo(child: ChildProcess): () => string {
  let said = '';
  for (const stream of [child.stdout, child.stderr]) {
    stream?.setEncoding('utf8').on('data', (chunk: string) => {
      said = (said + chunk).slice(-100_000);
    });
  }
  return () => said;
}
