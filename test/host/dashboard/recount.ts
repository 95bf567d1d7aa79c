/*
 * The figures of the dashboard counted once more, by other means: from exported journals, one JSON
 * object a line (`{"turnId", "events", "costs"}`), straight through, with nothing of the product.
 * By hand: `node --import tsx test/host/dashboard/recount.ts FILE [days]`.
 */
import { readFileSync } from 'node:fs';
import { pathToFileURL } from 'node:url';

type Json = Record<string, any>;

export type Recount = {
  readonly questions: number;
  readonly answered: number;
  readonly aloneMin: number;
  readonly aloneMax: number;
  readonly cost: Readonly<Record<string, number>>;
  readonly models: Readonly<Record<string, Json>>;
};

/** Kinds that speak of the question, by the table of the documentation. */
const QUESTION = new Set(
  (
    'unsupported invalid too-large context-length tool-use-failed content-filter ' +
    'aborted rejected budget offline'
  ).split(' '),
);
const HEALTH = new Set(['open', 'paused', 'rate', 'headroom', 'locked']);

export function recount(lines: readonly string[], fromWallMs: number, allLines = lines): Recount {
  const parse = (text: string): Json => JSON.parse(text) as Json;
  const trials: { name: string; atMs: number }[] = [];
  for (const { events } of allLines.map(parse)) {
    for (const begun of events as Json[]) {
      if (begun['type'] !== 'attempt-started' || begun['trial'] === undefined) continue;
      const end = endOf(events as Json[], begun);
      if (end?.['outcome'] !== 'failed' || QUESTION.has(end['error']?.kind)) continue;
      trials.push({ name: nameOf(begun), atMs: begun['wallMs'] + end['durationMs'] });
    }
  }
  let [questions, answered, sure, perhaps] = [0, 0, 0, 0];
  const cost: Record<string, number> = { answer: 0, failed: 0, continued: 0, parallel: 0 };
  const models: Record<string, Json> = {};
  for (const { events, costs } of lines.map(parse)) {
    const list = events as Json[];
    if (!(list[0]?.['wallMs'] >= fromWallMs)) continue;
    const starts = list.filter(({ type }) => type === 'attempt-started');
    addTries(list, starts, costs as Json, cost, models);
    const end = list.filter(({ type }) => type === 'request-ended').at(-1);
    const isNobodys =
      end === undefined ||
      end['outcome'] === 'cancelled' ||
      (end['outcome'] === 'failed' && QUESTION.has(end['error']?.kind));
    if (isNobodys) continue;
    questions += 1;
    if (end['outcome'] === 'answered') answered += 1;
    const first = list.find(
      ({ type, reason }) =>
        type === 'target-chosen' || (type === 'target-skipped' && HEALTH.has(reason)),
    );
    const name = first === undefined ? '' : nameOf(first);
    if (starts[0] === undefined || nameOf(starts[0]) !== name) {
      const at = list[0]?.['wallMs'];
      const wasDown = trials.some((one) => one.name === name && Math.abs(one.atMs - at) <= 120_000);
      if (!wasDown) perhaps += 1;
      continue;
    }
    const outcomes: string[] = [];
    for (const start of starts) {
      if (nameOf(start) === name) outcomes.push(endOf(list, start)?.['outcome'] ?? 'open');
      else if (start['origin'] !== 'hedge') break;
    }
    if (outcomes.includes('finished')) sure += 1;
    else if (outcomes.some((outcome) => outcome !== 'failed')) perhaps += 1;
  }
  return { questions, answered, aloneMin: sure, aloneMax: sure + perhaps, cost, models };
}

function addTries(
  list: Json[],
  starts: Json[],
  costs: Json,
  cost: Record<string, number>,
  models: Record<string, Json>,
): void {
  const isContest = starts.some(({ origin }) => origin === 'hedge');
  for (const name of new Set(starts.map(nameOf))) {
    const model = (models[name] ??= {
      questions: 0,
      finished: 0,
      failed: 0,
      firsts: [],
      causes: {},
    });
    model['questions'] += 1;
  }
  for (const start of starts) {
    const end = endOf(list, start);
    const model = models[nameOf(start)] ?? {};
    const settled = list.find(
      ({ type, attemptId }) => type === 'spend-settled' && attemptId === start['attemptId'],
    );
    const sum =
      settled !== undefined && settled['isUnknown'] === false
        ? settled['usdMicros']
        : costs[start['attemptId']]?.usdMicros;
    const what =
      end?.['outcome'] === 'failed'
        ? 'failed'
        : end?.['outcome'] === 'aborted' && isContest
          ? 'parallel'
          : start['origin'] === 'continuation'
            ? 'continued'
            : 'answer';
    cost[what] = (cost[what] ?? 0) + (sum ?? 0);
    if (end?.['firstProgressMs'] !== undefined) model['firsts'].push(end['firstProgressMs']);
    if (end?.['outcome'] === 'finished') model['finished'] += 1;
    const kind = end?.['error']?.kind;
    if (end?.['outcome'] === 'failed' && !QUESTION.has(kind)) {
      model['failed'] += 1;
      model['causes'][kind] = (model['causes'][kind] ?? 0) + 1;
    }
  }
}

const endOf = (list: Json[], start: Json): Json | undefined =>
  list.find(({ type, attemptId }) => type === 'attempt-ended' && attemptId === start['attemptId']);

const nameOf = ({ target }: Json): string => `${target.providerId}/${target.modelId}`;

/** The value that so large a share of all is not above. */
export function rank(values: readonly number[], share: number): number | undefined {
  const sorted = [...values].sort((a, b) => a - b);
  return sorted.find((_, index) => (index + 1) / sorted.length >= share);
}

if (import.meta.url === pathToFileURL(process.argv[1] ?? '').href) {
  const [, , file = '', days = '30'] = process.argv;
  const lines = readFileSync(file, 'utf8').split('\n').filter(Boolean);
  const result = recount(lines, Date.now() - Number(days) * 86_400_000);
  for (const model of Object.values(result.models)) {
    const firsts = model['firsts'] as number[];
    Object.assign(model, { firsts: undefined, p50: rank(firsts, 0.5), p95: rank(firsts, 0.95) });
  }
  console.log(JSON.stringify(result, undefined, 2));
}
