/*
 * A drill: the person's own chain and settings against faults that are chosen, one after the other,
 * on a virtual clock. It states what it expects first, then says whether that held, shows the worst
 * case with its journal, and tries which setting would have helped most.
 * Pure: the same seed gives the same report. It needs no key and costs nothing.
 */
import type { JournalEvent } from '../../core/index.ts';
import type { EngineOptionsInput } from '../../engine/index.ts';
import type { FaultName } from '../world/faults.ts';
import type { WorldDeps } from '../world/world.ts';
import { FAIR, live, type Life, type Lived, type Rung } from './standInChain.ts';

/** The five of the article. */
export const DRILL_FAULTS = {
  outage: { fault: 'refused', share: 1 },
  latency: { fault: 'slow-first', share: 1 },
  'rate-limit': { fault: 'limit-429', share: 1 },
  'partial-failure': { fault: 'server-500', share: 0.4 },
  malformed: { fault: 'portal', share: 1 },
} as const satisfies Record<string, { readonly fault: FaultName; readonly share: number }>;

export type DrillFault = keyof typeof DRILL_FAULTS;

export type DrillAsked = {
  readonly chain: readonly Rung[];
  readonly options: EngineOptionsInput;
  readonly faults: readonly DrillFault[];
  /** What is expected: every question is answered, and its first word is there within so long. */
  readonly waitMaxMs: number;
  readonly seed: number;
};

export type Scene = {
  readonly fault: DrillFault;
  readonly questions: number;
  readonly answered: number;
  readonly waitP95Ms: number;
  readonly waitMostMs: number;
  readonly isKept: boolean;
};

/** What would have helped: a setting as it would be set, or one more provider. */
export type Help =
  | { readonly how: 'setting'; readonly options: EngineOptionsInput }
  | { readonly how: 'backup' };

export type DrillReport = {
  readonly waitMaxMs: number;
  readonly isKept: boolean;
  readonly scenes: readonly Scene[];
  /** The question that fared worst, with everything that was noted of it. */
  readonly worst: {
    readonly fault: DrillFault;
    readonly isAnswered: boolean;
    readonly waitMs: number;
    readonly journal: readonly JournalEvent[];
  };
  /** Absent where nothing failed, or nothing that was tried would have helped. */
  readonly help?: Help & { readonly brokenBefore: number; readonly brokenThen: number };
};

const DAY = 1;
const PERSON = { perDay: 40, fromHour: 8, toHour: 20 };
const DAY_MS = 86_400_000;
const HELPS: readonly EngineOptionsInput[] = [
  { routing: { strategy: 'hedged' } },
  { timeouts: { mode: 'learned' } },
  { probes: { mode: 'full' } },
];

/** Throws `RangeError` for a chain or a list of faults that is empty. */
export async function drill(pump: WorldDeps['pump'], asked: DrillAsked): Promise<DrillReport> {
  if (asked.chain.length === 0) throw new RangeError('chain is empty: there is nobody to ask.');
  if (asked.faults.length === 0) throw new RangeError('faults is empty: choose one or more.');
  const scenes: Scene[] = [];
  let worst: Played | undefined;
  for (const fault of asked.faults) {
    const played = await play(pump, asked, fault);
    scenes.push(played.scene);
    if (worst === undefined || isWorse(played.worst, worst.worst)) worst = played;
  }
  if (worst === undefined) throw new RangeError('nobody asked anything.');
  const { scene, journal } = worst;
  const { requestId, isAnswered, waitMs } = worst.worst;
  const help = scenes.every(({ isKept }) => isKept) ? undefined : await helpFor(pump, asked);
  return {
    waitMaxMs: asked.waitMaxMs,
    isKept: scenes.every(({ isKept }) => isKept),
    scenes,
    worst: {
      ...{ fault: scene.fault, isAnswered, waitMs },
      journal: journal.filter((event) => 'requestId' in event && event.requestId === requestId),
    },
    ...(help === undefined ? {} : { help }),
  };
}

type Played = {
  readonly scene: Scene;
  readonly worst: Lived;
  readonly journal: readonly JournalEvent[];
};

/** The first that may be asked is ill of it, all day; all others are well. */
async function play(
  pump: WorldDeps['pump'],
  { chain, options, seed, waitMaxMs }: DrillAsked,
  fault: DrillFault,
): Promise<Played> {
  const { fault: name, share } = DRILL_FAULTS[fault];
  const ill = { ...FAIR, trace: [{ fromMs: 0, toMs: DAY * DAY_MS, fault: name, share }] };
  const first = chain.findIndex(({ armed }) => armed);
  const weather = chain.map((_, nth) => (nth === first ? ill : FAIR));
  const journal: JournalEvent[] = [];
  const life: Life = { chain, options, weather, person: PERSON, days: DAY, seed };
  const lived = await live(pump, life, (event) => void journal.push(event));
  const worst = lived.toSorted((a, b) => (isWorse(a, b) ? -1 : 1))[0];
  if (worst === undefined) throw new RangeError('nobody asked anything.');
  const waits = lived.map(({ waitMs }) => waitMs).toSorted((a, b) => a - b);
  const answered = lived.filter(({ isAnswered }) => isAnswered).length;
  const waitMostMs = waits.at(-1) ?? 0;
  const scene: Scene = {
    ...{ fault, answered, waitMostMs, questions: lived.length },
    waitP95Ms: waits[Math.floor(waits.length * 0.95)] ?? waitMostMs,
    isKept: answered === lived.length && waitMostMs <= waitMaxMs,
  };
  return { scene, worst, journal };
}

function isWorse(a: Lived, b: Lived): boolean {
  return a.isAnswered === b.isAnswered ? a.waitMs > b.waitMs : !a.isAnswered;
}

/** Each that is not set already is tried; the one with the fewest scenes that break is told. */
async function helpFor(pump: WorldDeps['pump'], asked: DrillAsked): Promise<DrillReport['help']> {
  const broken = async (changed: DrillAsked): Promise<number> => {
    let count = 0;
    for (const fault of changed.faults)
      if (!(await play(pump, changed, fault)).scene.isKept) count += 1;
    return count;
  };
  const brokenBefore = await broken(asked);
  let best: DrillReport['help'];
  const weigh = (help: Help, brokenThen: number): void => {
    if (brokenThen < (best?.brokenThen ?? brokenBefore))
      best = { ...help, brokenBefore, brokenThen };
  };
  for (const options of HELPS) {
    const changed = { ...asked, options: { ...asked.options, ...options } };
    weigh({ how: 'setting', options }, await broken(changed));
  }
  const one = backupFor(asked.chain);
  weigh({ how: 'backup' }, await broken({ ...asked, chain: [...asked.chain, one] }));
  return best;
}

/** One more provider of its own family, as fast as the first. */
export function backupFor(chain: readonly Rung[]): Rung {
  const [first] = chain;
  if (first === undefined) throw new RangeError('chain is empty: there is nobody to ask.');
  const { concurrency: _, requestsPerMinute: __, ...like } = first;
  const target = { providerId: 'one-more', modelId: first.target.modelId };
  const apart = { family: 'one more', upstream: 'one more', isLocal: false, armed: true };
  return { ...like, ...apart, target };
}
