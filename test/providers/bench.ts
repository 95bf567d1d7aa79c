/*
 * What the tests of this room share: a transport that serves bytes cut as one likes, a clock that
 * is moved by hand, and a drive that collects everything a stream yields and how it ends.
 */
import {
  ChatError,
  type ChatRequest,
  type Clock,
  type Provider,
  type StreamEvent,
  type TargetCall,
  type Transport,
  type TransportRequest,
} from '../../src/core/index.ts';
import { createSink } from '../../src/providers/body/decoding.ts';
import type { AnswerFold, CallPlace, WireCodec } from '../../src/providers/wire.ts';

export type Served = {
  readonly status?: number;
  readonly headers?: Readonly<Record<string, string>>;
  readonly chunks?: readonly Uint8Array[];
  /** Thrown by the body after its chunks. */
  readonly thenThrow?: Error;
  /** The body never ends after its chunks. */
  readonly thenHang?: boolean;
};

export type FakeTransport = Transport & {
  readonly requests: TransportRequest[];
  readonly signals: AbortSignal[];
  /** Bodies that were begun and bodies that were let go. */
  readonly opened: () => number;
  readonly closed: () => number;
};

export function serve(answer: Served | ((request: TransportRequest) => Served)): FakeTransport {
  const requests: TransportRequest[] = [];
  const signals: AbortSignal[] = [];
  let opened = 0;
  let closed = 0;
  return {
    requests,
    signals,
    opened: () => opened,
    closed: () => closed,
    send(request, signal) {
      requests.push(request);
      signals.push(signal);
      const served = typeof answer === 'function' ? answer(request) : answer;
      const { status = 200, headers = {}, chunks = [], thenThrow, thenHang = false } = served;
      async function* body(): AsyncGenerator<Uint8Array> {
        opened += 1;
        try {
          yield* chunks;
          if (thenThrow !== undefined) throw thenThrow;
          if (thenHang) await new Promise<never>(() => {});
        } finally {
          closed += 1;
        }
      }
      return Promise.resolve({ status, headers, body: body() });
    },
  };
}

export type HandClock = Clock & { advance(ms: number): void; readonly timers: () => number };

export function handClock(wallMs = Date.UTC(2026, 0, 1)): HandClock {
  let nowMs = 0;
  const due = new Set<{ atMs: number; fn: () => void }>();
  return {
    nowMs: () => nowMs,
    wallMs: () => wallMs + nowMs,
    after(delayMs, fn) {
      const entry = { atMs: nowMs + delayMs, fn };
      due.add(entry);
      return { dispose: () => void due.delete(entry) };
    },
    advance(ms) {
      nowMs += ms;
      for (const entry of [...due].toSorted((a, b) => a.atMs - b.atMs)) {
        if (entry.atMs > nowMs || !due.delete(entry)) continue;
        entry.fn();
      }
    },
    timers: () => due.size,
  };
}

const ASK: ChatRequest = {
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'Hello' }] }],
};

export function callOf(request: ChatRequest = ASK, modelId = 'model-1'): TargetCall {
  return {
    request,
    conversationId: 'conversation',
    turnId: 'turn',
    requestId: 'request',
    lane: 'chat',
    deadlineAtMs: Infinity,
    signal: new AbortController().signal,
    limits: { tier: 'any', localOnly: false, canFold: true },
    controls: { on: () => ({ dispose: () => undefined }) },
    target: { providerId: 'acme', modelId },
    attemptId: 'request.1',
    origin: 'first',
    ledger: { nextAttemptId: () => 'request.2', takeRepeat: () => false },
    patienceMs: 0,
    firstByteMaxMs: Infinity,
    idleMaxMs: Infinity,
  };
}

/** Where an answer of the unit tests came from. */
export const PLACE = {
  providerId: 'p',
  modelId: 'm',
  attemptId: 'a',
  status: 200,
  headers: {},
  wallMs: 0,
};

export type Drive = {
  readonly events: readonly StreamEvent[];
  readonly error: ChatError | undefined;
  readonly text: string;
  readonly reasoning: string;
};

/** Runs a stream to its end; anything thrown that is no `ChatError` is a failure of the test. */
export async function drive(
  provider: Provider,
  call: TargetCall = callOf(),
  signal: AbortSignal = call.signal,
): Promise<Drive> {
  const events: StreamEvent[] = [];
  let error: ChatError | undefined;
  try {
    for await (const event of provider.stream(call, signal)) events.push(event);
  } catch (thrown) {
    if (!(thrown instanceof ChatError)) throw thrown;
    error = thrown;
  }
  return { events, error, ...wordsOf(events) };
}

export function wordsOf(events: readonly StreamEvent[]): { text: string; reasoning: string } {
  let text = '';
  let reasoning = '';
  for (const event of events) {
    if (event.type === 'text-delta') text += event.text;
    if (event.type === 'reasoning-delta') reasoning += event.text;
  }
  return { text, reasoning };
}

export function find<T extends StreamEvent['type']>(
  events: readonly StreamEvent[],
  type: T,
): Extract<StreamEvent, { type: T }>[] {
  return events.filter((event): event is Extract<StreamEvent, { type: T }> => event.type === type);
}

/** A small seeded generator, so that a failing cut can be cut again. */
export function seeded(seed: number): () => number {
  let state = seed >>> 0 || 1;
  return () => {
    state = (Math.imul(state, 1664525) + 1013904223) >>> 0;
    return state / 2 ** 32;
  };
}

export const bytesOf = (text: string): Uint8Array => new TextEncoder().encode(text);

export function cutEverywhere(bytes: Uint8Array): Uint8Array[] {
  return Array.from(bytes, (_, at) => bytes.subarray(at, at + 1));
}

/** Feeds a fold by hand: what it emitted, how it failed, and whether it is over. */
export function feed(
  createFold: WireCodec['createFold'],
  act: (fold: AnswerFold) => void,
): { events: readonly StreamEvent[]; failure: ChatError | undefined; isOver: boolean } {
  const place: CallPlace = {
    providerId: 'acme',
    modelId: 'model-1',
    attemptId: 'a',
    status: 200,
    headers: {},
    wallMs: 0,
  };
  const sink = createSink();
  act(createFold(place, sink));
  return { events: sink.take(), failure: sink.failure, isOver: sink.phase === 'over' };
}
