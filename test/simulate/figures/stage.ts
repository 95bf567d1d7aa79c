// Worlds made by hand for one figure, and the tally of what became of each question in them.

import type { EngineOptionsInput } from '../../../src/engine/index.ts';
import type { JournalEvent } from '../../../src/core/index.ts';
import { createSeededRandom, type SeededRandom } from '../../../src/sim/seededRandom.ts';
import type { FaultName } from '../../../src/sim/world/faults.ts';
import type { PersonPlan } from '../../../src/sim/world/person.ts';
import type { WorldPlan } from '../../../src/sim/world/plan.ts';
import { exponential, lognormal, type Episode } from '../../../src/sim/world/weather.ts';
import { runWorld, type Observer } from '../../../src/sim/world/world.ts';
import { pump } from '../pump.ts';
import {
  DAYS,
  FAULTS,
  INCIDENT,
  PARTIAL_SHARE,
  PERSON,
  SERVER,
  TOTAL_OF_ALL,
} from './assumptions.ts';

type Server = WorldPlan['servers'][number];
type AttemptEnded = Extract<JournalEvent, { type: 'attempt-ended' }>;

export type Question = {
  readonly requestId: string;
  readonly lane: string;
  readonly askedMs: number;
  endedMs: number;
  isAnswered: boolean;
  firstShownMs: number | undefined;
};

export type Tally = {
  readonly questions: readonly Question[];
  readonly attempts: readonly AttemptEnded[];
  /** What each attempt met at its server. */
  readonly faults: ReadonlyMap<string, FaultName | undefined>;
};

export type Stage = {
  readonly seed: number;
  readonly servers: readonly Partial<Server>[];
  readonly options: EngineOptionsInput;
  readonly days?: number;
  readonly person?: Partial<PersonPlan>;
};

const FAIR = { faults: [], perDay: 0, medianMs: 1, noise: 0 };
const DAY_MS = 86_400_000;

export async function play({ seed, servers, options, days = DAYS, person }: Stage): Promise<Tally> {
  const plan: WorldPlan = {
    ...{ seed, days, mode: 'safety', options },
    servers: servers.map((server, nth) => {
      const id = 'abcd'.charAt(nth);
      const name = { id, family: `family of ${id}`, upstream: `upstream of ${id}` };
      const limits = { places: 0, perMinute: 0, deaf: 0, isLocal: false, armed: true };
      return { ...name, ...SERVER, ...limits, weather: FAIR, ...server };
    }),
    people: [
      {
        ...{ windowId: 'w1', otherLanes: 0, stops: 0, controls: 0, crowds: 0 },
        ...PERSON,
        ...person,
      },
    ],
    ...{ sleepsPerDay: 0, jumpsPerDay: 0, offlinePerDay: 0, armsPerDay: 0 },
  };
  const { observer, tally } = createTally();
  await runWorld({ pump, observer }, plan);
  return tally;
}

function createTally() {
  const open = new Map<string, Question>();
  const questions: Question[] = [];
  const attempts: AttemptEnded[] = [];
  const faults = new Map<string, FaultName | undefined>();
  const observer: Observer = {
    noted(event) {
      if (event.type === 'attempt-ended') attempts.push(event);
      if (event.type !== 'request-ended') return;
      const question = open.get(event.requestId);
      if (question !== undefined) question.firstShownMs = event.firstShownMs;
    },
    seen: (seen) => void (seen.what === 'asked' && faults.set(seen.call.attemptId, seen.fault)),
    asked({ requestId, question: { lane } }, askedMs) {
      const blank = { endedMs: askedMs, isAnswered: false, firstShownMs: undefined };
      const question = { requestId, lane, askedMs, ...blank };
      open.set(requestId, question);
      questions.push(question);
    },
    shown: () => undefined,
    over(requestId, error, nowMs) {
      const question = open.get(requestId);
      if (question === undefined) return;
      question.endedMs = nowMs;
      question.isAnswered = error === undefined;
      open.delete(requestId);
    },
    stopped: () => undefined,
    slept: () => undefined,
    consented: () => undefined,
  };
  return { observer, tally: { questions, attempts, faults } };
}

export type Incidents = {
  /** Of the answers asked for in an incident; default mixed, as assumed. */
  readonly share?: number;
  readonly faults?: readonly FaultName[];
  readonly days?: number;
};

/** Incidents one after the other, drawn once: every variant of an experiment meets the same. */
export function incidents(seed: number, { share, faults = FAULTS, days = DAYS }: Incidents = {}) {
  const random: SeededRandom = createSeededRandom(seed);
  const trace: Episode[] = [];
  for (let atMs = 0; ;) {
    const fromMs = atMs + exponential(random, INCIDENT.meanGapMs);
    if (fromMs > days * DAY_MS) return trace;
    const lengthMs = lognormal(random, INCIDENT.medianMs, INCIDENT.sigma);
    const toMs = fromMs + Math.min(INCIDENT.maxMs, lengthMs);
    const drawn = random.next() < TOTAL_OF_ALL ? 1 : PARTIAL_SHARE;
    const fault = faults[random.below(faults.length)] ?? 'server-500';
    trace.push({ fromMs, toMs, fault, share: share ?? drawn });
    atMs = toMs;
  }
}

export const ill = (trace: readonly Episode[]): Partial<Server> => ({
  weather: { ...FAIR, trace },
});
export const noisy = (faults: readonly FaultName[], noise: number): Partial<Server> => ({
  weather: { ...FAIR, faults, noise },
});
