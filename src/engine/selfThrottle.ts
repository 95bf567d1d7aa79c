/*
 * With which chance a best-effort call is refused before it is sent: max(0, (asked − 2 · accepted)
 * / (asked + 1)) per family, over the last minutes (Google's client-side throttling,
 * https://sre.google/sre-book/handling-overload/). While half of what is asked is accepted nobody is
 * refused; the worse a provider is, the fewer get through to it. Fewer than ten attempts say
 * nothing: a single failure must not stand in the way of its own repeat.
 * Counts are taken when an attempt has shown how it goes, not when it is sent: an answer may take
 * minutes, and those under way are no bad sign. Both fade with a half-life of a minute, which
 * weighs like Google's window of two. Whether somebody is refused is drawn by the caller.
 */
import type { Clock, FamilyId } from '../core/index.ts';

export type Counts = { readonly asked: number; readonly accepted: number };

export interface SelfThrottle {
  counts(family: FamilyId): Counts;
  /** 0–1; `factor` is how many attempts one that was accepted stands for, 0: never refuse. */
  chanceOf(family: FamilyId, factor: number): number;
  /** An attempt has shown how it goes; what the throttle itself refused counts as not accepted. */
  count(family: FamilyId, wasAccepted: boolean): void;
  /** It is well again: what was before says nothing any more. */
  forget(family: FamilyId): void;
}

const ASKED_MIN = 10;

const HALF_LIFE_MS = 60_000;

export function createSelfThrottle(clock: Clock): SelfThrottle {
  const known = new Map<FamilyId, Counts & { readonly atMs: number }>();
  const of = (family: FamilyId): Counts => {
    const last = known.get(family);
    if (last === undefined) return { asked: 0, accepted: 0 };
    const left = Math.exp((-Math.LN2 * (clock.nowMs() - last.atMs)) / HALF_LIFE_MS);
    return { asked: last.asked * left, accepted: last.accepted * left };
  };
  return {
    counts: of,
    chanceOf(family, factor) {
      const { asked, accepted } = of(family);
      if (factor === 0 || asked < ASKED_MIN) return 0;
      return Math.max(0, (asked - factor * accepted) / (asked + 1));
    },
    count(family, wasAccepted) {
      const { asked, accepted } = of(family);
      const more = { asked: asked + 1, accepted: accepted + (wasAccepted ? 1 : 0) };
      known.set(family, { ...more, atMs: clock.nowMs() });
    },
    forget: (family) => void known.delete(family),
  };
}
