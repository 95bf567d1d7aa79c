/*
 * The share of questions that were answered: as the person saw it, and as it would have been with
 * the first choice alone. Without failover a question counts as failed when its first choice failed
 * within its own retries. Where that one was passed over, it counts as failed only if a probe of it
 * within two minutes failed; else nobody knows, and the share is a range.
 */
import { targetKey } from '../../core/index.ts';
import { isOfTheQuestion, type AskedTurn } from './askedTurn.ts';

export type Availability = {
  readonly questions: number;
  readonly answered: number;
  /** With the first choice alone: at least and at most so many. */
  readonly aloneMin: number;
  readonly aloneMax: number;
};

/** A probe so near to a question tells how its target was. */
export const NEAR_MS = 2 * 60_000;

/** `probed`: all turns whose trials may tell; those of the span itself where nothing is said. */
export function availabilityOf(
  turns: readonly AskedTurn[],
  probed: readonly AskedTurn[] = turns,
): Availability {
  const counted = turns.filter(({ seen }) => seen !== 'left-out');
  const failures = failedProbes(probed);
  let aloneMin = 0;
  let unknown = 0;
  for (const turn of counted) {
    if (turn.alone === 'answered') aloneMin += 1;
    else if (turn.alone === 'unknown') unknown += 1;
    else if (turn.alone === 'skipped' && !wasDown(turn, failures)) unknown += 1;
  }
  return {
    questions: counted.length,
    answered: counted.filter(({ seen }) => seen === 'answered').length,
    aloneMin,
    aloneMax: aloneMin + unknown,
  };
}

function wasDown(
  { first, wallMs }: AskedTurn,
  failures: ReadonlyMap<string, readonly number[]>,
): boolean {
  const at = first === undefined ? [] : (failures.get(targetKey(first)) ?? []);
  return at.some((probeMs) => Math.abs(probeMs - wallMs) <= NEAR_MS);
}

/** When each target failed a trial: the moment it had failed. */
function failedProbes(turns: readonly AskedTurn[]): ReadonlyMap<string, readonly number[]> {
  const failures = new Map<string, number[]>();
  for (const { tries } of turns) {
    for (const { key, isTrial, outcome, error, wallMs, durationMs } of tries) {
      if (!isTrial || outcome !== 'failed') continue;
      if (error !== undefined && isOfTheQuestion(error.kind)) continue;
      const at = failures.get(key);
      if (at === undefined) failures.set(key, [wallMs + durationMs]);
      else at.push(wallMs + durationMs);
    }
  }
  return failures;
}
