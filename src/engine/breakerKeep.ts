/*
 * A breaker as it outlives its window, and back (engine page, A1): what is stored fades, but never
 * expires to "healthy". An open one comes back open; what is left of its time is what the calendar
 * says, at most the whole of it, so a calendar that was set wrong cannot hold a target for ever.
 * A record that cannot be read is left out: it may come from another version, or be damaged.
 */
import type { BreakerCause, BreakerRecord, BreakerScope, Clock } from '../core/index.ts';
import { healthy, type Cell } from './breakerCells.ts';
import type { BreakerOptions } from './options/breaker.ts';
import { scoreOf } from './tripRule.ts';

type KeepDeps = { readonly clock: Clock; readonly options: () => BreakerOptions };

export function recordOf(cell: Cell, { clock, options }: KeepDeps): BreakerRecord {
  const nowMs = clock.nowMs();
  const { scope, tally, openForMs, opens, cause } = cell;
  return {
    v: 1,
    scope,
    wallMs: clock.wallMs(),
    // Half-open is no state to wake up in: nobody runs its trial any more.
    isOpen: cell.state !== 'closed',
    openUntilWallMs: clock.wallMs() + cell.openUntilMs - nowMs,
    openForMs,
    opens,
    failures: tally.failures,
    weight: tally.weight,
    score: scoreOf(tally, { nowMs, options: options() }),
    cause,
  };
}

export function cellOf(value: unknown, { clock }: KeepDeps): Cell | undefined {
  const record = read(value);
  if (record === undefined) return undefined;
  const { scope, isOpen, openForMs, opens, failures, weight, score, cause } = record;
  const nowMs = clock.nowMs();
  const wallMs = clock.wallMs();
  const leftMs = Math.min(Math.max(0, record.openUntilWallMs - wallMs), openForMs);
  return {
    ...healthy(scope),
    state: isOpen ? 'open' : 'closed',
    // Time that has passed since fades the evidence; a calendar that went back makes none of it.
    tally: { failures, weight, score, atMs: nowMs - Math.max(0, wallMs - record.wallMs) },
    openUntilMs: isOpen ? nowMs + leftMs : 0,
    openForMs,
    opens,
    cause,
  };
}

function read(value: unknown): BreakerRecord | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const given = value as { readonly [Field in keyof BreakerRecord]?: unknown };
  const figures = [given.openForMs, given.opens, given.failures, given.weight, given.score];
  const times = [given.wallMs, given.openUntilWallMs];
  const isWhole =
    given.v === 1 &&
    isScope(given.scope) &&
    typeof given.isOpen === 'boolean' &&
    figures.every((figure) => typeof figure === 'number' && figure >= 0 && figure < 1e12) &&
    times.every((time) => Number.isFinite(time)) &&
    isCause(given.cause);
  return isWhole ? (value as BreakerRecord) : undefined;
}

function isScope(value: unknown): value is BreakerScope {
  if (typeof value !== 'object' || value === null) return false;
  const { target, family } = value as { readonly target?: unknown; readonly family?: unknown };
  if (typeof family === 'string') return true;
  if (typeof target !== 'object' || target === null) return false;
  const { providerId, modelId } = target as Record<string, unknown>;
  return typeof providerId === 'string' && typeof modelId === 'string';
}

/** Rule to the figures that its words need. */
const CAUSES: { readonly [Rule in BreakerCause['rule']]: Readonly<Record<string, string>> } = {
  'in-a-row': { failures: 'number', limit: 'number' },
  evidence: { score: 'number', limit: 'number' },
  family: { open: 'number', of: 'number' },
  'trial-failed': { kind: 'string', inARow: 'number' },
  due: {},
  'nobody-else': {},
  'trial-unproven': {},
  'question-first': {},
  answered: {},
  'by-hand': {},
  offline: {},
};

function isCause(value: unknown): value is BreakerCause {
  if (typeof value !== 'object' || value === null) return false;
  const cause = value as Readonly<Record<string, unknown>>;
  const fields = Object.entries(CAUSES).find(([rule]) => rule === cause['rule'])?.[1];
  return (
    fields !== undefined &&
    Object.entries(fields).every(([name, type]) => typeof cause[name] === type)
  );
}
