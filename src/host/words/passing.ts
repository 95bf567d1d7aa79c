/*
 * Whether a failure passes by itself, so that waiting helps: somebody is ill, busy or pausing, or
 * this computer is offline. A key, money, a model that is gone or the question itself want a
 * person. It decides what is offered, never what is sent.
 */
import {
  dispositionOf,
  type ErrorKind,
  type ErrorRecord,
  type SkipReason,
} from '../../core/index.ts';

/** Nobody's failure, and over by itself all the same. */
const WAITS: ReadonlySet<ErrorKind> = new Set<ErrorKind>([
  'rate-limit',
  'loading',
  'offline',
  'rejected',
  'deadline',
]);

const PAUSES: ReadonlySet<SkipReason> = new Set<SkipReason>(['open', 'paused', 'rate']);

export function isPassing(error: ErrorRecord): boolean {
  const { kind, causes = [], passedOver = [], limit } = error;
  if (kind === 'exhausted') {
    if (error.retryAfterMs !== undefined || error.mayReturn !== undefined) return true;
    return causes.some(isPassing) || passedOver.some(({ reason }) => PAUSES.has(reason));
  }
  // A limit for whole answers is the person's own, and holds as well later.
  if (kind === 'deadline' && limit?.what === 'total') return false;
  return dispositionOf(kind).weight > 0 || WAITS.has(kind);
}
