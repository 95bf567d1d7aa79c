/*
 * Layer 10: how long an attempt may be silent: before headers, before the first token, between
 * signs of progress; how slowly it may drip; and how long it may take in all, where a person says.
 * Inside the breaker, so that expiry counts. What it sees of time it teaches the latency book.
 * Its promise: on expiry or abort the pending pull rejects at once, the attempt is aborted with the
 * `ChatError` as reason, and `return()` is called without waiting (law 3), whatever the provider
 * does. `alive` resets nothing.
 */
import { ChatError, isProgress, linkAbort, targetKey } from '../core/index.ts';
import type { Clock, Layer, TargetCall, TimeLimit } from '../core/index.ts';
import { abortError } from './abortError.ts';
import { createAttemptTimes, type AttemptTimes, type Ending } from './attemptTimes.ts';
import { drive, handOver } from './drive.ts';
import type { LatencyBook } from './latency/latencyBook.ts';
import type { Limit, SilenceLimits } from './silenceLimits.ts';
import { createStallWatch, type Expiry } from './stallWatch.ts';
import type { WakeWatch } from './wakeWatch.ts';

type Phase = 'headers' | 'first-token' | 'streaming';

export type TimeoutDeps = {
  readonly clock: Clock;
  readonly limitsFor: (call: TargetCall) => SilenceLimits;
  readonly latency: LatencyBook;
  /** What crossed a sleep of this computer teaches nothing of anybody's speed. */
  readonly wake?: Pick<WakeWatch, 'enter'>;
};

export function timeoutsLayer({ clock, limitsFor, latency, wake }: TimeoutDeps): Layer<TargetCall> {
  return (next) =>
    drive(async function* timeouts(call: TargetCall) {
      const limits = withinCall(limitsFor(call), call);
      const link = linkAbort(call.signal);
      const stay = wake?.enter();
      let phase: Phase = 'headers';
      let ending: Ending = 'failed';
      const expire = (what: TimeLimit['what'], waitedMs: number): void => {
        ending = 'timeout';
        link.abort(expired({ call, limits, latency }, what, waitedMs));
      };
      const watch = createStallWatch({ clock, totalMs: limits.total.ms }, (expiry) =>
        expire(whatExpired(expiry, phase), expiry.waitedMs),
      );
      const times = createAttemptTimes(watch);
      const asked = { ...call, ...forTransport(limits), signal: link.signal };
      const inner = handOver(() => next(asked), {
        pulling() {
          if (isDrip(times, limits)) expire('slow-drip', limits.drip.ms);
          else watch.pullStarted(limitIn(phase, limits));
        },
        pulled: () => watch.pullEnded(),
        see(event) {
          times.see(event);
          if (phase === 'headers' && event.type === 'response-start') phase = 'first-token';
          if (phase !== 'streaming' && isProgress(event)) phase = 'streaming';
          if (event.type !== 'finish') return;
          // Whoever reads the last event may never come back: nothing is left behind.
          ending = 'finished';
          close();
          inner.stop();
        },
        left() {
          if (!hasEnded) link.abort(abortError(call.signal));
        },
      });
      const onAbort = (): void => {
        if (ending === 'failed') ending = 'aborted';
        close();
        inner.fail(abortError(link.signal));
      };
      let hasEnded = false;
      const close = (): void => {
        if (hasEnded) return;
        hasEnded = true;
        watch.dispose();
        link.signal.removeEventListener('abort', onAbort);
        link.dispose();
        const isAwake = stay?.crossed() !== true;
        stay?.leave();
        if (isAwake)
          latency.learn(call.target, limits.promptTokens, times.lesson(ending, limits.isCold));
      };
      if (link.signal.aborted) onAbort();
      else link.signal.addEventListener('abort', onAbort, { once: true });
      try {
        yield inner;
      } finally {
        close();
      }
    });
}

function isDrip(times: AttemptTimes, { drip }: SilenceLimits): boolean {
  return drip.charsPerMinute > 0 && times.drips(drip.charsPerMinute);
}

function limitIn(phase: Phase, { headers, firstToken, stall }: SilenceLimits): number {
  if (phase === 'headers') return Math.min(headers.ms, firstToken.ms);
  return phase === 'first-token' ? firstToken.ms : stall.ms;
}

/** A call may narrow the limits, never widen them. */
function withinCall(limits: SilenceLimits, call: TargetCall): SilenceLimits {
  const { firstByteMaxMs, idleMaxMs } = call;
  const narrow = (limit: Limit, maxMs: number): Limit =>
    maxMs < limit.ms ? { ms: maxMs, by: 'fixed' } : limit;
  return {
    ...limits,
    firstToken: narrow(limits.firstToken, firstByteMaxMs),
    stall: narrow(limits.stall, idleMaxMs),
  };
}

/**
 * What the transport must be able to sit out by itself; between bytes the longer silence counts.
 */
function forTransport({
  firstToken,
  stall,
}: SilenceLimits): Pick<TargetCall, 'firstByteMaxMs' | 'idleMaxMs'> {
  return { firstByteMaxMs: firstToken.ms, idleMaxMs: Math.max(firstToken.ms, stall.ms) };
}

function whatExpired({ of }: Expiry, phase: Phase): TimeLimit['what'] {
  if (of === 'total') return 'total';
  return phase === 'streaming' ? 'stall' : phase;
}

type Expired = {
  readonly call: TargetCall;
  readonly limits: SilenceLimits;
  readonly latency: LatencyBook;
};

function expired(of: Expired, what: TimeLimit['what'], waitedMs: number): ChatError {
  const { target } = of.call;
  const name = targetKey(target);
  const time = `${Math.round(waitedMs / 100) / 10} s`;
  const messages: Record<TimeLimit['what'], string> = {
    headers: `${name} sent no response within ${time}.`,
    'first-token': `${name} sent no first word within ${time}.`,
    stall: `${name} went silent for ${time} in the middle of its answer.`,
    'slow-drip': `${name} became too slow: hardly a word in ${time}.`,
    total: `${name} was not finished within ${time}.`,
  };
  const limit = limitFacts(of, what);
  const fields = { message: messages[what], target, waitedMs, limit };
  if (what === 'total') return new ChatError({ ...fields, kind: 'deadline', origin: 'local' });
  const isSilent = what === 'headers' || what === 'first-token';
  return new ChatError({ ...fields, kind: isSilent ? 'silent' : what });
}

function limitFacts({ call, limits, latency }: Expired, what: TimeLimit['what']): TimeLimit {
  const { headers, firstToken, stall, total, drip, promptTokens } = limits;
  switch (what) {
    case 'headers':
      return { what, ...(headers.ms <= firstToken.ms ? headers : firstToken) };
    case 'first-token':
      return { what, ...firstToken };
    case 'stall':
      return { what, ...stall };
    case 'slow-drip': {
      const { p99Ms: _, ...slow } = drip;
      return { what, ...slow, charsPerMinute: Math.round(drip.charsPerMinute) };
    }
    case 'total': {
      const { isLearned, p50, samples } = latency.of('total', call.target, promptTokens);
      const usual = { usualMs: Math.round(p50), samples: Math.round(samples) };
      return { what, ...total, ...(isLearned ? usual : {}) };
    }
  }
}
