// The article's figures, each as an experiment on the real engine: what is counted, with which
// settings, and what comes out. `assumptions.ts` says in which world.

import type { EngineOptionsInput } from '../../../src/engine/index.ts';
import type { FaultName } from '../../../src/sim/world/faults.ts';
import { ARTICLE, BARE, SINGLE_FAILS, TRANSIENT, TRANSIENT_SHARE, TUNED } from './assumptions.ts';
import { ill, incidents, noisy, play, type Question, type Stage, type Tally } from './stage.ts';

export type Figure = {
  readonly name: string;
  readonly article: number;
  readonly unit: string;
  readonly assumptions: string;
  /** Why ours is worse, or differs; empty where there is nothing to say. */
  readonly remark: string;
  /** One value for each seed. */
  readonly run: (seed: number) => Promise<Outcome>;
};
export type Outcome = { readonly byArticle: number; readonly tuned: number };

const WELL = {};
const failed = ({ questions }: Tally): number =>
  questions.filter(({ isAnswered }) => !isAnswered).length;
/** By how much of `before` it has become less, percent. */
const lessBy = (before: number, after: number): number =>
  before === 0 ? 0 : 100 * (1 - after / before);

/** Plays the same world bare, by the article and tuned. */
async function three(stage: Omit<Stage, 'options'>, of: (tally: Tally) => number, bare?: Stage) {
  const with_ = async (options: EngineOptionsInput) => of(await play({ ...stage, options }));
  const before = of(await play(bare ?? { ...stage, options: BARE }));
  return { before, byArticle: await with_(ARTICLE), tuned: await with_(TUNED) };
}

const reduced = ({ before, byArticle, tuned }: Record<'before' | keyof Outcome, number>) => ({
  byArticle: lessBy(before, byArticle),
  tuned: lessBy(before, tuned),
});

async function together(seed: number, count: number, of: (tally: Tally) => number) {
  const servers = Array.from({ length: count }, (_, nth) => ill(incidents(seed * 10 + nth)));
  const alone = { seed, servers: servers.slice(0, 1), options: BARE };
  return three({ seed, servers }, of, alone);
}

const availability = (count: number) => async (seed: number) => {
  const { before, byArticle, tuned } = await together(seed, count, failed);
  const of = (left: number): number => 100 * (1 - SINGLE_FAILS * (left / Math.max(1, before)));
  return { byArticle: of(byArticle), tuned: of(tuned) };
};

/** Failed answers of the first server that somebody waited for. */
const wasted = ({ attempts }: Tally): number =>
  attempts.filter(
    ({ origin, outcome, target }) =>
      outcome === 'failed' && origin !== 'probe' && target.providerId === 'a',
  ).length;

const breaker = (share: number, without: Partial<EngineOptionsInput>) => async (seed: number) => {
  const faults: FaultName[] = ['overloaded-529', 'refused'];
  const servers = [ill(incidents(seed, { share, faults })), WELL];
  const asked = async (options: EngineOptionsInput): Promise<number> =>
    wasted(await play({ seed, servers, options }));
  const off = { ...without, breaker: { rule: 'consecutive', failures: 0 } } as const;
  return {
    byArticle: lessBy(await asked({ ...ARTICLE, ...off }), await asked({ ...ARTICLE, ...without })),
    tuned: lessBy(await asked({ ...TUNED, ...off }), await asked({ ...TUNED, ...without })),
  };
};

const retry = async (seed: number) => {
  const servers = [noisy(TRANSIENT, TRANSIENT_SHARE)];
  const well = (tally: Tally): number => tally.questions.length - failed(tally);
  const { before, byArticle, tuned } = await three({ seed, servers }, well);
  return { byArticle: 100 * (byArticle / before - 1), tuned: 100 * (tuned / before - 1) };
};

