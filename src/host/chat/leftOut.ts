/*
 * What of a conversation is left out of a question because it was too long. The rule: the person
 * asks for it, the older half of what would be sent goes, and what is gone stays out of all that
 * follows. Each turn carries its own mark, so that every answer can say what it was given without.
 * Nothing is deleted by it: what is left out stays on the screen.
 */
import type { TurnRecord } from '../../core/index.ts';

/** `unfit`: turns that were not sent before it was trimmed, because they did not fit. */
type Leaving = { readonly turnId: string; readonly trim: boolean; readonly unfit?: number };

/** The mark of a turn that is asked after `earlier`; undefined where nothing is left out. */
export function leftOutOf(
  earlier: readonly TurnRecord[],
  { turnId, trim, unfit = 0 }: Leaving,
): TurnRecord['leftOut'] {
  const before = earlier.at(-1)?.leftOut?.before;
  const gone = Math.max(
    0,
    earlier.findIndex((turn) => turn.turnId === before),
  );
  const sent = Math.max(0, earlier.length - gone - unfit);
  const turns = trim ? earlier.length - Math.floor(sent / 2) : gone;
  return turns === 0 ? undefined : { turns, before: earlier[turns]?.turnId ?? turnId };
}

/** What is sent along with a question. */
export function sentAlong(
  earlier: readonly TurnRecord[],
  { turnId, leftOut }: Partial<Pick<TurnRecord, 'turnId' | 'leftOut'>>,
): readonly TurnRecord[] {
  if (leftOut === undefined) return earlier;
  if (leftOut.before === turnId) return [];
  return earlier.slice(
    Math.max(
      0,
      earlier.findIndex((turn) => turn.turnId === leftOut.before),
    ),
  );
}

/** How many turns stand before one and are sent along with it. */
export function sentBefore(turns: readonly TurnRecord[], turnId: string): number {
  const at = turns.findIndex((turn) => turn.turnId === turnId);
  const { leftOut, leftOutTurns = 0 } = turns[at] ?? {};
  return at - (leftOut?.turns ?? 0) - leftOutTurns;
}

/** What would be sent along with a question that is asked now. */
export function sentNow(earlier: readonly TurnRecord[]): readonly TurnRecord[] {
  const leftOut = leftOutOf(earlier, { turnId: '', trim: false });
  return leftOut === undefined ? earlier : sentAlong(earlier, { turnId: '', leftOut });
}
