// A whole engine on virtual time with scripted providers, and the one assertion that nothing is
// left behind: no timer, no live stream, no listener on a caller's signal.
// Scenarios are told in chains of names: 'a', 'b' and 'c' stand for `a/m`, `b/m`, `c/m`.

import assert from 'node:assert/strict';
import { getEventListeners } from 'node:events';
import { ChatError, targetKey, UNKNOWN_FACTS } from '../../src/core/index.ts';
import type {
  AnswerCache,
  ChainEntry,
  Control,
  Engine,
  EngineEvent,
  JournalEvent,
  Lane,
  Leases,
  ModelFacts,
  RequestCall,
  RequestLimits,
  Target,
  TargetCall,
} from '../../src/core/index.ts';
import { createEngine } from '../../src/engine/createEngine.ts';
import { createTokenEstimator } from '../../src/engine/index.ts';
import type { EngineDeps, EngineOptionsInput } from '../../src/engine/index.ts';
import { createScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import type { Script, ScriptedOptions, ScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import { createSeededRandom } from '../../src/sim/seededRandom.ts';
import { createAttention } from './attention.ts';
import { optionsOf } from './rigOptions.ts';
import { createVirtualClock } from '../../src/sim/virtualClock.ts';
import type { VirtualClock } from '../../src/sim/virtualClock.ts';

export const drain = (): Promise<void> =>
  new Promise((resolve) => {
    setImmediate(resolve);
  });

export const on = (name: string): Target => ({ providerId: name, modelId: 'm' });
export const nameOf = (target: Target | undefined): string | undefined => target?.providerId;

type ProviderPlan =
  | Script
  | ((call: TargetCall, nth: number) => Script)
  | (Partial<ScriptedOptions> & Pick<ScriptedOptions, 'script'>);

export type RigOptions = {
  readonly providers: Readonly<Record<string, ProviderPlan>>;
  /** Changes to single rungs; every provider is an armed rung in the order given. */
  readonly rungs?: Readonly<Record<string, Partial<ChainEntry>>>;
  readonly options?: EngineOptionsInput;
  readonly seed?: number;
  /** A person is in front of the window from the start; without it nobody is ever probed. */
  readonly isAttended?: boolean;
  readonly leases?: Leases;
  /** What is known of the models, by provider. */
  readonly facts?: Readonly<Record<string, Partial<ModelFacts>>>;
  /** Whom the engine tells what it learns of time; without it only itself. */
  readonly latency?: NonNullable<EngineDeps['latency']>;
  /** Where answers are kept; without it none are. */
  readonly answers?: AnswerCache;
  readonly spend?: (clock: VirtualClock) => NonNullable<EngineDeps['spend']>;
};

type AskOptions = {
  readonly lane?: Lane;
  readonly deadlineAtMs?: number;
  readonly limits?: Partial<RequestLimits>;
  readonly requestId?: string;
  readonly request?: RequestCall['request'];
  readonly isPrivate?: true;
};

export interface Asked {
  readonly events: readonly EngineEvent[];
  readonly error: ChatError | undefined;
  readonly isOver: boolean;
  /** What stands at the end, seams marked by ¦. */
  readonly text: string;
  /** Types of events, in order, text joined: for reading. */
  readonly story: string;
  abort(reason?: unknown): void;
  say(control: Control): void;
  readonly signal: AbortSignal;
}

export interface Rig {
  readonly clock: VirtualClock;
  readonly engine: Engine;
  readonly providers: Readonly<Record<string, ScriptedProvider>>;
  readonly journal: readonly JournalEvent[];
  readonly chain: ChainEntry[];
  setOptions(options: EngineOptionsInput): void;
  /** The person comes, or turns away. */
  attend(isThere: boolean): void;
  ask(options?: AskOptions): Asked;
  /** Ask and run time until it is over; the rest of the clock stands still. */
  answer(options?: AskOptions): Promise<Asked>;
  notes<T extends JournalEvent['type']>(type: T): Extract<JournalEvent, { type: T }>[];
  calls(name: string): number;
}

const rigs: { readonly rig: Rig; readonly asked: Asked[]; readonly deaf: Set<string> }[] = [];

export function createRig(plan: RigOptions): Rig {
  const clock = createVirtualClock({ drain });
  const journal: JournalEvent[] = [];
  const deaf = new Set<string>();
  const providers = Object.fromEntries(
    Object.entries(plan.providers).map(([id, given]) => {
      const options = planOf(given);
      if (options.isDeaf === true) deaf.add(id);
      return [id, createScriptedProvider({ ...options, clock, id })];
    }),
  );
  const chain = Object.keys(providers).map((id): ChainEntry => ({
    target: on(id),
    armed: true,
    enabled: true,
    hasKey: true,
    tier: 'any',
    isLocal: providers[id]?.isLocal ?? false,
    ...plan.rungs?.[id],
  }));
  const attention = createAttention(clock, plan.isAttended ?? false);
  let options = optionsOf(plan.options);
  const engine = createEngine(
    {
      clock,
      random: createSeededRandom(plan.seed ?? 1),
      windowId: 'w',
      sink: (event) => journal.push(event),
      providerOf: (id) => providers[id],
      chain: () => chain,
      rungOf: (target) =>
        chain
          .filter((entry) => entry.target.providerId === target.providerId)
          .map((entry) => ({ ...entry, target }))[0],
      attention: plan.isAttended === undefined ? undefined : attention,
      leases: plan.leases,
      models: {
        catalog: {
          get: ({ providerId }) => ({ ...UNKNOWN_FACTS, ...plan.facts?.[providerId] }),
        },
        estimator: createTokenEstimator(),
      },
      ...(plan.latency === undefined ? {} : { latency: plan.latency }),
      ...(plan.answers === undefined ? {} : { answers: () => plan.answers }),
      ...(plan.spend === undefined ? {} : { spend: plan.spend(clock) }),
    },
    () => options,
  );
  const asked: Asked[] = [];
  const rig: Rig = {
    clock,
    engine,
    providers,
    journal,
    chain,
    attend: attention.attend,
    setOptions: (input) => void (options = optionsOf(input)),
    ask(how = {}) {
      const one = startAsking(engine, { requestId: `r${asked.length + 1}`, ...how });
      asked.push(one);
      return one;
    },
    async answer(how) {
      const one = rig.ask(how);
      for (let i = 0; !one.isOver; i += 1) {
        assert.ok(i < 100_000, `never over: ${one.story}`);
        await clock.advance(i === 0 ? 0 : 100);
      }
      return one;
    },
    notes: <T extends JournalEvent['type']>(type: T) =>
      journal.filter((event): event is Extract<JournalEvent, { type: T }> => event.type === type),
    calls: (name) => providers[name]?.calls.length ?? 0,
  };
  rigs.push({ rig, asked, deaf });
  return rig;
}

/** For `afterEach`: whatever happened, every request is over and nothing is left behind. */
export async function expectNothingLeft(): Promise<void> {
  await drain();
  for (const { rig, asked, deaf } of rigs.splice(0)) {
    rig.engine.dispose();
    await drain();
    assert.deepEqual(
      asked.filter(({ isOver }) => !isOver).map(({ story }) => story),
      [],
      'requests still running',
    );
    assert.equal(rig.clock.pending, 0, 'timers left in the clock');
    for (const [id, provider] of Object.entries(rig.providers))
      if (!deaf.has(id)) assert.equal(provider.liveStreams, 0, `live streams at ${id}`);
    for (const { signal } of asked)
      assert.equal(getEventListeners(signal as EventTarget, 'abort').length, 0, 'listeners left');
    const notes = rig.journal.map(({ type }) => type);
    const count = (type: JournalEvent['type']): number => notes.filter((t) => t === type).length;
    assert.equal(count('request-ended'), count('request-started'), 'each request ends once');
    assert.equal(count('attempt-ended'), count('attempt-started'), 'each attempt ends once');
    assert.equal(count('wait-ended'), count('wait-started'), 'each wait ends once');
  }
}

function planOf(given: ProviderPlan): Partial<ScriptedOptions> & Pick<ScriptedOptions, 'script'> {
  if (typeof given === 'function') return { script: given };
  return 'script' in given ? given : { script: () => given };
}

function startAsking(engine: Engine, how: AskOptions & { readonly requestId: string }): Asked {
  const controller = new AbortController();
  const listeners = new Set<(control: Control) => void>();
  const events: EngineEvent[] = [];
  let error: ChatError | undefined;
  let isOver = false;
  const stream = engine.run({
    request: how.request ?? {
      messages: [{ role: 'user', parts: [{ type: 'text', text: 'why?' }] }],
    },
    conversationId: 'c1',
    turnId: `turn of ${how.requestId}`,
    requestId: how.requestId,
    lane: how.lane ?? 'chat',
    deadlineAtMs: how.deadlineAtMs ?? Infinity,
    signal: controller.signal,
    ...(how.isPrivate && { isPrivate: true }),
    limits: { tier: 'any', localOnly: false, canFold: true, ...how.limits },
    controls: {
      on(fn) {
        listeners.add(fn);
        return { dispose: () => void listeners.delete(fn) };
      },
    },
  });
  const read = async (): Promise<void> => {
    try {
      for await (const event of stream) events.push(event);
    } catch (thrown) {
      assert.ok(thrown instanceof ChatError, `not a ChatError: ${String(thrown)}`);
      error = thrown;
    }
    isOver = true;
    assert.equal(listeners.size, 0, 'listeners left on the controls');
  };
  void read();
  return {
    events,
    get error() {
      return error;
    },
    get isOver() {
      return isOver;
    },
    get text() {
      return events.map(wordsOf).join('');
    },
    get story() {
      const told = [...events.map(told_), ...(error === undefined ? [] : [`!${error.kind}`])];
      return told.filter((word) => word !== '').join(' ');
    },
    abort: (reason) => controller.abort(reason),
    say: (control) => {
      for (const fn of [...listeners]) fn(control);
    },
    signal: controller.signal,
  };
}

function wordsOf(event: EngineEvent): string {
  if (event.type === 'text-delta') return event.text;
  return event.type === 'seam-started' ? '¦' : '';
}

/** `a?` asks a, `a>b` switches, `a|b` folds, `a&b` goes on, `~` waits: a request in one line. */
function told_(event: EngineEvent): string {
  switch (event.type) {
    case 'attempt-started':
      return `${event.target.providerId}?${event.origin === 'first' ? '' : event.origin}`;
    case 'switched':
      return `${event.from.providerId}>${event.to.providerId}`;
    case 'seam-started':
      return `${event.from.providerId}${event.mode === 'fold' ? '|' : '&'}${event.to.providerId}`;
    case 'waiting-until':
      return `~${event.reason}:${targetKey(event.target)}${event.canSwitch ? '+' : ''}`;
    case 'wait-ended':
      return `~${event.by}`;
    case 'degraded':
      return event.dropped.map(({ what }) => `-${what}`).join('');
    case 'text-delta':
    case 'reasoning-delta':
      return event.text;
    case 'response-start':
    case 'alive':
      return '';
    default:
      return event.type;
  }
}
