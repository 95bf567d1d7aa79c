/*
 * So that taking over needs no cold start: half-way to the limit of the first token the next target
 * is made ready, for nothing and without a word of the question (a connection, a preloaded model).
 * Once per request at most; nobody waits for it, and what it fails with is no failure of anybody.
 * With the first token, the end or an abort of the attempt its timer is gone.
 */
import { isProgress } from '../core/index.ts';
import type { Clock, EngineEvent, Handler, Journal, Target, TargetCall } from '../core/index.ts';

export type WarmUpDeps = {
  readonly clock: Clock;
  readonly journal: Journal;
  /** How long a call may take to its first token; Infinity: for ever. */
  readonly firstTokenMs: (call: TargetCall) => number;
  /** Never throws, never blocks. */
  readonly warm: (target: Target, signal: AbortSignal) => void;
};

/** What an attempt is asked through while `next` would be the one after it. */
export type WarmUp = (
  call: TargetCall,
  next: Target | undefined,
) => (handler: Handler<TargetCall>) => Handler<TargetCall>;

export function createWarmUp(deps: WarmUpDeps): WarmUp {
  return (first, target) => (handler) => {
    const halfMs = deps.firstTokenMs(first) / 2;
    if (target === undefined || !Number.isFinite(halfMs)) return handler;
    return (call) => watched(deps, handler, { call, target, halfMs });
  };
}

type Watched = { readonly call: TargetCall; readonly target: Target; readonly halfMs: number };

async function* watched(
  deps: WarmUpDeps,
  handler: Handler<TargetCall>,
  { call, target, halfMs }: Watched,
): AsyncGenerator<EngineEvent, void, undefined> {
  const { requestId, turnId, signal } = call;
  const timer = deps.clock.after(halfMs, () => {
    deps.journal.note({ type: 'warmed', requestId, turnId, target });
    deps.warm(target, signal);
  });
  const stop = (): void => timer.dispose();
  signal.addEventListener('abort', stop, { once: true });
  try {
    for await (const event of handler(call)) {
      if (isProgress(event)) stop();
      yield event;
    }
  } finally {
    stop();
    signal.removeEventListener('abort', stop);
  }
}