const firstRetry = async (seed: number) => {
  const servers = [noisy(TRANSIENT, TRANSIENT_SHARE)];
  const share = async (options: EngineOptionsInput): Promise<number> => {
    const { attempts } = await play({ seed, servers, options });
    const rescues = attempts.filter(
      ({ origin, outcome }) => outcome === 'finished' && origin === 'retry',
    );
    const first = rescues.filter(({ attemptId }) => attemptId.endsWith('.2'));
    return (100 * first.length) / Math.max(1, rescues.length);
  };
  return { byArticle: await share(ARTICLE), tuned: await share(TUNED) };
};

/** To the first word, of questions that were asked in a silent incident; of them, 0–1. */
const failoverMs =
  (seed: number, at: number) =>
  ({ questions }: Tally): number => {
    const trace = incidents(seed, SILENT);
    const waits = questions
      .filter(({ askedMs }) =>
        trace.some(({ fromMs, toMs }) => fromMs <= askedMs && askedMs < toMs),
      )
      .map(({ firstShownMs = 300_000 }: Question) => firstShownMs)
      .toSorted((a, b) => a - b);
    return waits[Math.floor(waits.length * at)] ?? Number.NaN;
  };

const SILENT = { share: 1, faults: ['silent'] } as const;

const failover = (at: number) => async (seed: number) => {
  const servers = [ill(incidents(seed, SILENT)), WELL];
  const free = { hedgeCostMaxUsdMicros: 0 };
  const ms = async (options: EngineOptionsInput): Promise<number> =>
    failoverMs(seed, at)(await play({ seed, servers, options }));
  const passive = await ms(BARE);
  const race = await ms({ ...ARTICLE, routing: { ...free, strategy: 'race' } });
  const hedged = await ms({ ...TUNED, routing: { ...free, strategy: 'hedged' } });
  return { byArticle: lessBy(passive, race), tuned: lessBy(passive, hedged) };
};

/** Answers given up for their silence, though they would have come. */
const abandoned = ({ attempts, faults }: Tally): number =>
  attempts.filter(
    ({ attemptId, error, origin }) =>
      error?.kind === 'silent' && origin !== 'probe' && faults.get(attemptId) !== 'silent',
  ).length;

const timeouts = async (seed: number) => {
  const slow = { ...noisy(['slow-first'], 0.2), firstMs: 2_500 };
  const fixed = { mode: 'fixed', headersMs: 10_000, firstTokenMs: 10_000 } as const;
  const count = async (options: EngineOptionsInput): Promise<number> =>
    abandoned(await play({ seed, servers: [slow, slow], options }));
  const before = await count({ ...TUNED, timeouts: fixed });
  const twice = { mode: 'fixed', headersMs: 10_000, firstTokenMs: 15_000 } as const;
  const byArticle = lessBy(before, await count({ ...TUNED, timeouts: twice }));
  return { byArticle, tuned: lessBy(before, await count(TUNED)) };
};

/** Incidents in which something failed that was asked by the person. */
const struck = (seed: number) => (tally: Tally) =>
  incidents(seed * 10).filter(({ fromMs, toMs }) => failedIn(tally, fromMs, toMs).length > 0)
    .length;

const failedIn = ({ questions }: Tally, fromMs: number, toMs: number): readonly Question[] =>
  questions.filter(({ isAnswered, askedMs }) => !isAnswered && askedMs >= fromMs && askedMs < toMs);

/** From the first question of an incident that failed to the end of the last. */
const downtime = (seed: number) => (tally: Tally) =>
  incidents(seed * 10)
    .map(({ fromMs, toMs }) => failedIn(tally, fromMs, toMs))
    .reduce((sum, [first, ...more]) => {
      const last = more.at(-1) ?? first;
      return first === undefined || last === undefined ? sum : sum + last.endedMs - first.askedMs;
    }, 0);

const fewer =
  (of: (seed: number) => (tally: Tally) => number, count: number) => async (seed: number) =>
    reduced(await together(seed, count, of(seed)));

