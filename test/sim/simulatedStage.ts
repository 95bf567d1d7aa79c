/*
 * What the tests of the simulated provider stand on: a clock that moves only when told to, chance
 * from a small generator, a call with defaults, and a reader that notes what came when.
 */
import type { Clock, Random, StreamEvent, TargetCall } from '../../src/core/index.ts';
import { ChatError } from '../../src/core/index.ts';
import { createFaultBoard, createSimulatedProvider } from '../../src/sim/index.ts';
import { simulatedAnswer } from '../../src/sim/simulatedResponder.ts';

export type HandClock = Clock & {
  readonly pending: number;
  advance(ms: number): Promise<void>;
};

const drain = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export function handClock(): HandClock {
  const timers = new Set<{ atMs: number; fn: () => void }>();
  let nowMs = 0;
  return {
    nowMs: () => nowMs,
    wallMs: () => 1_767_225_600_000 + nowMs,
    after(delayMs, fn) {
      const timer = { atMs: nowMs + delayMs, fn };
      timers.add(timer);
      return { dispose: () => void timers.delete(timer) };
    },
    get pending() {
      return timers.size;
    },
    async advance(ms) {
      const endMs = nowMs + ms;
      await drain();
      for (;;) {
        const [next] = [...timers].toSorted((a, b) => a.atMs - b.atMs);
        if (next === undefined || next.atMs > endMs) break;
        timers.delete(next);
        nowMs = next.atMs;
        next.fn();
        await drain();
      }
      nowMs = endMs;
    },
  };
}

/** Park and Miller's minimal standard: enough for tests, the same everywhere. */
export function smallRandom(seed: number): Random {
  let state = seed;
  return {
    next() {
      state = (state * 48_271) % 2_147_483_647;
      return state / 2_147_483_647;
    },
  };
}

export function callOf(question: string, more: Partial<TargetCall['request']> = {}): TargetCall {
  return {
    request: { messages: [{ role: 'user', parts: [{ type: 'text', text: question }] }], ...more },
    conversationId: 'c',
    turnId: 't',
    requestId: 'r',
    lane: 'chat',
    deadlineAtMs: Infinity,
    signal: new AbortController().signal,
    limits: { tier: 'any', localOnly: false, canFold: true },
    controls: { on: () => ({ dispose: () => undefined }) },
    target: { providerId: 'aster', modelId: 'simulated' },
    attemptId: 'r.1',
    origin: 'first',
    ledger: { nextAttemptId: () => 'r.2', takeRepeat: () => true },
    patienceMs: 5_000,
    firstByteMaxMs: 8_000,
    idleMaxMs: 4_000,
  };
}

type Told = { readonly atMs: number; readonly event: StreamEvent };

/** A provider on its stage. `ask` starts an answer at once and notes what comes. */
export function stage(seed = 7) {
  const clock = handClock();
  const faults = createFaultBoard();
  const random = smallRandom(seed);
  const provider = createSimulatedProvider({
    id: 'aster',
    name: 'Aster',
    clock,
    random,
    faults,
    answers: () => Promise.resolve({ simulatedAnswer }),
  });
  const ask = (call: TargetCall = callOf('What happens if my provider goes down?')) => {
    const controller = new AbortController();
    const told: Told[] = [];
    const answer = {
      told,
      controller,
      error: undefined as ChatError | undefined,
      text: () => told.map(({ event }) => (event.type === 'text-delta' ? event.text : '')).join(''),
      count: (type: StreamEvent['type']) => told.filter(({ event }) => event.type === type).length,
    };
    const read = async (): Promise<void> => {
      try {
        for await (const event of provider.stream(call, controller.signal)) {
          told.push({ atMs: clock.nowMs(), event });
        }
      } catch (error) {
        if (!(error instanceof ChatError)) throw error;
        answer.error = error;
      }
    };
    return Object.assign(answer, { over: read() });
  };
  return { clock, faults, provider, ask };
}
