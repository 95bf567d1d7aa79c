// Handlers driven by hand, and the ports a single layer needs, on virtual time.
// A hand-driven handler yields, fails and ends only when the test says so.
// `read` collects a stream as a reader would, and tells what has come so far.

import { ChatError } from '../../src/core/index.ts';
import type {
  ChatErrorFields,
  Control,
  EngineEvent,
  ErrorKind,
  Handler,
  JournalNote,
  RequestCall,
  Target,
  TargetCall,
} from '../../src/core/index.ts';
import { createChanges } from '../../src/engine/changes.ts';
import { createLedger } from '../../src/engine/ledger.ts';
import { createSeededRandom } from '../../src/sim/seededRandom.ts';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';
import { drain } from './rig.ts';

export const A: Target = { providerId: 'a', modelId: 'm' };
export const B: Target = { providerId: 'b', modelId: 'm' };

export const text = (words: string): EngineEvent => ({ type: 'text-delta', text: words });
export const reasoning = (words: string): EngineEvent => ({ type: 'reasoning-delta', text: words });
export const ALIVE: EngineEvent = { type: 'alive' };
export const HEADERS: EngineEvent = { type: 'response-start', status: 200 };
export const FINISH: EngineEvent = { type: 'finish', reason: 'stop' };

export const failure = (kind: ErrorKind, fields: Partial<ChatErrorFields> = {}): ChatError =>
  new ChatError({ kind, message: `${kind}.`, ...fields });

/** Clock, journal notes and bell. */
export function ports() {
  const clock = createVirtualClock({ drain });
  const notes: JournalNote[] = [];
  const journal = { note: (note: JournalNote) => void notes.push(note) };
  const types = (): string[] => notes.map(({ type }) => type);
  const random = createSeededRandom(1);
  return { clock, random, journal, changes: createChanges(), notes, types };
}

export type Voice = { say(control: Control): void; readonly listeners: number };

/** Controls that a test can speak through. */
export function controls(): RequestCall['controls'] & Voice {
  const fns = new Set<(control: Control) => void>();
  return {
    on(fn) {
      fns.add(fn);
      return { dispose: () => void fns.delete(fn) };
    },
    say(control) {
      for (const fn of fns) fn(control);
    },
    get listeners() {
      return fns.size;
    },
  };
}

export function requestCall(fields: Partial<RequestCall> = {}): RequestCall {
  return {
    request: { messages: [] },
    conversationId: 'c1',
    turnId: 't1',
    requestId: 'r1',
    lane: 'chat',
    deadlineAtMs: 300_000,
    signal: new AbortController().signal,
    limits: { tier: 'any', localOnly: false, canFold: true },
    controls: controls(),
    ...fields,
  };
}

export function targetCall(fields: Partial<TargetCall> = {}): TargetCall {
  const ledger = createLedger('r1', 4);
  return {
    ...requestCall(),
    target: A,
    attemptId: ledger.nextAttemptId(),
    origin: 'first',
    ledger,
    patienceMs: Infinity,
    firstByteMaxMs: Infinity,
    idleMaxMs: Infinity,
    ...fields,
  };
}

export interface Hand<C> {
  readonly handler: Handler<C>;
  readonly calls: readonly C[];
  /** Streams that were opened and neither ended nor were left. */
  readonly live: number;
  emit(event: EngineEvent): void;
  fail(error: unknown): void;
  end(): void;
}

type Act = { readonly event?: EngineEvent; readonly error?: unknown; readonly isEnd?: true };

/** All of its streams share one hand: what is done waits for whoever pulls next. */
export function byHand<C>(): Hand<C> {
  const calls: C[] = [];
  const acts: Act[] = [];
  const waiting: (() => void)[] = [];
  let live = 0;
  const act = (one: Act): void => {
    acts.push(one);
    waiting.shift()?.();
  };
  async function* play(): AsyncGenerator<EngineEvent> {
    live += 1;
    try {
      for (;;) {
        const one = acts.shift();
        if (one === undefined) {
          await new Promise<void>((resolve) => {
            waiting.push(resolve);
          });
        } else if (one.event !== undefined) yield one.event;
        else if (one.isEnd === true) return;
        else throw one.error as Error;
      }
    } finally {
      live -= 1;
    }
  }
  return {
    handler(call) {
      calls.push(call);
      return play();
    },
    calls,
    get live() {
      return live;
    },
    emit: (event) => act({ event }),
    fail: (error) => act({ error }),
    end: () => act({ isEnd: true }),
  };
}

export interface Reading {
  readonly events: readonly EngineEvent[];
  readonly error: unknown;
  /** `kind` of the error, where it is a `ChatError`. */
  readonly kind: string | undefined;
  readonly isOver: boolean;
  readonly types: readonly string[];
}

export function read(stream: AsyncIterable<EngineEvent>): Reading {
  const events: EngineEvent[] = [];
  let error: unknown;
  let isOver = false;
  const go = async (): Promise<void> => {
    try {
      for await (const event of stream) events.push(event);
    } catch (thrown) {
      error = thrown;
    }
    isOver = true;
  };
  void go();
  return {
    events,
    get error() {
      return error;
    },
    get kind() {
      return error instanceof ChatError ? error.kind : undefined;
    },
    get isOver() {
      return isOver;
    },
    get types() {
      return events.map(({ type }) => type);
    },
  };
}
