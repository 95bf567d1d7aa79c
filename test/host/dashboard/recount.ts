/*
 * The figures of the dashboard counted once more, by other means: from exported journals, one JSON
 * object a line (`{"turnId", "events", "costs"}`), straight through, with nothing of the product.
 * By hand: `node --import tsx test/host/dashboard/recount.ts FILE [days]`.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Note = {
  readonly type: string;
  readonly wallMs: number;
  readonly attemptId?: string;
  readonly target?: { readonly providerId: string; readonly modelId: string };
  readonly origin?: string;
  readonly trial?: string;
  readonly reason?: string;
  readonly outcome?: string;
  readonly durationMs?: number;
  readonly firstProgressMs?: number;
  readonly usdMicros?: number;
  readonly isUnknown?: boolean;
  readonly error?: { readonly kind: string };
};
type Exported = {
  readonly events: readonly Note[];
  readonly costs: Readonly<Record<string, { readonly usdMicros: number }>>;
};
type Model = {
  questions: number;
  finished: number;
  failed: number;
  firsts: number[];
  causes: Record<string, number>;
};

export type Recount = {
  readonly questions: number;
  readonly answered: number;
  readonly aloneMin: number;
  readonly aloneMax: number;
  readonly cost: Readonly<Record<string, number>>;
  readonly models: Readonly<Record<string, Model>>;
};

/** Kinds that speak of the question, by the table of the documentation. */
const QUESTION = new Set(
  (
    'unsupported invalid too-large context-length tool-use-failed content-filter ' +
    'aborted rejected budget offline'
  ).split(' '),
);
const HEALTH = new Set(['open', 'paused', 'rate', 'headroom', 'locked']);

export function recount(
  lines: readonly string[],
  fromWallMs: number,
  allLines: readonly string[] = lines,
): Recount {
  const trials = allLines.map(parse).flatMap(({ events }) => failedTrials(events));
  let [questions, answered, sure, perhaps] = [0, 0, 0, 0];
  const cost: Record<string, number> = { answer: 0, failed: 0, continued: 0, parallel: 0 };
  const models: Record<string, Model> = {};
  for (const { events, costs } of lines.map(parse)) {
    const atMs = events[0]?.wallMs ?? 0;
    if (!(atMs >= fromWallMs)) continue;
    const starts = events.filter(({ type }) => type === 'attempt-started');
    addTries({ events, costs }, starts, cost, models);
    const end = events.filter(({ type }) => type === 'request-ended').at(-1);
    const isNobodys =
      end === undefined ||
      end.outcome === 'cancelled' ||
      (end.outcome === 'failed' && QUESTION.has(end.error?.kind ?? ''));
    if (isNobodys) continue;
    questions += 1;
    if (end.outcome === 'answered') answered += 1;
    const first = events.find(
      ({ type, reason = '' }) =>
        type === 'target-chosen' || (type === 'target-skipped' && HEALTH.has(reason)),
    );
    const name = nameOf(first);
    if (nameOf(starts[0]) !== name) {
      const isNear = (one: (typeof trials)[number]): boolean =>
        one.name === name && Math.abs(one.atMs - atMs) <= 120_000;
      if (!trials.some(isNear)) perhaps += 1;
      continue;
    }
    const outcomes: (string | undefined)[] = [];
    for (const start of starts) {
      if (nameOf(start) === name) outcomes.push(endOf(events, start)?.outcome);
      else if (start.origin !== 'hedge') break;
    }
    if (outcomes.includes('finished')) sure += 1;
    else if (outcomes.some((outcome) => outcome !== 'failed')) perhaps += 1;
  }
  return { questions, answered, aloneMin: sure, aloneMax: sure + perhaps, cost, models };
}

function failedTrials(events: readonly Note[]): { name: string; atMs: number }[] {
  return events.flatMap((begun) => {
    if (begun.type !== 'attempt-started' || begun.trial === undefined) return [];
    const end = endOf(events, begun);
    if (end?.outcome !== 'failed' || QUESTION.has(end.error?.kind ?? '')) return [];
    return [{ name: nameOf(begun), atMs: begun.wallMs + (end.durationMs ?? 0) }];
  });
}

function addTries(
  { events, costs }: Exported,
  starts: readonly Note[],
  cost: Record<string, number>,
  models: Record<string, Model>,
): void {
  const isContest = starts.some(({ origin }) => origin === 'hedge');
  const asked = new Set<string>();
  for (const start of starts) {
    const end = endOf(events, start);
    const name = nameOf(start);
    const model = (models[name] ??= {
      ...{ questions: 0, finished: 0, failed: 0 },
      ...{ firsts: [], causes: {} },
    });
    if (!asked.has(name)) model.questions += 1;
    asked.add(name);
    const settled = events.find(
      ({ type, attemptId }) => type === 'spend-settled' && attemptId === start.attemptId,
    );
    const known = settled?.isUnknown === false ? settled : costs[start.attemptId ?? ''];
    const what = paidFor(start, end, isContest);
    cost[what] = (cost[what] ?? 0) + (known?.usdMicros ?? 0);
    if (end?.firstProgressMs !== undefined) model.firsts.push(end.firstProgressMs);
    if (end?.outcome === 'finished') model.finished += 1;
    const kind = end?.error?.kind ?? '';
    if (end?.outcome === 'failed' && !QUESTION.has(kind)) {
      model.failed += 1;
      model.causes[kind] = (model.causes[kind] ?? 0) + 1;
    }
  }
}

function paidFor(start: Note, end: Note | undefined, isContest: boolean): string {
  if (end?.outcome === 'failed') return 'failed';
  if (end?.outcome === 'aborted' && isContest) return 'parallel';
  return start.origin === 'continuation' ? 'continued' : 'answer';
}

const parse = (text: string): Exported => JSON.parse(text) as Exported;

const endOf = (events: readonly Note[], start: Note): Note | undefined =>
  events.find(({ type, attemptId }) => type === 'attempt-ended' && attemptId === start.attemptId);

const nameOf = (note: Note | undefined): string =>
  `${note?.target?.providerId}/${note?.target?.modelId}`;

/** The value that so large a share of all is not above. */
export function rank(values: readonly number[], share: number): number | undefined {
  const sorted = values.toSorted((a, b) => a - b);
  return sorted.find((_, index) => (index + 1) / sorted.length >= share);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , file = '', days = '30'] = process.argv;
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const result = recount(lines, Date.now() - Number(days) * 86_400_000);
  const models = Object.entries(result.models).map(([name, { firsts, ...rest }]) => ({
    ...{ name, ...rest, p50: rank(firsts, 0.5), p95: rank(firsts, 0.95) },
  }));
  console.log(JSON.stringify({ ...result, models }, undefined, 2));
}
