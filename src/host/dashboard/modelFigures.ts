/*
 * Each model by the person's own traffic: questions, first word, pace, how many answers were whole,
 * failures by cause, cost. Percentiles are those of the nearest rank: a value that was measured.
 * A try that failed because of the question itself, or that was stopped, is nobody's error.
 */
import { targetKey, type ErrorKind, type Target } from '../../core/index.ts';
import { isOfTheQuestion, type AskedTry, type AskedTurn } from './askedTurn.ts';

export type ModelFigures = {
  readonly target: Target;
  /** Questions that it was asked, once or more. */
  readonly questions: number;
  readonly finished: number;
  readonly failed: number;
  readonly firstMs: Percentiles | undefined;
  /** Words of six characters, the space with them; the middle of all answers. */
  readonly wordsPerSecond: number | undefined;
  readonly causes: ReadonlyMap<ErrorKind, number>;
  /** Of the answers whose cost is known; undefined: of none. */
  readonly usdMicrosPerAnswer: number | undefined;
  readonly lastChangeMs: number | undefined;
};

export type Percentiles = { readonly p50: number; readonly p95: number };

const CHARS_PER_WORD = 6;
/** Less than this says nothing of a pace. */
const CHARS_MIN = 60;
const STREAMED_MS_MIN = 200;

export function modelFigures(turns: readonly AskedTurn[]): readonly ModelFigures[] {
  const tries = new Map<string, AskedTry[]>();
  const questions = new Map<string, number>();
  const changes = new Map<string, number>();
  for (const turn of turns) {
    for (const one of turn.tries) {
      const { key } = one;
      const known = tries.get(key);
      if (known === undefined) tries.set(key, [one]);
      else known.push(one);
    }
    for (const key of new Set(turn.tries.map((one) => one.key))) {
      questions.set(key, (questions.get(key) ?? 0) + 1);
    }
    for (const change of turn.changes) {
      const key = targetKey(change.target);
      changes.set(key, Math.max(changes.get(key) ?? 0, change.wallMs));
    }
  }
  return [...tries].flatMap(([key, own]) => {
    const [one] = own;
    if (one === undefined) return [];
    const { target } = one;
    const asked = questions.get(key) ?? 0;
    return [{ target, questions: asked, lastChangeMs: changes.get(key), ...figuresOf(own) }];
  });
}

/** It failed, and the failure is its own. */
export function isItsFailure({ outcome, error }: AskedTry): boolean {
  return outcome === 'failed' && !(error !== undefined && isOfTheQuestion(error.kind));
}

export function percentilesOf(values: readonly number[]): Percentiles | undefined {
  if (values.length === 0) return undefined;
  const sorted = values.toSorted((a, b) => a - b);
  const at = (share: number): number => sorted[Math.ceil(share * sorted.length) - 1] ?? 0;
  return { p50: at(0.5), p95: at(0.95) };
}

export const firstWords = (tries: readonly AskedTry[]): readonly number[] =>
  tries.flatMap(({ firstMs }) => firstMs ?? []);

function figuresOf(
  tries: readonly AskedTry[],
): Omit<ModelFigures, 'target' | 'questions' | 'lastChangeMs'> {
  const finished = tries.filter(({ outcome }) => outcome === 'finished');
  const failed = tries.filter(isItsFailure);
  const causes = new Map<ErrorKind, number>();
  for (const { error } of failed) {
    if (error !== undefined) causes.set(error.kind, (causes.get(error.kind) ?? 0) + 1);
  }
  const costs = finished.flatMap(({ cost }) => cost?.usdMicros ?? []);
  return {
    finished: finished.length,
    failed: failed.length,
    firstMs: percentilesOf(firstWords(tries)),
    wordsPerSecond: percentilesOf(finished.flatMap(paceOf))?.p50,
    causes,
    usdMicrosPerAnswer:
      costs.length === 0 ? undefined : costs.reduce((sum, one) => sum + one, 0) / costs.length,
  };
}

function paceOf({ textChars, durationMs, firstMs = 0 }: AskedTry): number[] {
  const streamedMs = durationMs - firstMs;
  if (textChars < CHARS_MIN || streamedMs < STREAMED_MS_MIN) return [];
  return [textChars / CHARS_PER_WORD / (streamedMs / 1000)];
}
