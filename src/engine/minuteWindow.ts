/*
 * How much was sent within the last minute, for limits that a person sets: never more than the
 * limit in any sixty seconds, which a bucket that refills would not keep (full, it lets twice as
 * much pass). An amount is reserved when something is sent, and put right when its size is known.
 * What is larger than the limit itself passes alone: no waiting would make it fit.
 */
const WINDOW_MS = 60_000;

type Entry = { readonly atMs: number; amount: number };

export interface MinuteWindow {
  used(nowMs: number): number;
  /** The earliest moment at which `amount` fits under `limit`; `nowMs` where it fits now. */
  fitsAtMs(amount: number, limit: number, nowMs: number): number;
  /** Book an amount; the function that is returned puts it right. */
  add(amount: number, nowMs: number): (amount: number) => void;
}

export function createMinuteWindow(): MinuteWindow {
  let entries: Entry[] = [];
  const recent = (nowMs: number): readonly Entry[] => {
    entries = entries.filter(({ atMs }) => atMs + WINDOW_MS > nowMs);
    return entries;
  };
  const sum = (some: readonly Entry[]): number => some.reduce((all, one) => all + one.amount, 0);
  return {
    used: (nowMs) => sum(recent(nowMs)),
    fitsAtMs(amount, limit, nowMs) {
      let left = sum(recent(nowMs)) + amount - limit;
      for (const entry of entries) {
        if (left <= 0) return nowMs;
        left -= entry.amount;
        if (left <= 0) return entry.atMs + WINDOW_MS;
      }
      return entries.length === 0 ? nowMs : (entries.at(-1)?.atMs ?? 0) + WINDOW_MS;
    },
    add(amount, nowMs) {
      const entry: Entry = { atMs: nowMs, amount };
      entries.push(entry);
      return (settled) => {
        if (Number.isFinite(settled) && settled >= 0) entry.amount = settled;
      };
    },
  };
}
