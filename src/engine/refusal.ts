/*
 * What our own layers turn away before anything is sent: a `rejected` error that says who did it.
 * Nobody was asked, so it is nobody's failure: the retry layer answers with the real failure before
 * it, and the router may decide afresh. Nothing else may be concluded from it.
 */
import { ChatError } from '../core/index.ts';
import type { Target } from '../core/index.ts';
import { BREAKER_REFUSED } from './breaker.ts';

/**
 * `gate-closed`: a pause or a limit of rate came while the call was on its way. `no-slot`: it would
 * have waited too long for its turn. `throttled`: best effort stood back.
 */
export type RefusedBy = typeof BREAKER_REFUSED | 'gate-closed' | 'no-slot' | 'throttled';

const OURS: readonly unknown[] = [
  BREAKER_REFUSED,
  'gate-closed',
  'no-slot',
  'throttled',
] satisfies RefusedBy[];

export function refuse(target: Target, by: RefusedBy, message: string): ChatError {
  return new ChatError({
    ...{ kind: 'rejected', origin: 'local', scope: 'target' },
    ...{ message, target, cause: by },
  });
}

/** Who turned it away unsent; undefined: it is a failure like any other. */
export function refusedBy(error: unknown): RefusedBy | undefined {
  if (!(error instanceof ChatError) || !OURS.includes(error.cause)) return undefined;
  return error.cause as RefusedBy;
}
