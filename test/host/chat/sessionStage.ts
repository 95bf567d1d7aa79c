/*
 * A chat session on virtual time with an engine that follows a script. Shared by the tests of the
 * session and of its parts; it holds no logic of the product.
 */
import type { EngineEvent, RequestCall, TurnRecord } from '../../../src/core/index.ts';
import {
  createChatSession,
  type Begun,
  type ChatSession,
  type SessionDeps,
} from '../../../src/host/chat/chatSession.ts';
import type { VirtualClock } from '../../../src/sim/virtualClock.ts';
import { a, listStore, virtualClock, type ListStore } from '../fakes.ts';

export type Script = (call: RequestCall, clock: VirtualClock) => AsyncIterable<EngineEvent>;
export type Stage = {
  readonly clock: VirtualClock;
  readonly store: ListStore;
  readonly session: ChatSession;
  readonly calls: RequestCall[];
  readonly shown: TurnRecord[];
  readonly errors: Error[];
};

export const setUp = (
  script: Script,
  store: ListStore = listStore(),
  begun: Partial<Begun> = {},
  clock: VirtualClock = virtualClock(),
  idsOf = 'id',
): Stage => {
  const calls: RequestCall[] = [];
  const shown: TurnRecord[] = [];
  const errors: Error[] = [];
  let id = 0;
  const deps: SessionDeps = {
    engine: {
      run: (call) => {
        calls.push(call);
        return script(call, clock);
      },
    },
    store,
    clock,
    newId: () => `${idsOf}-${(id += 1)}`,
    limits: () => ({ tier: 'any', localOnly: false }),
    bill: (turn) => Promise.resolve(turn),
    journals: { of: () => undefined, remember: () => undefined },
    onTurn: (turn) => shown.push(turn),
    onTurns: () => undefined,
    onStoreError: (error) => errors.push(error),
  };
  const fresh = { conversationId: 'c1', isPrivate: false, turns: [] };
  const session = createChatSession(deps, { ...fresh, ...begun });
  return { clock, store, session, calls, shown, errors };
};

export const text = (words: string): EngineEvent => ({ type: 'text-delta', text: words });
export const started: EngineEvent = {
  type: 'attempt-started',
  attemptId: 'r.1',
  target: a,
  origin: 'first',
};
export const finish: EngineEvent = { type: 'finish', reason: 'stop' };
export const wait = (clock: VirtualClock, ms: number, signal: AbortSignal): Promise<void> =>
  new Promise((resolve, reject) => {
    const leave = (): void => {
      timer.dispose();
      reject(signal.reason as Error);
    };
    const timer = clock.after(ms, () => {
      signal.removeEventListener('abort', leave);
      resolve();
    });
    signal.addEventListener('abort', leave, { once: true });
  });

/** One word every 100 ms, twenty in all. */
export const slow: Script = async function* (call, clock) {
  yield started;
  for (let n = 0; n < 20; n += 1) {
    await wait(clock, 100, call.signal);
    yield text(`w${n} `);
  }
  yield finish;
};
export const quick: Script = async function* () {
  yield started;
  yield text('yes');
  yield finish;
};
