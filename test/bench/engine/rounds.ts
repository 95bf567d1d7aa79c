/*
 * What the engine costs: a request, an event of its stream, and stopping a thousand at once; beside
 * the bare provider and the nearest compositions of other libraries, in the same run and in turns,
 * so that a busy machine is unfair to all alike. Each figure is a median of its rounds.
 * It runs bundled, as the product does (`bench.ts`).
 */
import { setImmediate } from 'node:timers/promises';
import { median, type Figure, type Section } from '../figure.ts';
import type { Say } from '../main.ts';
import { throughCockatiel, throughOpossum, type Ask } from './compositions.ts';
import { answer, call, engineUnderTest, readAll, type Plan } from './underTest.ts';

const ROUNDS = 7;
const REQUESTS = 3_000;
const EVENTS = 30_000;
const AT_ONCE = 1_000;

type Road = { readonly name: string; readonly ask: Ask };

export async function playRounds(say: Say): Promise<Section[]> {
  let plan: Plan = { words: 1 };
  const engine = engineUnderTest(() => plan);
  const { ask: opossum, close } = throughOpossum();
  const roads: readonly Road[] = [
    { name: 'provider alone', ask: (of, signal) => readAll(answer(of, signal)) },
    {
      name: 'Steadfast',
      ask(of, signal) {
        plan = of;
        return readAll(engine.run(call(signal)));
      },
    },
    { name: 'cockatiel', ask: throughCockatiel() },
    { name: 'opossum', ask: opossum },
  ];
  try {
    return [
      section('A request of three events', await inTurns(roads, say, 'requests', perRequest)),
      section(
        'An event of a long stream',
        (await inTurns(roads, say, 'events', perEvent)).map((figure) =>
          figure.name === 'Steadfast' ? { ...figure, goal: { most: 3 } } : figure,
        ),
      ),
      section(
        `${AT_ONCE} requests stopped at once`,
        // opossum cannot be told to stop one call.
        (await inTurns(roads.slice(0, 3), say, 'stops', stopAll)).map((figure) =>
          figure.name === 'Steadfast' ? { ...figure, goal: { most: 200 } } : figure,
        ),
      ),
    ];
  } finally {
    close();
  }
}

type Measure = { readonly unit: Figure['unit']; readonly run: (road: Road) => Promise<number> };

const perRequest: Measure = {
  unit: 'µs',
  async run({ ask }) {
    const { signal } = new AbortController();
    const startedMs = performance.now();
    for (let i = 0; i < REQUESTS; i += 1) await ask({ words: 1 }, signal);
    return ((performance.now() - startedMs) * 1_000) / REQUESTS;
  },
};

const perEvent: Measure = {
  unit: 'µs',
  async run({ ask }) {
    const { signal } = new AbortController();
    const startedMs = performance.now();
    await ask({ words: EVENTS }, signal);
    return ((performance.now() - startedMs) * 1_000) / EVENTS;
  },
};

const stopAll: Measure = {
  unit: 'ms',
  async run({ ask }) {
    const controllers = Array.from({ length: AT_ONCE }, () => new AbortController());
    const all = controllers.map(({ signal }) =>
      ask({ words: 1, hangs: true }, signal).then(
        () => 0,
        () => 1,
      ),
    );
    // All of them wait for their next word.
    for (let i = 0; i < 20; i += 1) await setImmediate();
    const startedMs = performance.now();
    for (const controller of controllers) controller.abort();
    const stopped = (await Promise.all(all)).reduce((sum: number, one) => sum + one, 0);
    if (stopped !== AT_ONCE) throw new Error(`Only ${stopped} of ${AT_ONCE} were stopped.`);
    return performance.now() - startedMs;
  },
};

async function inTurns(
  roads: readonly Road[],
  say: Say,
  what: string,
  { unit, run }: Measure,
): Promise<Figure[]> {
  say(`${what} …`);
  const runs = new Map<string, number[]>(roads.map(({ name }) => [name, []]));
  for (const road of roads) await run(road);
  for (let round = 0; round < ROUNDS; round += 1) {
    for (const road of roads) {
      const took = await run(road);
      runs.get(road.name)?.push(took);
    }
  }
  return roads.map(({ name }) => ({ name, unit, runs: runs.get(name) ?? [] }));
}

/** With the ratio of ours to each other's. */
function section(title: string, figures: readonly Figure[]): Section {
  const own = figures.find(({ name }) => name === 'Steadfast');
  return {
    title,
    figures: figures.map((figure) =>
      figure === own || own === undefined
        ? figure
        : { ...figure, note: `Steadfast takes ${times(own, figure)} times as long` },
    ),
  };
}

function times(own: Figure, other: Figure): string {
  return (median(own.runs) / median(other.runs)).toFixed(1);
}
