/*
 * The one table that decides what a failure means (law 6): repeat here? ask the next target? how
 * much does it weigh on the breaker? what is locked, and what can the person do about it? Nothing
 * else in the engine looks at a status code or a kind by name to decide any of these. Every kind is
 * one row; the names are the literal `kind`s of `ChatError`.
 */
import type { ErrorScope } from './chatError.ts';

/**
 * `fast`: soon, 0–250 ms. `backoff`: after jittered backoff. `after-delay`: when the server's delay
 * is over, within the call's patience. `smaller` / `without-it`: never unchanged, only transformed.
 * `continuation`: only where no other target is left, and then to continue what was shown.
 */
export type RepeatHow =
  | 'fast'
  | 'backoff'
  | 'after-delay'
  | 'smaller'
  | 'without-it'
  | 'continuation';

export type RepeatRule = {
  readonly how: RepeatHow;
  /** Repeats at one target for one request, premium lanes. */
  readonly times: number;
  /** The same for best-effort lanes; default `times`. */
  readonly bestEffortTimes?: number;
};

/**
 * `yes`; `at-once`: without any wait; `if-longer`: when the pause exceeds the call's patience;
 * `larger`: only targets with a larger window or limit; `opt-in`: only where the person allows it;
 * `local-only`: only targets that need no network; `unless-cap`: yes, except when the limit that
 * was
 * hit is the turn's, day's or month's; `no`.
 */
export type NextRule =
  | 'yes'
  | 'at-once'
  | 'if-longer'
  | 'larger'
  | 'opt-in'
  | 'local-only'
  | 'unless-cap'
  | 'no';

/** What the person can do; the host turns it into words and a button. */
export type Remedy =
  | 'none'
  | 'receipt'
  | 'replace-key'
  | 'open-billing'
  | 'wait-or-switch'
  | 'trim-context'
  | 'edit-question'
  | 'pick-model'
  | 'check-network'
  | 'open-proxy-settings'
  | 'open-setting'
  | 'raise-limit';

export type Disposition = {
  readonly repeat: RepeatRule | 'never';
  readonly next: NextRule;
  /** Weight on the breaker, 0–1. 0: nobody's failure, or not one that a pause would heal. */
  readonly weight: 0 | 0.5 | 1;
  /**
   * What a repeat after it takes from the family's budget. A time-out takes two: what was sent is
   * likely being worked on still.
   */
  readonly repeatCost: 1 | 2;
  /** Too much was asked at once: the account is asked less at a time for a while. */
  readonly crowds: boolean;
  /** What is locked until the key changes, a test passes, or an hour is over. */
  readonly lock: 'account' | 'target' | 'none';
  /** What the failure speaks of, unless the error itself says otherwise. */
  readonly scope: ErrorScope;
  readonly remedy: Remedy;
  /** Whether what was shown before it is worth to be gone on with. */
  readonly continuable: boolean;
  /** When a request ends with it, a stored answer may stand in: nobody could answer. */
  readonly mayStandIn: boolean;
};

type Row = Partial<Disposition> & Pick<Disposition, 'next' | 'weight'>;

const once = (how: RepeatHow, bestEffortTimes?: number): RepeatRule =>
  bestEffortTimes === undefined ? { how, times: 1 } : { how, times: 1, bestEffortTimes };

const row = (fields: Row): Disposition => ({
  repeat: 'never',
  repeatCost: 1,
  crowds: false,
  lock: 'none',
  scope: 'target',
  remedy: 'receipt',
  continuable: true,
  mayStandIn: fields.scope !== 'request',
  ...fields,
});

const midStream = (repeatCost: 1 | 2 = 1): Disposition =>
  row({ repeat: once('continuation'), next: 'yes', weight: 1, repeatCost });

const ours = (fields: Partial<Row> = {}): Disposition =>
  row({ next: 'no', weight: 0, scope: 'request', remedy: 'none', ...fields });

