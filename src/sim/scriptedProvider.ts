/*
 * A provider that does what its script says: events, errors, silence, ends without an end, each
 * after its delay on the clock it is given. It honours an abort within the same tick, unless it is
 * told to be deaf. It counts calls, live streams and characters, so that leaks can be asserted.
 * It understands no question; the simulated provider does that.
 */
import { ChatError } from '../core/index.ts';
import type {
  Clock,
  FamilyId,
  Provider,
  ProviderId,
  StreamEvent,
  TargetCall,
} from '../core/index.ts';

/** One step: wait `afterMs` (default 0), then yield, throw, end without a finish, or hang. */
export type ScriptStep =
  | { readonly afterMs?: number; readonly event: StreamEvent }
  | { readonly afterMs?: number; readonly error: unknown }
  | { readonly afterMs?: number; readonly end: true }
  | { readonly hang: true };
export type Script = readonly ScriptStep[];

export type ScriptedOptions = {
  readonly clock: Clock;
  readonly id: ProviderId;
  /** The script of the nth call (from 0). */
  readonly script: (call: TargetCall, nth: number) => Script;
  readonly family?: FamilyId;
  readonly isLocal?: boolean;
  readonly isLoaded?: boolean;
  /** Ignores aborts and `return()`, as a broken adapter would. */
  readonly isDeaf?: boolean;
  readonly onlyWhenAsked?: true;
  /** Default: it is there. */
  readonly reach?: () => Promise<void>;
};

export interface ScriptedProvider extends Provider {
  /** What was asked, in order. */
  readonly calls: readonly TargetCall[];
  readonly liveStreams: number;
  /** Characters of text handed out so far, over all calls. */
  readonly textChars: number;
}

export function createScriptedProvider(options: ScriptedOptions): ScriptedProvider {
  const { clock, id, script, isDeaf = false } = options;
  const calls: TargetCall[] = [];
  const counts = { liveStreams: 0, textChars: 0 };
  return {
    id,
    family: options.family ?? `family of ${id}`,
    isLocal: options.isLocal ?? false,
    ...(options.onlyWhenAsked === undefined ? {} : { onlyWhenAsked: true as const }),
    upstream: () => `upstream of ${id}`,
    isLoaded: () => options.isLoaded ?? 'unknown',
    stream(call, signal) {
      const steps = script(call, calls.length);
      calls.push(call);
      return { [Symbol.asyncIterator]: () => play({ clock, steps, signal, counts, isDeaf }) };
    },
    listModels: () => Promise.resolve([]),
    reach: options.reach ?? (() => Promise.resolve()),
    warm: () => Promise.resolve(),
    calls,
    get liveStreams() {
      return counts.liveStreams;
    },
    get textChars() {
      return counts.textChars;
    },
  };
}

export type Play = {
  readonly clock: Clock;
  readonly steps: Script;
  readonly signal: AbortSignal;
  readonly counts: { liveStreams: number; textChars: number };
  readonly isDeaf: boolean;
  /** Called as a step is performed, before whoever pulls hears of it. */
  readonly onStep?: (step: ScriptStep) => void;
};

const DONE = { done: true, value: undefined } as const;

/** Hand-written rather than a generator: it must react while a pull is pending. */
export function play(deps: Play): AsyncIterator<StreamEvent> {
  const { clock, steps, signal, counts, isDeaf, onStep } = deps;
  let index = 0;
  let isLive = true;
  let rejectPending: ((error: unknown) => void) | undefined;
  let timer: { dispose(): void } | undefined;
  counts.liveStreams += 1;

  const close = (): void => {
    if (!isLive) return;
    isLive = false;
    counts.liveStreams -= 1;
    timer?.dispose();
    signal.removeEventListener('abort', onAbort);
  };
  const onAbort = (): void => {
    close();
    rejectPending?.(reasonOf(signal));
  };
  if (!isDeaf) {
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort, { once: true });
  }
  const perform = async (step: ScriptStep): Promise<IteratorResult<StreamEvent>> => {
    onStep?.(step);
    if ('error' in step) {
      close();
      throw step.error;
    }
    if (!('event' in step)) {
      close();
      return DONE;
    }
    if (step.event.type === 'text-delta') counts.textChars += step.event.text.length;
    return { done: false, value: step.event };
  };

  return {
    next() {
      if (!isLive) return signal.aborted ? Promise.reject(reasonOf(signal)) : Promise.resolve(DONE);
      const step = steps[index] ?? { end: true };
      index += 1;
      return new Promise((resolve, reject) => {
        rejectPending = reject;
        const run = (): void => {
          timer = undefined;
          resolve(perform(step));
        };
        if ('hang' in step) return;
        if (step.afterMs === undefined || step.afterMs === 0) run();
        else timer = clock.after(step.afterMs, run);
      });
    },
    return() {
      if (!isDeaf) close();
      return Promise.resolve(DONE);
    },
  };
}

function reasonOf(signal: AbortSignal): ChatError {
  if (signal.reason instanceof ChatError) return signal.reason;
  return new ChatError({ kind: 'aborted', origin: 'local', message: 'Aborted.' });
}
