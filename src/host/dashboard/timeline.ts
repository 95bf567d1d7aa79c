/*
 * The last 24 hours of one model in pieces of half an hour: well, paused, failed, or not asked at
 * all. By what questions met, the worst of each piece; how it is now stands in the last one.
 * Neighbours of one kind are one stretch. For first words and errors: the same day by the hour.
 */
import type { AskedTry } from './askedTurn.ts';
import { firstWords, isItsFailure, percentilesOf, type Percentiles } from './modelFigures.ts';

export type DayState = 'well' | 'paused' | 'failed' | 'away';

/** In shares of the day: 0 is its beginning, 1 is now. */
export type Stretch = { readonly state: DayState; readonly from: number; readonly to: number };

export type Hour = { readonly firstMs: Percentiles | undefined; readonly failed: number };

export const DAY_MS = 24 * 3_600_000;
const PIECES = 48;
const HOURS = 24;
const RANK: readonly DayState[] = ['away', 'well', 'paused', 'failed'];

type Met = {
  readonly tries: readonly AskedTry[];
  readonly skips: readonly { readonly wallMs: number }[];
};

/** `met` holds what concerns this model alone. */
export function timelineOf(met: Met, nowMs: number, isPausedNow: boolean): readonly Stretch[] {
  const pieces: DayState[] = Array.from({ length: PIECES }, () => 'away');
  const mark = (wallMs: number, state: DayState): void => {
    const piece = pieceOf(wallMs, nowMs, PIECES);
    const known = piece === undefined ? undefined : pieces[piece];
    if (piece === undefined || known === undefined) return;
    if (RANK.indexOf(state) > RANK.indexOf(known)) pieces[piece] = state;
  };
  for (const one of met.tries) {
    if (isItsFailure(one)) mark(endOf(one), 'failed');
    else if (one.outcome === 'finished') mark(endOf(one), 'well');
  }
  for (const { wallMs } of met.skips) mark(wallMs, 'paused');
  if (isPausedNow) mark(nowMs, 'paused');
  const stretches: Stretch[] = [];
  for (const [index, state] of pieces.entries()) {
    const [from, to] = [index / PIECES, (index + 1) / PIECES];
    const last = stretches.at(-1);
    if (last?.state === state) stretches[stretches.length - 1] = { ...last, to };
    else stretches.push({ state, from, to });
  }
  return stretches;
}

export function hoursOf({ tries }: Pick<Met, 'tries'>, nowMs: number): readonly Hour[] {
  const hours: AskedTry[][] = Array.from({ length: HOURS }, () => []);
  for (const one of tries) hours[pieceOf(endOf(one), nowMs, HOURS) ?? -1]?.push(one);
  return hours.map((own) => ({
    firstMs: percentilesOf(firstWords(own)),
    failed: own.filter(isItsFailure).length,
  }));
}

const endOf = ({ wallMs, durationMs }: AskedTry): number => wallMs + durationMs;

function pieceOf(wallMs: number, nowMs: number, pieces: number): number | undefined {
  const share = 1 - (nowMs - wallMs) / DAY_MS;
  if (!(share >= 0) || share > 1) return undefined;
  return Math.min(pieces - 1, Math.floor(share * pieces));
}
