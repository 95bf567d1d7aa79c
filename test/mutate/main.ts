/*
 * `npm run mutate [-- GROUP …]`: changes the engine's code in small ways (Stryker's mutators) and
 * asks whether its specs notice. No part of a test run. The score is the share of mutants that are
 * noticed; the goal is 85 % for each group. Exit code 1 where one is missed, 2 for a wrong name.
 */
import { fork, type ChildProcess } from 'node:child_process';
import { fileURLToPath } from 'node:url';
import { GROUPS } from './groups.ts';
import { prepare, type Mutant } from './mutants.ts';

const GOAL = 0.85;
/** A fresh process now and then: each mutant leaves its modules behind. */
const PER_PROCESS = 60;
const WORKER = fileURLToPath(new URL('worker.mjs', import.meta.url));
const say = (line: string): void => void process.stdout.write(`${line}\n`);

type Told = {
  readonly failures: number;
  readonly first?: string;
  readonly reached: readonly string[];
};

function createPlayer(bundle: string) {
  let child: ChildProcess | undefined;
  let played = 0;
  const end = (): void => {
    child?.kill('SIGKILL');
    child = undefined;
    played = 0;
  };
  return {
    end,
    /** Undefined: it did not end in time. */
    play(id: string, maxMs: number): Promise<Told | undefined> {
      if (played >= PER_PROCESS) end();
      played += 1;
      const own = (child ??= fork(WORKER, [bundle], { execArgv: [], stdio: 'ignore' }));
      return new Promise((resolve) => {
        const timer = setTimeout(() => finish(undefined), maxMs);
        const onExit = (): void => finish({ failures: 1, reached: [] });
        const finish = (told: Told | undefined): void => {
          clearTimeout(timer);
          own.off('exit', onExit);
          own.removeAllListeners('message');
          if (told === undefined || own.exitCode !== null) end();
          resolve(told);
        };
        own.once('exit', onExit);
        own.once('message', (message) => finish(message as Told));
        own.send(id);
      });
    },
  };
}

async function runGroup(name: string): Promise<boolean> {
  const group = GROUPS[name];
  const prepared = group && (await prepare(name, group));
  if (prepared === undefined) {
    say(`${name}: nothing to mutate`);
    return true;
  }
  const player = createPlayer(prepared.bundle);
  const startedMs = performance.now();
  const plain = await player.play('none', 300_000);
  const tookMs = performance.now() - startedMs;
  if (plain === undefined || plain.failures > 0) {
    player.end();
    throw new Error(`The specs of ${name} fail without any mutant: ${plain?.first ?? 'no end'}`);
  }
  const reached = new Set(plain.reached);
  const { mutants } = prepared;
  say(`${name}: ${mutants.length} mutants, ${(tookMs / 1_000).toFixed(1)} s for the specs`);
  const alive: Mutant[] = [];
  const maxMs = 20_000 + 10 * tookMs;
  for (const mutant of mutants) {
    const told = reached.has(mutant.id) ? await player.play(mutant.id, maxMs) : NOT_REACHED;
    if (told !== undefined && told.failures === 0) alive.push(mutant);
  }
  player.end();
  return report(name, mutants, alive);
}

const NOT_REACHED: Told = { failures: 0, reached: [] };

function report(name: string, mutants: readonly Mutant[], alive: readonly Mutant[]): boolean {
  for (const { file, line, kind, replacement } of alive) {
    const shown = replacement.replaceAll(/\s+/g, ' ').slice(0, 90);
    say(`  alive  ${file}:${line}  ${kind}  ${shown}`);
  }
  for (const file of new Set(mutants.map((mutant) => mutant.file))) {
    const own = mutants.filter((mutant) => mutant.file === file).length;
    const left = alive.filter((mutant) => mutant.file === file).length;
    say(`  ${file}  ${own - left} of ${own} noticed, ${percent(1 - left / own)}`);
  }
  const score = 1 - alive.length / mutants.length;
  say(`${name}: ${percent(score)}, goal ${percent(GOAL)}: ${score >= GOAL ? 'met' : 'missed'}`);
  return score >= GOAL;
}

function percent(share: number): string {
  return `${(share * 100).toFixed(1)} %`;
}

const asked = process.argv.slice(2);
const unknown = asked.filter((name) => !Object.hasOwn(GROUPS, name));
if (unknown.length > 0) {
  say(`No such group: ${unknown.join(', ')}. There are: ${Object.keys(GROUPS).join(' ')}.`);
  process.exit(2);
}
let isMet = true;
for (const name of asked.length > 0 ? asked : Object.keys(GROUPS)) {
  isMet = (await runGroup(name)) && isMet;
}
process.exit(isMet ? 0 : 1);
