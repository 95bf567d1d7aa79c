// The extension host process of a server: finding it, killing it, waiting for its successor.
// Killing it is what a crash looks like to the workbench; what it was doing is lost.
// Linux only (it reads /proc); with several windows open there is one host for each.

import { setTimeout as sleep } from 'node:timers/promises';
import { processes } from './processGroup.ts';
import type { Server } from './vscodeServer.ts';

/** Process ids of the extension hosts of this server, oldest first. */
export function extensionHosts(server: Pick<Server, 'pid'>): number[] {
  return processes()
    .filter((one) => one.group === server.pid && one.state !== 'Z')
    .filter((one) => one.command.includes('--type=extensionHost'))
    .map((one) => one.pid)
    .toSorted((a, b) => a - b);
}

/** Kills every extension host at once (SIGKILL) and returns their process ids. */
export async function killExtensionHosts(server: Pick<Server, 'pid'>): Promise<number[]> {
  const hosts = extensionHosts(server);
  if (hosts.length === 0) throw new Error('No extension host is running: open the workbench first');
  for (const pid of hosts) process.kill(pid, 'SIGKILL');
  while (extensionHosts(server).some((pid) => hosts.includes(pid))) await sleep(10);
  return hosts;
}

/** Waits for a host that is not one of `before` and returns its process id. */
export async function newExtensionHost(
  server: Pick<Server, 'pid'>,
  before: readonly number[],
  withinMs = 30_000,
): Promise<number> {
  const stopAtMs = performance.now() + withinMs;
  for (;;) {
    const [fresh] = extensionHosts(server).filter((pid) => !before.includes(pid));
    if (fresh !== undefined) return fresh;
    if (performance.now() > stopAtMs) {
      throw new Error(`No new extension host within ${withinMs / 1000} s: reload the window`);
    }
    await sleep(50);
  }
}
