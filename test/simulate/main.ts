/*
 * `npm run sim -- [--seeds N] [--seed S] [--days D] [--mode safety|liveness] [--per-day Q]
 * [--coverage] [--json]`: runs the real engine through simulated days and says what the checks
 * found. `--seed` alone replays one seed and prints its plan. `--nightly`: 20 000 seeds of a day,
 * then 20 of a year. `--planted [--only WORDS]` plays deliberate mistakes of the engine instead and
 * says which were noticed. Exit code 1: a violation, or too many mistakes unnoticed; 2: a wrong
 * option.
 */
import { parseArgs } from 'node:util';
import { FAULT_NAMES } from '../../src/sim/world/faults.ts';
import type { Mode, PlanAsked } from '../../src/sim/world/plan.ts';
import { runSeed, type Ran } from './runSeed.ts';

const LANES = ['chat', 'inline', 'background', 'external', 'probe'];
const STATES = ['closed', 'open', 'half-open'];
const SHOWN_MAX = 20;

type Options = {
  readonly seeds: readonly number[];
  readonly days: number;
  readonly modes: readonly Mode[];
  readonly perDay: number | undefined;
  readonly isJson: boolean;
  readonly withCoverage: boolean;
  readonly withPlan: boolean;
};

type Sum = {
  seeds: number;
  requests: number;
  events: number;
  notes: number;
  hash: number;
  readonly covered: Set<string>;
  readonly outcomes: Record<string, number>;
  readonly violations: { readonly seed: number; readonly mode: Mode; readonly found: Ran }[];
};

const say = (line: string): void => void process.stdout.write(`${line}\n`);

function read(
  args: readonly string[],
): Options & { readonly planted: boolean; readonly isNightly: boolean; readonly only: string } {
  const { values } = parseArgs({
    args: [...args],
    options: {
      seeds: { type: 'string' },
      seed: { type: 'string' },
      days: { type: 'string', default: '1' },
      mode: { type: 'string' },
      'per-day': { type: 'string' },
      coverage: { type: 'boolean', default: false },
      planted: { type: 'boolean', default: false },
      json: { type: 'boolean', default: false },
      only: { type: 'string', default: '' },
      nightly: { type: 'boolean', default: false },
    },
  });
  const { mode, seed } = values;
  if (mode !== undefined && mode !== 'safety' && mode !== 'liveness')
    throw new RangeError(`--mode is "${mode}"; it may be safety or liveness.`);
  const first = whole('seed', seed ?? '1', 0);
  const count = whole('seeds', values.seeds ?? (seed === undefined ? '100' : '1'), 1);
  const perDay = values['per-day'];
  return {
    seeds: Array.from({ length: count }, (_, nth) => first + nth),
    days: whole('days', values.days, 1),
    modes: mode === undefined ? ['safety', 'liveness'] : [mode],
    perDay: perDay === undefined ? undefined : whole('per-day', perDay, 1),
    isJson: values.json,
    withCoverage: values.coverage,
    withPlan: seed !== undefined && values.seeds === undefined,
    planted: values.planted,
    isNightly: values.nightly,
    only: values.only,
  };
}

/** What a night has time for: many short lives, and some long ones. A year is 100 questions a day. */
const NIGHT = [
  { count: 20_000, days: 1 },
  { count: 20, days: 365, perDay: 100 },
];

async function night(options: Options): Promise<number> {
  let code = 0;
  for (const { count, ...part } of NIGHT) {
    const [first = 1] = options.seeds;
    const seeds = Array.from({ length: count }, (_, nth) => first + nth);
    code = Math.max(code, await runAndTell({ ...options, ...part, seeds, withPlan: false }));
  }
  return code;
}

async function runAndTell(options: Options): Promise<number> {
  const startedMs = performance.now();
  const sum = await runAll(options);
  tell(options, sum, (performance.now() - startedMs) / 1_000);
  return sum.violations.length > 0 ? 1 : 0;
}

