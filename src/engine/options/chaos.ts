/*
 * Faults that are planted on purpose, as data: which target, how often, what. With an empty list
 * the engine behaves as if this did not exist.
 * The four kinds of Polly's Simmy (pollydocs.org/chaos): a fault thrown instead of an answer, an
 * outcome that is no answer, latency added, and behaviour changed on the way.
 */
export type ChaosFault =
  /** Nobody is there: the connection is refused. */
  | { readonly what: 'outage' }
  /** 429, with or without the server's own delay. */
  | { readonly what: 'rate-limit'; readonly retryAfterMs?: number }
  /** 500. */
  | { readonly what: 'failure' }
  /** 200 with a body that is no answer. */
  | { readonly what: 'malformed' }
  /** A whole answer without a word. */
  | { readonly what: 'empty' }
  /** It begins later, by `addedMs` and up to `spreadMs` more. */
  | { readonly what: 'latency'; readonly addedMs: number; readonly spreadMs?: number }
  /** Silence for ever: after the headers (0), or after so many words. */
  | { readonly what: 'stall'; readonly afterWords: number }
  /** The connection breaks after so many words. */
  | { readonly what: 'cut'; readonly afterWords: number }
  /** Each word comes `everyMs` after the one before. */
  | { readonly what: 'drip'; readonly everyMs: number };

export type ChaosRule = {
  readonly providerId: string;
  /** Absent: all its models. */
  readonly modelId?: string;
  /** Of how many attempts, above 0 to 1. Absent: of all. */
  readonly share?: number;
  readonly fault: ChaosFault;
};

export interface ChaosOptions {
  /** Default none. Of several that end an attempt the first that strikes counts. */
  readonly rules: readonly ChaosRule[];
}

export const NO_CHAOS: ChaosOptions = { rules: [] };

const DAY_MS = 86_400_000;
const WORDS_MAX = 1_000_000;
/** The numbers of each fault, and the highest they may be. */
const FIELDS: Record<ChaosFault['what'], Readonly<Record<string, number>>> = {
  outage: {},
  'rate-limit': { retryAfterMs: DAY_MS },
  failure: {},
  malformed: {},
  empty: {},
  latency: { addedMs: DAY_MS, spreadMs: DAY_MS },
  stall: { afterWords: WORDS_MAX },
  cut: { afterWords: WORDS_MAX },
  drip: { everyMs: DAY_MS },
};
const OPTIONAL: readonly string[] = ['retryAfterMs', 'spreadMs'];

/** Throws `RangeError` naming the rule, its field and its value. */
export function validateChaos({ rules }: ChaosOptions): void {
  rules.forEach(({ share = 1, fault }, at) => {
    const name = `chaos.rules[${at}]`;
    if (!(typeof share === 'number' && share > 0 && share <= 1)) {
      throw new RangeError(
        `${name}.share is ${String(share)}: it must be a number above 0, at most 1`,
      );
    }
    const fields = Object.hasOwn(FIELDS, fault.what) ? FIELDS[fault.what] : undefined;
    if (fields === undefined) {
      const known = Object.keys(FIELDS).join(', ');
      throw new RangeError(`${name}.what is ${fault.what}: it must be one of ${known}`);
    }
    const given: Readonly<Record<string, unknown>> = fault;
    for (const [field, max] of Object.entries(fields)) {
      const value = given[field];
      if (value === undefined && OPTIONAL.includes(field)) continue;
      if (typeof value === 'number' && value >= 0 && value <= max) continue;
      throw new RangeError(
        `${name}.${field} is ${String(value)}: it must be a number from 0 to ${max}`,
      );
    }
  });
}
