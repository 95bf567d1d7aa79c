/*
 * Versions of a conversation. The rule: an edit or another try never overwrites. The new turn
 * stands in the place of the old one; the old one and all that followed it are set aside together,
 * as an earlier version that can be shown again with everything in it.
 * Pure: takes the stored turns in order, answers them with other marks. Only what is in view is
 * ever sent along.
 */
import type { TurnRecord } from '../../core/index.ts';

type Turns = readonly TurnRecord[];

export type Version = { readonly at: number; readonly of: number };

export const inView = (turns: Turns): Turns => turns.filter((turn) => turn.aside === undefined);

/** `turnId` and what follows it in view make room for `forId`, with all its own versions. */
export function setAside(turns: Turns, turnId: string, forId: string): Turns {
  const shown = inView(turns);
  const at = shown.findIndex((turn) => turn.turnId === turnId);
  const leaving = new Set(at < 0 ? [] : shown.slice(at).map((turn) => turn.turnId));
  return turns.map((turn) => {
    if (leaving.has(turn.turnId)) return { ...turn, aside: { for: forId, branch: turnId } };
    if (turn.aside?.for !== turnId) return turn;
    return { ...turn, aside: { ...turn.aside, for: forId } };
  });
}

/** The version before or after the one in view; undefined where there is none. */
export function withVersion(turns: Turns, turnId: string, step: 1 | -1): Turns | undefined {
  const ids = idsAt(turns, turnId);
  const wanted = ids[ids.indexOf(turnId) + step];
  if (wanted === undefined || ids.length < 2) return undefined;
  return setAside(turns, turnId, wanted).map((turn) =>
    turn.aside?.for === wanted && turn.aside.branch === wanted ? unmarked(turn) : turn,
  );
}

/** Which of how many versions stands at each place that has more than one. */
export function versionsOf(turns: Turns): ReadonlyMap<string, Version> {
  const places = new Set(turns.flatMap(({ aside }) => aside?.for ?? []));
  return new Map(
    [...places].map((turnId) => {
      const ids = idsAt(turns, turnId);
      return [turnId, { at: ids.indexOf(turnId) + 1, of: ids.length }];
    }),
  );
}

/** The turn with all its versions, and what is out of view because of any of them. */
export function familyOf(turns: Turns, turnId: string): ReadonlySet<string> {
  const family = new Set([turnId]);
  for (let size = 0; size < family.size;) {
    size = family.size;
    for (const turn of turns) if (family.has(turn.aside?.for ?? '')) family.add(turn.turnId);
  }
  return family;
}

/** After a crash between two writes nothing stays hidden behind a turn that never came. */
export function healed(turns: Turns): Turns {
  const known = new Set(turns.map(({ turnId }) => turnId));
  return turns.map((turn) =>
    turn.aside === undefined || known.has(turn.aside.for) ? turn : unmarked(turn),
  );
}

/** In the order they were asked. */
function idsAt(turns: Turns, turnId: string): readonly string[] {
  const others = turns.flatMap(({ aside }) => (aside?.for === turnId ? [aside.branch] : []));
  const ids = new Set([turnId, ...others]);
  return turns.flatMap((turn) => (ids.has(turn.turnId) ? [turn.turnId] : []));
}

function unmarked(turn: TurnRecord): TurnRecord {
  const { aside: _aside, ...rest } = turn;
  return rest;
}
