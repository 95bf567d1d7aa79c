/*
 * Which targets and accounts a server asked us to leave alone, and until when (engine page, A3).
 * The longest delay wins: a later, shorter one never ends an earlier. Without a usable hint a limit
 * pauses for 5 s, doubling to 5 min, until a success resets it. A target that answers a question
 * sent all the same is paused no longer: what it does outweighs what it announced.
 * Reading changes nothing; a pause that is over simply no longer counts. It makes nobody wait.
 */
import { dispositionOf } from '../core/index.ts';
import type { ChatError, Clock, Journal, PauseRecord, Target } from '../core/index.ts';
import type { Changes } from './changes.ts';
import { pauseOf, pauseRecord, type Kept } from './pauseKeep.ts';
import { isWithin, scopeKey, scopeOf, scopesOver, type Scope } from './scope.ts';

/**
 * Engine page, A3: a server's delay is obeyed up to a day; without a hint 5 s doubling to 5 min.
 */
const HINT_MAX_MS = 86_400_000;
const UNHINTED_FIRST_MS = 5_000;
const UNHINTED_MAX_MS = 300_000;

type Pause = Omit<Kept, 'unhintedMs'>;

export interface PauseBook {
  /** The pause in force that ends last, of the target or its account. */
  inForce(target: Target): Pause | undefined;
  /** Book what an attempt's failure asks for, if it asks for a pause. */
  failed(target: Target, error: ChatError): void;
  /** An attempt that began at `startedAtMs` went well. */
  succeeded(target: Target, startedAtMs: number): void;
  lift(scope: Scope): void;
  /** Those in force. */
  records(): readonly PauseRecord[];
  /** What another window has learned; the longer one stays, and one that ended there ends here. */
  learn(records: readonly unknown[]): void;
}

export type BookDeps = {
  readonly clock: Clock;
  readonly journal: Journal;
  readonly changes: Changes;
};

type Entry = Kept & { readonly bookedAtMs: number };

/** Whether a failure asks for a pause: it names a delay, or is of a kind that always means one. */
export function asksForPause(error: ChatError): boolean {
  return hintOf(error) !== undefined || pausesAlways(error);
}

export function createPauseBook({ clock, journal, changes }: BookDeps): PauseBook {
  const entries = new Map<string, Entry>();

  function begin(entry: Entry): void {
    const { scope, untilMs, why } = entry;
    entries.set(scopeKey(scope), entry);
    journal.note({ type: 'pause-changed', scope, untilMs, why });
    changes.ring();
  }

  function end(key: string, entry: Entry, why: string): void {
    entries.delete(key);
    if (entry.untilMs <= clock.nowMs()) return;
    journal.note({ type: 'pause-changed', scope: entry.scope, why });
    changes.ring();
  }

  function takeOver(record: unknown): void {
    const found = pauseOf(record, clock);
    if (found === undefined) return;
    const bookedAtMs = clock.nowMs();
    const key = scopeKey(found.scope);
    const known = entries.get(key);
    if (found.untilMs <= bookedAtMs) {
      if (known !== undefined) end(key, known, 'it ended in another window');
    } else if (known === undefined || known.untilMs < found.untilMs) {
      begin({ ...found, bookedAtMs });
    }
  }

  return {
    inForce(target) {
      const nowMs = clock.nowMs();
      const held = scopesOver(target)
        .map((scope) => entries.get(scopeKey(scope)))
        .filter((entry) => entry !== undefined && entry.untilMs > nowMs) as Entry[];
      return held.toSorted((a, b) => b.untilMs - a.untilMs)[0];
    },
    failed(target, error) {
      if (!asksForPause(error)) return;
      const scope = scopeOf(target, error.scope);
      const key = scopeKey(scope);
      const known = entries.get(key);
      const asked = askedFor(scope, error, { known, bookedAtMs: clock.nowMs() });
      if (known === undefined || known.untilMs < asked.untilMs) return begin(asked);
      const { bookedAtMs, unhintedMs } = asked;
      entries.set(key, { ...known, bookedAtMs, unhintedMs });
    },
    succeeded(target, startedAtMs) {
      for (const scope of scopesOver(target)) {
        const key = scopeKey(scope);
        const entry = entries.get(key);
        // An answer that was under way before the refusal proves nothing about it.
        if (entry === undefined || entry.bookedAtMs > startedAtMs) continue;
        end(key, entry, 'it answered when it was asked all the same');
      }
    },
    records: () =>
      [...entries.values()]
        .filter(({ untilMs }) => untilMs > clock.nowMs())
        .map((entry) => pauseRecord(entry, clock)),
    learn: (records) => records.forEach(takeOver),
    lift(scope) {
      for (const [key, entry] of entries) {
        if (!isWithin(entry.scope, scope)) continue;
        end(key, entry, 'put right by hand');
      }
    },
  };
}

type Before = { readonly known: Entry | undefined; readonly bookedAtMs: number };

/** The pause that a failure asks for: the server's delay, else our own, which doubles. */
function askedFor(scope: Scope, error: ChatError, { known, bookedAtMs }: Before): Entry {
  const hintMs = hintOf(error);
  const last = known?.unhintedMs ?? 0;
  // Many questions that were under way together and are refused together are one refusal.
  const isSame = last > 0 && known !== undefined && known.untilMs > bookedAtMs;
  const doubledMs = isSame ? last : Math.min(UNHINTED_MAX_MS, last * 2 || UNHINTED_FIRST_MS);
  const unhintedMs = hintMs === undefined ? doubledMs : last;
  const delayMs = hintMs ?? unhintedMs;
  const why =
    hintMs === undefined
      ? `${error.kind} without a delay: ${seconds(delayMs)} by our own rule`
      : `the server asks for ${seconds(delayMs)}`;
  const isGuess = hintMs === undefined;
  const untilMs = bookedAtMs + delayMs;
  return { scope, untilMs, why, error, isGuess, bookedAtMs, unhintedMs };
}

/** The server's delay where it is usable: past, zero and absurd values are no hint. */
function hintOf(error: ChatError): number | undefined {
  const hintMs = error.retryAfterMs;
  if (hintMs === undefined || !(hintMs > 0) || error.origin === 'local') return undefined;
  return Math.min(hintMs, HINT_MAX_MS);
}

function pausesAlways(error: ChatError): boolean {
  const { repeat } = dispositionOf(error.kind);
  return repeat !== 'never' && repeat.how === 'after-delay' && error.origin === 'remote';
}

function seconds(ms: number): string {
  return `${Math.ceil(ms / 1000)} s`;
}
