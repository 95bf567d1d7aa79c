/*
 * So that taking over needs no cold start: half-way to the limit of the first token the next target
 * is made ready, for nothing and without a word of the question (a connection, a preloaded model).
 * Nobody waits for it, and what it fails with is no failure of anybody.
 * With the first progress, the end or an abort of the attempt its timer is gone.
 */
import { isProgress } from '../core/index.ts';
import type { Clock, EngineEvent, Journal, Target, TargetCall } from '../core/index.ts';

export type WarmUpDeps = {
  readonly clock: Clock;
  readonly journal: Journal;
  /** How long a call may take to its first token; Infinity: for ever. */
  readonly firstTokenMs: (call: TargetCall) => number;
  /** Never throws, never blocks. */
  readonly warm: (target: Target, signal: AbortSignal) => void;
};

export type Warming = {
  readonly see: (event: EngineEvent) => void;
  /** Idempotent. */
  readonly dispose: () => void;
};

/** `next` would be asked after `call`. */
export type WarmUp = (call: TargetCall, next: Target | undefined) => Warming;

const NOTHING: Warming = { see: () => undefined, dispose: () => undefined };

export function createWarmUp({ clock, journal, firstTokenMs, warm }: WarmUpDeps): WarmUp {
  return (call, target) => {
    const { requestId, turnId, signal } = call;
    const halfMs = target === undefined ? Infinity : firstTokenMs(call) / 2;
    if (target === undefined || !Number.isFinite(halfMs) || signal.aborted) return NOTHING;
    const timer = clock.after(halfMs, () => {
      journal.note({ type: 'warmed', requestId, turnId, target });
      warm(target, signal);
    });
    const dispose = (): void => {
      timer.dispose();
      signal.removeEventListener('abort', dispose);
    };
    signal.addEventListener('abort', dispose, { once: true });
    return {
      see(event) {
        if (isProgress(event)) dispose();
      },
      dispose,
    };
  };
}
