/*
 * A pause as windows tell each other of it, and back. What is left of it is what the calendar says,
 * a day at most, so that a calendar that was set wrong cannot hold a target for ever.
 * A record that cannot be read is left out: it may come from another version, or be damaged.
 */
import { ChatError, ERROR_KINDS, errorRecord } from '../core/index.ts';
import type { Clock, ErrorKind, PauseRecord } from '../core/index.ts';
import type { Scope } from './scope.ts';

const DAY_MS = 86_400_000;

/** What a pause is made of; `untilMs` is monotonic. */
export type Kept = {
  readonly scope: Scope;
  readonly untilMs: number;
  readonly why: string;
  readonly error: ChatError;
  readonly isGuess: boolean;
  readonly unhintedMs: number;
};

export function pauseRecord(pause: Kept, clock: Clock): PauseRecord {
  const { scope, untilMs, why, error, isGuess, unhintedMs } = pause;
  const untilWallMs = clock.wallMs() + untilMs - clock.nowMs();
  return { v: 1, scope, untilWallMs, why, isGuess, unhintedMs, error: errorRecord(error) };
}

export function pauseOf(value: unknown, clock: Clock): Kept | undefined {
  const record = read(value);
  if (record === undefined) return undefined;
  const { scope, untilWallMs, why, isGuess, unhintedMs, error } = record;
  const leftMs = Math.min(Math.max(0, untilWallMs - clock.wallMs()), DAY_MS);
  const { kind, message, origin, status, target } = error;
  const told = new ChatError({
    ...{ kind, message, origin },
    ...(isAmount(status) ? { status } : {}),
    ...(target === undefined ? {} : { target }),
  });
  const untilMs = clock.nowMs() + leftMs;
  return { scope, untilMs, why, isGuess, unhintedMs: Math.min(unhintedMs, DAY_MS), error: told };
}

type Loose<T> = { readonly [Field in keyof T]?: unknown };

function read(value: unknown): PauseRecord | undefined {
  const given = asObject(value) as Loose<PauseRecord>;
  const { kind, message, origin, target } = asObject(given.error) as Loose<PauseRecord['error']>;
  const isWhole =
    given.v === 1 &&
    isScope(given.scope) &&
    isAmount(given.untilWallMs) &&
    isAmount(given.unhintedMs) &&
    typeof given.why === 'string' &&
    typeof given.isGuess === 'boolean' &&
    ERROR_KINDS.includes(kind as ErrorKind) &&
    typeof message === 'string' &&
    (origin === 'remote' || origin === 'local') &&
    (target === undefined || isScope({ target }));
  return isWhole ? (value as PauseRecord) : undefined;
}

function isAmount(value: unknown): value is number {
  return typeof value === 'number' && Number.isFinite(value) && value >= 0;
}

function isScope(value: unknown): value is Scope {
  const { providerId, target } = asObject(value);
  if (target === undefined) return typeof providerId === 'string';
  const of = asObject(target);
  return typeof of['providerId'] === 'string' && typeof of['modelId'] === 'string';
}

function asObject(value: unknown): Readonly<Record<string, unknown>> {
  return typeof value === 'object' && value !== null ? (value as Record<string, unknown>) : {};
}
