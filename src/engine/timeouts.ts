/*
 * Layer 10: how long an attempt may be silent: before headers, before the first token, between
 * signs of progress. Inside the breaker, so that expiry counts.
 * Its promise: on expiry or abort the pending pull rejects at once, the attempt is aborted with the
 * `ChatError` as reason, and `return()` is called without waiting (law 3), whatever the provider
 * does.
 * `alive` resets nothing. It does not bound a whole answer: that is off unless a person sets it.
 */
import { ChatError, isProgress, linkAbort, targetKey } from '../core/index.ts';
import type { Clock, Layer, TargetCall } from '../core/index.ts';
import { abortError } from './abortError.ts';
import { pullFrom } from './pull.ts';
import { createStallWatch } from './stallWatch.ts';

/** Limits of one attempt, milliseconds; Infinity is none. */
export type SilenceLimits = {
  readonly headersMs: number;
  readonly firstTokenMs: number;
  readonly stallMs: number;
};

type Phase = 'headers' | 'first-token' | 'streaming';

export type TimeoutDeps = {
  readonly clock: Clock;
  readonly limitsFor: (call: TargetCall) => SilenceLimits;
};

export function timeoutsLayer({ clock, limitsFor }: TimeoutDeps): Layer<TargetCall> {
  return (next) =>
    async function* timeouts(call) {
      const limits = withinCall(limitsFor(call), call);
      const link = linkAbort(call.signal);
      let phase: Phase = 'headers';
      const watch = createStallWatch(clock, (waitedMs) =>
        link.abort(silence(call, phase, waitedMs)),
      );
      const inner = { ...call, ...forTransport(limits), signal: link.signal };
      const pull = pullFrom(() => next(inner));
      const onAbort = (): void => {
        close();
        pull.fail(abortError(link.signal));
      };
      const close = (): void => {
        watch.dispose();
        link.signal.removeEventListener('abort', onAbort);
        link.dispose();
      };
      if (link.signal.aborted) onAbort();
      else link.signal.addEventListener('abort', onAbort, { once: true });
      let hasEnded = false;
      try {
        for (;;) {
          watch.pullStarted(limitIn(phase, limits));
          const event = await pull.next();
          watch.pullEnded();
          if (event === undefined) {
            hasEnded = true;
            return;
          }
          if (event.type === 'response-start' && phase === 'headers') phase = 'first-token';
          if (isProgress(event)) {
            phase = 'streaming';
            watch.progressed();
          }
          // Whoever reads the last event may never come back: nothing is left behind.
          if (event.type === 'finish') {
            hasEnded = true;
            close();
            pull.stop();
          }
          yield event;
        }
      } catch (error) {
        hasEnded = true;
        throw error;
      } finally {
        close();
        if (!hasEnded) link.abort(abortError(call.signal));
        pull.stop();
      }
    };
}

function limitIn(phase: Phase, limits: SilenceLimits): number {
  if (phase === 'headers') return Math.min(limits.headersMs, limits.firstTokenMs);
  return phase === 'first-token' ? limits.firstTokenMs : limits.stallMs;
}

/** A call may narrow the limits, never widen them. */
function withinCall(limits: SilenceLimits, call: TargetCall): SilenceLimits {
  return {
    headersMs: limits.headersMs,
    firstTokenMs: Math.min(limits.firstTokenMs, call.firstByteMaxMs),
    stallMs: Math.min(limits.stallMs, call.idleMaxMs),
  };
}

/**
 * What the transport must be able to sit out by itself; between bytes the longer silence counts.
 */
function forTransport(limits: SilenceLimits): Pick<TargetCall, 'firstByteMaxMs' | 'idleMaxMs'> {
  return {
    firstByteMaxMs: limits.firstTokenMs,
    idleMaxMs: Math.max(limits.firstTokenMs, limits.stallMs),
  };
}

function silence(call: TargetCall, phase: Phase, waitedMs: number): ChatError {
  const name = targetKey(call.target);
  const time = `${Math.round(waitedMs / 100) / 10} s`;
  const what = {
    headers: `${name} sent no response within ${time}.`,
    'first-token': `${name} sent no first word within ${time}.`,
    streaming: `${name} went silent for ${time} in the middle of its answer.`,
  };
  return new ChatError({
    kind: phase === 'streaming' ? 'stall' : 'silent',
    message: what[phase],
    target: call.target,
    waitedMs,
  });
}