function whole(name: string, text: string, least: number): number {
  const value = Number(text);
  if (Number.isSafeInteger(value) && value >= least) return value;
  throw new RangeError(`--${name} is "${text}"; it must be a whole number of ${least} or more.`);
}

/** Without a mode every fourth seed is one of liveness: it is the shorter story. */
function asked({ days, modes, perDay }: Options, seed: number): PlanAsked {
  const mode = modes.length === 1 || seed % 4 !== 0 ? (modes[0] ?? 'safety') : 'liveness';
  return { seed, days, mode, ...(perDay === undefined ? {} : { perDay }) };
}

async function runAll(options: Options): Promise<Sum> {
  const sum: Sum = {
    ...{ seeds: 0, requests: 0, events: 0, notes: 0, hash: 0 },
    ...{ covered: new Set(), outcomes: {}, violations: [] },
  };
  for (const seed of options.seeds) {
    const ran = await runSeed(asked(options, seed));
    sum.seeds += 1;
    sum.requests += ran.requests;
    sum.events += ran.events;
    sum.notes += ran.notes;
    for (const digit of ran.hash) sum.hash = (Math.imul(sum.hash, 31) + digit.charCodeAt(0)) >>> 0;
    for (const cell of ran.covered) sum.covered.add(cell);
    for (const [outcome, count] of Object.entries(ran.outcomes))
      sum.outcomes[outcome] = (sum.outcomes[outcome] ?? 0) + count;
    const { mode } = ran.plan;
    if (ran.violations.length > 0) sum.violations.push({ seed, mode, found: ran });
    if (options.withPlan && !options.isJson) say(JSON.stringify(ran.plan, undefined, 2));
  }
  return sum;
}

function tell(options: Options, sum: Sum, seconds: number): void {
  const never = FAULT_NAMES.flatMap((fault) =>
    STATES.flatMap((state) => LANES.map((lane) => `${fault}|${state}|${lane}`)),
  ).filter((cell) => !sum.covered.has(cell));
  const hash = sum.hash.toString(16).padStart(8, '0');
  const { seeds, requests, events, notes, outcomes } = sum;
  const found = sum.violations.map(({ seed, mode, found: { violations, plan } }) => ({
    ...{ seed, mode, days: options.days, violations, plan },
  }));
  if (options.isJson) {
    const figures = { seeds, requests, events, notes, outcomes, seconds, hash };
    say(JSON.stringify({ ...figures, violations: found, covered: [...sum.covered], never }));
    return;
  }
  say(`seeds ${seeds}, days ${options.days} each, requests ${requests}, notes ${notes}`);
  const rate = Math.round(events / seconds);
  say(`events ${events} in ${seconds.toFixed(1)} s, ${rate} events/s`);
  say(`outcomes ${JSON.stringify(outcomes)}`);
  const cells = sum.covered.size + never.length;
  say(`fault × breaker × lane: ${sum.covered.size} of ${cells} happened`);
  if (options.withCoverage) for (const cell of never) say(`  never ${cell}`);
  for (const { seed, mode, violations } of found.slice(0, SHOWN_MAX)) {
    say(`seed ${seed}: npm run sim -- --seed ${seed} --days ${options.days} --mode ${mode}`);
    for (const { invariant, what, count } of violations) say(`  (${invariant}) ${what}, ${count}×`);
  }
  say(`violations ${found.length}`);
  say(`hash ${hash}`);
}

async function main(): Promise<number> {
  const options = read(process.argv.slice(2));
  if (options.planted) {
    const { playPlants } = await import('./planted/play.ts');
    return playPlants({ seedsMax: options.seeds.length, only: options.only, say });
  }
  return options.isNightly ? night(options) : runAndTell(options);
}

main().then(
  (code) => (process.exitCode = code),
  (error: unknown) => {
    const isWrong = error instanceof RangeError || error instanceof TypeError;
    process.stderr.write(`${isWrong ? error.message : String((error as Error).stack)}\n`);
    process.exitCode = isWrong ? 2 : 1;
  },
);
