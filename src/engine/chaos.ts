/*
 * Layer 11, innermost: faults that are planted on purpose, so that every layer above meets them as
 * real ones. Which ones is data, read for each attempt; chance and time are injected. Where no rule
 * speaks of a target its handler is passed through untouched: not a number is drawn.
 * Each fault that strikes is noted, so that a receipt never blames a provider for it.
 */
import { ChatError, isContent, isProgress, targetKey } from '../core/index.ts';
import type {
  ChatErrorFields,
  Clock,
  EngineEvent,
  Handler,
  Journal,
  Layer,
  Random,
  TargetCall,
} from '../core/index.ts';
import { abortError, throwIfAborted } from './abortError.ts';
import type { ChaosFault, ChaosOptions, ChaosRule } from './options/chaos.ts';

export type ChaosDeps = {
  readonly clock: Clock;
  readonly random: Random;
  readonly journal: Journal;
  readonly options: () => ChaosOptions;
};

export function chaosLayer(deps: ChaosDeps): Layer<TargetCall> {
  return (next) => (call) => {
    const rules = deps.options().rules.filter((rule) => isAbout(rule, call));
    return rules.length === 0 ? next(call) : plant({ deps, rules, next, call });
  };
}

type Planting = {
  readonly deps: ChaosDeps;
  readonly rules: readonly ChaosRule[];
  readonly next: Handler<TargetCall>;
  readonly call: TargetCall;
};

async function* plant({ deps, rules, next, call }: Planting): AsyncGenerator<EngineEvent> {
  const faults = strike(deps, rules, call);
  for (const fault of faults) {
    if (fault.what === 'latency') await wait(deps.clock, latencyOf(deps.random, fault), call);
    const error = refusalOf(fault, call);
    if (error !== undefined) throw error;
    if (fault.what === 'empty' || fault.what === 'malformed') {
      yield { type: 'response-start', status: 200 };
      if (fault.what === 'malformed') throw planted(call, { kind: 'protocol' });
      yield { type: 'finish', reason: 'stop' };
      return;
    }
  }
  let words = 0;
  for await (const event of next(call)) {
    if (isProgress(event)) {
      for (const fault of faults) {
        if (fault.what === 'drip') await wait(deps.clock, fault.everyMs, call);
        await endIfDue(fault, { words, call });
      }
    }
    yield event;
    if (isContent(event)) words += 1;
    if (event.type === 'response-start') {
      for (const fault of faults) if (isStallAt(fault, 0)) await silence(call);
    }
  }
}

/** Chance decides for each rule by itself; what strikes is noted. */
function strike(
  { random, journal }: ChaosDeps,
  rules: readonly ChaosRule[],
  call: TargetCall,
): readonly ChaosFault[] {
  const { requestId, turnId, attemptId, target } = call;
  return rules.flatMap(({ share = 1, fault }) => {
    if (share < 1 && random.next() >= share) return [];
    const { what } = fault;
    journal.note({ type: 'fault-planted', requestId, turnId, attemptId, target, what });
    return [fault];
  });
}

function isAbout({ providerId, modelId }: ChaosRule, { target }: TargetCall): boolean {
  return target.providerId === providerId && (modelId === undefined || modelId === target.modelId);
}

function latencyOf(
  random: Random,
  { addedMs, spreadMs = 0 }: Extract<ChaosFault, { what: 'latency' }>,
): number {
  return addedMs + (spreadMs === 0 ? 0 : random.next() * spreadMs);
}

function refusalOf(fault: ChaosFault, call: TargetCall): ChatError | undefined {
  switch (fault.what) {
    case 'outage':
      return planted(call, { kind: 'connect', net: 'refused' });
    case 'failure':
      return planted(call, { kind: 'server', status: 500 });
    case 'rate-limit': {
      const { retryAfterMs } = fault;
      const delay = retryAfterMs === undefined ? {} : { retryAfterMs };
      return planted(call, { kind: 'rate-limit', status: 429, ...delay });
    }
    default:
      return undefined;
  }
}

type Moment = { readonly words: number; readonly call: TargetCall };

async function endIfDue(fault: ChaosFault, { words, call }: Moment): Promise<void> {
  if (isStallAt(fault, words)) await silence(call);
  if (fault.what === 'cut' && words >= fault.afterWords) {
    throw planted(call, { kind: 'cut', net: 'reset' });
  }
}

function isStallAt(fault: ChaosFault, words: number): boolean {
  return fault.what === 'stall' && words >= fault.afterWords;
}

function planted(
  { target }: TargetCall,
  fields: Omit<ChatErrorFields, 'message' | 'target'>,
): ChatError {
  const message = `A fault was planted at ${targetKey(target)}: ${fields.kind}.`;
  return new ChatError({ ...fields, message, target });
}

/** Until the attempt is aborted; then throws its reason. */
function silence({ signal }: TargetCall): Promise<never> {
  return new Promise((_, reject) => {
    const onAbort = (): void => reject(abortError(signal));
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  });
}

async function wait(clock: Clock, delayMs: number, { signal }: TargetCall): Promise<void> {
  throwIfAborted(signal);
  await new Promise<void>((resolve) => {
    const end = (): void => {
      timer.dispose();
      signal.removeEventListener('abort', end);
      resolve();
    };
    const timer = clock.after(delayMs, end);
    signal.addEventListener('abort', end, { once: true });
  });
  throwIfAborted(signal);
}
