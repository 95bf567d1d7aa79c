// Runs one command to its end and tells how it went; the only way the bootstraps start a program.
// The child leads a process group of its own, so a time limit or Ctrl-C ends it with all it started.
// Its output is collected (the tail is what a failure report needs) and, on request, passed through.
// It never throws for a failing command: the caller decides what a failure means.

import { spawn } from 'node:child_process';
import { setTimeout as sleep } from 'node:timers/promises';

const tailMax = 200_000;
const running = new Set();

/** Runs `command` with `args`; resolves to `{ code, output, timedOut, ms }`. */
export function run(command, args, options = {}) {
  const { cwd, env = process.env, timeoutMs = 0, isLoud = false } = options;
  const startedMs = performance.now();
  return new Promise((done) => {
    const child = spawn(command, args, {
      cwd,
      env,
      detached: true,
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    running.add(child);
    let output = '';
    let timedOut = false;
    let timer;
    const take = (chunk) => {
      output = (output + chunk).slice(-tailMax);
      if (isLoud) process.stdout.write(chunk);
    };
    const finish = (code) => {
      clearTimeout(timer);
      running.delete(child);
      done({ code, output, timedOut, ms: performance.now() - startedMs });
    };
    for (const stream of [child.stdout, child.stderr]) {
      stream.setEncoding('utf8');
      stream.on('data', take);
    }
    child.on('error', (error) => {
      take(`${command} could not be started: ${error.message}\n`);
      finish(127);
    });
    child.on('close', (code, signal) => finish(code ?? (signal ? 128 : 1)));
    if (timeoutMs > 0) {
      timer = setTimeout(() => {
        timedOut = true;
        take(`\n${command} did not end within ${Math.round(timeoutMs / 1000)} s and was ended.\n`);
        endGroup(child, 'SIGKILL');
      }, timeoutMs);
    }
  });
}

/**
 * Makes Ctrl-C, SIGTERM and a closed terminal end the running children and whatever `alsoEnd` knows
 * of before this process goes.
 */
export function endChildrenOnSignal(alsoEnd = async () => {}) {
  let isEnding = false;
  for (const signal of ['SIGINT', 'SIGTERM', 'SIGHUP']) {
    process.on(signal, async () => {
      if (isEnding) return;
      isEnding = true;
      for (const child of running) endGroup(child, 'SIGTERM');
      // The harness inside a child needs a moment to end its own servers and browsers.
      setTimeout(() => {
        for (const child of running) endGroup(child, 'SIGKILL');
        process.exit(130);
      }, 5000);
      await alsoEnd();
      while (running.size > 0) await sleep(30);
      process.exit(130);
    });
  }
}

function endGroup(child, signal) {
  try {
    process.kill(-child.pid, signal);
  } catch {
    // Already gone: what was wanted.
  }
}
