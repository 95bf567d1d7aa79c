// Ends a process together with everything it started, and proves that it is gone.
// Every server and browser of the harness leads a process group of its own and registers here, so
// that a crash, Ctrl-C or a failing test leaves nothing behind.
// It asks politely first (SIGTERM) and insists after a moment (SIGKILL).

import type { ChildProcess } from 'node:child_process';
import { readdirSync, readFileSync } from 'node:fs';
import { setTimeout as sleep } from 'node:timers/promises';

const politeMs = 1500;
const parentLookEveryMs = 1000;
const groups = new Set<number>();
let watchesExit = false;

/** Remembers the group led by `child` until it is ended; it dies with this process at the latest. */
export function ownGroup(child: ChildProcess): number {
  const { pid } = child;
  if (pid === undefined) {
    // The reason arrives as an event, which must find a listener or end this process.
    child.once('error', () => {});
    throw new Error(
      `${child.spawnfile} could not be started. \`node test/run/ensure.mjs\` installs what is missing.`,
    );
  }
  groups.add(pid);
  if (!watchesExit) {
    watchesExit = true;
    process.on('exit', () => {
      for (const group of groups) signalGroup(group, 'SIGKILL');
    });
    // A runner that was killed cannot tell us; its children get another parent, though.
    const parent = process.ppid;
    setInterval(() => {
      if (process.ppid !== parent) process.exit(1);
    }, parentLookEveryMs).unref();
  }
  return pid;
}

/** Ends the group and resolves when no process of it is left. */
export async function endGroup(group: number): Promise<void> {
  const stopAtMs = performance.now() + politeMs;
  signalGroup(group, 'SIGTERM');
  while (hasMembers(group)) {
    if (performance.now() > stopAtMs) signalGroup(group, 'SIGKILL');
    await sleep(20);
  }
  groups.delete(group);
}

function signalGroup(group: number, signal: NodeJS.Signals): void {
  try {
    process.kill(-group, signal);
  } catch {
    // The group is empty already.
  }
}

/** A zombie whose parent has not looked yet still answers signals, hence the look into /proc. */
function hasMembers(group: number): boolean {
  try {
    process.kill(-group, 0);
  } catch {
    return false;
  }
  const members = processes().filter((one) => one.group === group);
  return process.platform !== 'linux' || members.some((one) => one.state !== 'Z');
}

export interface ProcessRow {
  readonly pid: number;
  readonly parent: number;
  readonly group: number;
  readonly state: string;
  readonly command: string;
}

/** The processes of this machine that /proc shows; empty where there is no /proc. */
export function processes(): ProcessRow[] {
  let names: string[] = [];
  try {
    names = readdirSync('/proc').filter((name) => /^\d+$/.test(name));
  } catch {
    // No /proc: not Linux.
  }
  return names.flatMap((name) => {
    try {
      const stat = readFileSync(`/proc/${name}/stat`, 'utf8');
      // The command in parentheses may hold spaces and parentheses itself.
      const [state = '', parent, group] = stat.slice(stat.lastIndexOf(')') + 2).split(' ');
      const command = readFileSync(`/proc/${name}/cmdline`, 'utf8').replaceAll('\0', ' ').trim();
      return [{ pid: Number(name), parent: Number(parent), group: Number(group), state, command }];
    } catch {
      // Ended between the listing and the look.
      return [];
    }
  });
}
