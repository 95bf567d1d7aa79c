/*
 * Layer 9: asks the breaker's leave for each attempt and tells it how the attempt went.
 * Claimed after queueing, so a trial cannot rot in line. A cancel gives the permit back from the
 * abort listener itself (law 3) and moves no breaker (law 5).
 * A first token that comes far later than this target is wont to is half a failure.
 * A refusal is `rejected` with the cause `BREAKER_REFUSED`: the router then decides afresh.
 */
import { ChatError, isProgress, targetKey } from '../core/index.ts';
import type { Clock, EngineEvent, Layer, TargetCall } from '../core/index.ts';
import type { BreakerBook, Permit } from './breakerBook.ts';
import { drive, handOver } from './drive.ts';
import type { OfflineWatch } from './offlineWatch.ts';
import type { WakeWatch } from './wakeWatch.ts';

/** Marks the breaker's own refusal, which means: the state changed since the router looked. */
export const BREAKER_REFUSED = 'breaker-refused';

export type BreakerLayerDeps = {
  readonly book: BreakerBook;
  readonly clock: Clock;
  /** Without it nobody is ever offline. */
  readonly offline?: Pick<OfflineWatch, 'failed' | 'responded'>;
  /** Without it nobody ever sleeps. */
  readonly wake?: Pick<WakeWatch, 'enter'>;
  /** How long all but one in a hundred first tokens of such a call take, ms; if it is known. */
  readonly learnedP99Ms?: (call: TargetCall) => number | undefined;
  /** Something went wrong, or may have: whoever probes should look. */
  readonly doubt?: (call: TargetCall, why: 'failed' | 'stopped') => void;
};

/** A first token that takes so many times the learned p99 is slow (engine page, A1). */
const SLOW_FACTOR = 3;

/** Who stops earlier than this, with nothing known, has changed his mind (engine page, D: p99). */
const STOPPED_EARLY_MS = 5_000;

export function breakerLayer(deps: BreakerLayerDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* breaker(call: TargetCall) {
      const permit = deps.book.claim(call.target, call);
      if (permit === undefined) throw refusal(call);
      const watch = watchOf(deps, call, permit);
      call.signal.addEventListener('abort', watch.stopped, { once: true });
      try {
        yield handOver(() => next(call), { see: watch.see });
      } catch (error) {
        if (call.signal.aborted || !(error instanceof ChatError)) throw error;
        throw watch.failed(error) ? offlineError(call, error) : error;
      } finally {
        call.signal.removeEventListener('abort', watch.stopped);
        permit.giveBack();
        watch.left();
      }
    });
}

/** What one attempt tells the breaker. */
function watchOf(deps: BreakerLayerDeps, call: TargetCall, permit: Permit) {
  const { clock, learnedP99Ms, doubt } = deps;
  const startedAtMs = clock.nowMs();
  const tookMs = (): number => clock.nowMs() - startedAtMs;
  let hasProgress = false;
  const stay = deps.wake?.enter();
  /** What crossed a sleep of the computer says nothing about anybody. */
  const hasSlept = (): boolean => {
    if (stay?.crossed() !== true) return false;
    permit.giveBack();
    return true;
  };
  return {
    left: () => stay?.leave(),
    see: (event: EngineEvent): void => {
      if (event.type === 'response-start') deps.offline?.responded(call.target);
      if (isProgress(event) && !hasProgress) {
        hasProgress = true;
        if (hasSlept()) return;
        const isSlow = tookMs() > SLOW_FACTOR * (learnedP99Ms?.(call) ?? Infinity);
        permit.progressed(isSlow);
        if (isSlow) doubt?.(call, 'failed');
      }
      if (event.type === 'finish' && !hasSlept()) permit.succeeded();
    },
    /** True: it was this computer being offline, and nobody's failure. */
    failed(error: ChatError): boolean {
      if (hasSlept()) return false;
      const takeBack = permit.failed(error);
      const isOffline = deps.offline?.failed(call.target, error, takeBack) ?? false;
      if (takeBack !== undefined && !isOffline) doubt?.(call, 'failed');
      return isOffline;
    },
    /** From the abort listener itself: nobody may be pulling when the person stops (law 3). */
    stopped: (): void => {
      permit.giveBack();
      stay?.leave();
      const longMs = learnedP99Ms?.(call) ?? STOPPED_EARLY_MS;
      if (!hasProgress && tookMs() > longMs) doubt?.(call, 'stopped');
    },
  };
}

function offlineError({ target }: TargetCall, cause: ChatError): ChatError {
  const message = `${targetKey(target)} could not be asked: this computer is offline.`;
  const net = cause.net === undefined ? {} : { net: cause.net };
  return new ChatError({ kind: 'offline', origin: 'local', message, target, cause, ...net });
}

function refusal({ target }: TargetCall): ChatError {
  return new ChatError({
    kind: 'rejected',
    origin: 'local',
    message: `${targetKey(target)} is paused.`,
    target,
    cause: BREAKER_REFUSED,
  });
}