export const DISPOSITION = {
  // The network, before headers.
  connect: row({ repeat: once('fast'), next: 'yes', weight: 1, remedy: 'check-network' }),
  tls: row({ next: 'yes', weight: 0, remedy: 'open-proxy-settings' }),
  proxy: row({ next: 'yes', weight: 0, remedy: 'open-proxy-settings' }),

  // The provider is ill.
  server: row({ repeat: once('backoff', 2), next: 'yes', weight: 1 }),
  overloaded: row({ repeat: once('backoff', 2), next: 'yes', weight: 1 }),
  'request-timeout': row({ repeat: once('backoff'), next: 'yes', weight: 0.5, repeatCost: 2 }),
  conflict: row({ repeat: once('backoff'), next: 'yes', weight: 0.5 }),
  upstream: row({ repeat: once('backoff'), next: 'yes', weight: 0.5 }),
  protocol: row({ next: 'yes', weight: 0.5, remedy: 'open-setting' }),

  // The stream is ill.
  silent: row({ next: 'at-once', weight: 1, repeatCost: 2 }),
  stall: midStream(2),
  'slow-drip': midStream(2),
  cut: midStream(),
  truncated: midStream(),
  empty: row({ repeat: once('backoff'), next: 'yes', weight: 0.5 }),
  degenerate: row({ repeat: once('backoff'), next: 'yes', weight: 0.5, continuable: false }),

  // The account or its limits.
  'rate-limit': row({
    repeat: once('after-delay'),
    next: 'if-longer',
    weight: 0,
    crowds: true,
    scope: 'account',
    remedy: 'wait-or-switch',
  }),
  'too-large-per-minute': row({
    repeat: once('smaller'),
    next: 'larger',
    weight: 0,
    scope: 'account',
    remedy: 'trim-context',
  }),
  quota: row({ next: 'yes', weight: 0, lock: 'account', scope: 'account', remedy: 'open-billing' }),
  auth: row({ next: 'yes', weight: 0, lock: 'account', scope: 'account', remedy: 'replace-key' }),
  region: row({ next: 'yes', weight: 0, lock: 'account', scope: 'account' }),
  permission: row({ next: 'yes', weight: 0, lock: 'target', remedy: 'pick-model' }),

  // The model.
  loading: row({ repeat: once('after-delay'), next: 'if-longer', weight: 0, remedy: 'none' }),
  'no-memory': row({ next: 'yes', weight: 0, lock: 'target', remedy: 'pick-model' }),
  'model-gone': row({ next: 'yes', weight: 0, lock: 'target', remedy: 'pick-model' }),

  // The request.
  unsupported: row({ repeat: once('without-it'), next: 'yes', weight: 0, scope: 'request' }),
  invalid: row({ next: 'no', weight: 0, scope: 'request', remedy: 'edit-question' }),
  'too-large': row({ next: 'no', weight: 0, scope: 'request', remedy: 'trim-context' }),
  'context-length': row({
    repeat: once('smaller'),
    next: 'larger',
    weight: 0,
    scope: 'request',
    remedy: 'trim-context',
  }),
  'tool-use-failed': row({ repeat: once('backoff'), next: 'yes', weight: 0, scope: 'request' }),
  'content-filter': row({ next: 'opt-in', weight: 0, scope: 'request', remedy: 'edit-question' }),

  // Ours.
  aborted: ours(),
  deadline: ours({ remedy: 'receipt', mayStandIn: true }),
  exhausted: ours({ remedy: 'receipt', mayStandIn: true }),
  rejected: ours({ next: 'unless-cap' }),
  budget: ours({ next: 'unless-cap', remedy: 'raise-limit' }),
  offline: ours({ next: 'local-only', remedy: 'check-network', mayStandIn: true }),
} as const satisfies Record<string, Disposition>;

export type ErrorKind = keyof typeof DISPOSITION;

export const ERROR_KINDS = Object.keys(DISPOSITION) as readonly ErrorKind[];

export function dispositionOf(kind: ErrorKind): Disposition {
  return DISPOSITION[kind];
}
