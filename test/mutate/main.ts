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
  /** Mutants that are reached when the code is loaded, and those that each test reaches. */
  readonly atLoad: readonly string[];
  readonly byTest: Readonly<Record<string, readonly string[]>>;
};

const NOTHING = { atLoad: [], byTest: {} };

/** Without `tests` all are played. */
type Asked = { readonly id: string; readonly tests?: readonly string[] };

function started(bundle: string): ChildProcess {
  const child = fork(WORKER, [bundle], { execArgv: [], stdio: 'ignore' });
  // Whoever waits for it hears of it as well; between two plays nobody does.
  child.on('error', () => undefined);
  return child;
}

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
    play(asked: Asked, maxMs: number): Promise<Told | undefined> {
      // What a mutant left running may end its process after the verdict.
      if (played >= PER_PROCESS || child?.connected === false) end();
      played += 1;
      const own = (child ??= started(bundle));
      return new Promise((resolve) => {
        const timer = setTimeout(() => finish(undefined), maxMs);
        const onExit = (): void => finish({ ...NOTHING, failures: 1 });
        const finish = (told: Told | undefined): void => {
          clearTimeout(timer);
          own.off('exit', onExit);
          own.off('error', onExit);
          own.removeAllListeners('message');
          if (told === undefined || own.exitCode !== null) end();
          resolve(told);
        };
        own.once('exit', onExit);
        own.once('error', onExit);
        own.once('message', (message) => finish(message as Told));
        own.send(asked);
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
  const plain = await player.play({ id: 'none' }, 300_000);
  const tookMs = performance.now() - startedMs;
  if (plain === undefined || plain.failures > 0) {
    player.end();
    throw new Error(`The specs of ${name} fail without any mutant: ${plain?.first ?? 'no end'}`);
  }
  const { mutants } = prepared;
  say(`${name}: ${mutants.length} mutants, ${(tookMs / 1_000).toFixed(1)} s for the specs`);
  const alive: Mutant[] = [];
  const maxMs = 20_000 + 10 * tookMs;
  for (const mutant of mutants) {
    const asked = whatReaches(plain, mutant);
    if (asked === undefined) alive.push(mutant);
    else if ((await player.play(asked, maxMs))?.failures === 0) alive.push(mutant);
  }
  player.end();
  return report(name, mutants, alive);
}

/** Undefined: no test does. */
function whatReaches({ atLoad, byTest }: Told, { id }: Mutant): Asked | undefined {
  if (atLoad.includes(id)) return { id };
  const tests = Object.keys(byTest).filter((test) => byTest[test]?.includes(id));
  return tests.length === 0 ? undefined : { id, tests };
}

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
