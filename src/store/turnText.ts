/*
 * A turn as the text that is stored, and back. The text carries `v`, the version of its shape, so
 * that a later Steadfast knows what it reads.
 * Promise: what was written comes back equal, lone surrogates and NUL bytes included; a text that
 * is damaged or of a version that is not known here is no turn (undefined), never a guess.
 */
import type { TurnRecord } from '../core/index.ts';

const TURN_VERSION = 1;

export function turnToText(turn: TurnRecord): string {
  return JSON.stringify({ v: TURN_VERSION, ...turn });
}

export function textToTurn(text: string): TurnRecord | undefined {
  const stored = parse(text);
  if (stored === undefined || stored.v !== TURN_VERSION) return undefined;
  const { v: _v, ...turn } = stored;
  return isTurn(turn) ? turn : undefined;
}

/** Of rows with a column `turn`, those that can be read. */
export function turnsIn(rows: readonly Record<string, unknown>[]): readonly TurnRecord[] {
  return rows.flatMap((row) => textToTurn(String(row['turn'])) ?? []);
}

type Stored = { readonly v?: unknown } & { readonly [field in keyof TurnRecord]?: unknown };

function parse(text: string): Stored | undefined {
  try {
    const value: unknown = JSON.parse(text);
    return typeof value === 'object' && value !== null ? value : undefined;
  } catch {
    return undefined;
  }
}

/** The fields without which nobody can show a turn; answers are read leniently by whoever shows. */
function isTurn(value: Omit<Stored, 'v'>): value is TurnRecord {
  return (
    typeof value.turnId === 'string' &&
    typeof value.conversationId === 'string' &&
    typeof value.askedWallMs === 'number' &&
    typeof value.question === 'string' &&
    Array.isArray(value.answers)
  );
}