/** Of the incidents that somebody noticed: in how many was it a probe. */
const probesFirst = (perDay: number) => async (seed: number) => {
  const trace = incidents(seed, { share: 1, faults: ['overloaded-529', 'refused'] });
  const share = async (options: EngineOptionsInput): Promise<number> => {
    const stage = { seed, servers: [ill(trace), WELL], person: { perDay }, options };
    const { attempts } = await play(stage);
    const noticed = trace.flatMap(({ fromMs, toMs }) => {
      const first = attempts.find(
        ({ target, outcome, monoMs }) =>
          target.providerId === 'a' && outcome === 'failed' && monoMs >= fromMs && monoMs < toMs,
      );
      return first === undefined ? [] : first.origin === 'probe';
    });
    return (100 * noticed.filter(Boolean).length) / Math.max(1, noticed.length);
  };
  return { byArticle: await share(ARTICLE), tuned: await share(TUNED) };
};

const SAME = 'the same trace of incidents, each provider its own';

export const FIGURES: readonly Figure[] = [
  {
    name: 'availability with two providers',
    ...{
      article: 99.95,
      unit: '%',
      run: availability(2),
      remark: 'With all ill at once the breaker as delivered costs answers; without it fewer fail',
    },
    assumptions: `one provider alone answers 99.5 %; ${SAME}`,
  },
  {
    name: 'availability with three providers',
    ...{ article: 99.95, unit: '%', run: availability(3), remark: '' },
    assumptions: `one provider alone answers 99.5 %; ${SAME}`,
  },
  {
    name: 'incidents that a person notices, three providers',
    ...{ article: 89, unit: '% fewer', run: fewer(struck, 3), remark: '' },
    assumptions: `against one provider, one try; ${SAME}`,
  },
  {
    name: 'downtime, failover to a second provider',
    ...{ article: 73, unit: '% less', run: fewer(downtime, 2), remark: '' },
    assumptions: 'from the first failed question of an incident to the end of its last',
  },
  {
    name: 'breaker: calls wasted on a dead provider',
    ...{ article: 87, unit: '% fewer', run: breaker(1, {}), remark: '' },
    assumptions: 'total outages, a well backup; against the same settings without a breaker',
  },
  {
    name: 'breaker: calls wasted on a sick one',
    ...{
      article: 87,
      unit: '% fewer',
      run: breaker(0.4, {}),
      remark: 'The breaker opens only on stronger evidence',
    },
    assumptions: 'of its answers 40 % fail; else as above',
  },
  {
    name: 'breaker without any probes',
    ...{ article: 87, unit: '% fewer', run: breaker(1, { probes: { mode: 'off' } }), remark: '' },
    assumptions: 'total outages; only questions find out whether it is well again',
  },
  {
    name: 'retries: more questions answered',
    ...{
      article: 34,
      unit: '% more',
      run: retry,
      remark: 'With nobody else to ask the breaker costs answers; a larger budget changes nothing',
    },
    assumptions: 'one provider; 27 % of tries fail for a moment',
  },
  {
    name: 'rescued by the first retry',
    ...{ article: 50, unit: '% of rescues', run: firstRetry, remark: '' },
    assumptions: 'as above; the article says “the majority”',
  },
  ...[0.5, 0.95].map((at) => ({
    name: `active-active: first word while the first is silent, p${100 * at}`,
    ...{
      article: 94,
      unit: '% less',
      run: failover(at),
      remark: at === 0.5 ? '' : 'The slowest are not hedged at all; why is not known yet',
    },
    assumptions: 'against a limit of 60 s; the article: all at once; ours: hedged',
  })),
  {
    name: 'adaptive limits: answers given up needlessly',
    ...{ article: 28, unit: '% fewer', run: timeouts, remark: '' },
    assumptions:
      'long-tailed first words against a fixed 10 s; the article: median × 3, fixed 15 s',
  },
  ...[20, 100, 500].map((perDay) => ({
    name: `incidents that a probe finds first, ${perDay} questions a day`,
    ...{
      article: 67,
      unit: '%',
      run: probesFirst(perDay),
      remark: 'Nobody is probed as delivered who seems well',
    },
    assumptions: 'the article: a canary every 5 minutes while a window is looked at; ours: none',
  })),
];
