// The engine as the product makes it, all layers on, real clock, money counted in memory; and a
// provider that answers at once, so that what is measured is ours.

import type {
  EngineEvent,
  Engine,
  RequestCall,
  SpendStore,
  StreamEvent,
  Target,
} from '../../../src/core/index.ts';
import { UNKNOWN_FACTS } from '../../../src/core/index.ts';
import { createEngine } from '../../../src/engine/createEngine.ts';
import {
  createSpendBook,
  createTokenEstimator,
  DEFAULT_ENGINE_OPTIONS,
} from '../../../src/engine/index.ts';
import { realClock, realRandom } from '../../../src/host/realClock.ts';

const START: StreamEvent = { type: 'response-start', status: 200 };
const WORD: StreamEvent = { type: 'text-delta', text: 'word ' };
const FINISH: StreamEvent = { type: 'finish', reason: 'stop' };
const TARGETS: readonly Target[] = ['a', 'b', 'c'].map((id) => ({ providerId: id, modelId: 'm' }));

/** A store that always has room and keeps nothing: disks are measured elsewhere. */
const NO_STORE: SpendStore = {
  reserveSpend: () => Promise.resolve(undefined),
  keepSpend: () => Promise.resolve(),
  spendOf: () => Promise.resolve([]),
};

/** What the provider does: so many words, then an end, or no end until it is aborted. */
export type Plan = { readonly words: number; readonly hangs?: boolean };

/** The provider by itself. */
export async function* answer(plan: Plan, signal: AbortSignal): AsyncGenerator<StreamEvent> {
  yield START;
  for (let i = 0; i < plan.words; i += 1) yield WORD;
  if (plan.hangs === true) {
    await new Promise((_, reject) => {
      const abort = (): void => reject(signal.reason as Error);
      if (signal.aborted) abort();
      else signal.addEventListener('abort', abort, { once: true });
    });
  }
  yield FINISH;
}

export function engineUnderTest(plan: () => Plan): Engine {
  const estimator = createTokenEstimator();
  const catalog = { get: () => ({ ...UNKNOWN_FACTS, outputTokensMax: 1_000 }) };
  const price = { inputUsdMicrosPerMillion: 1_000_000, outputUsdMicrosPerMillion: 5_000_000 };
  const book = createSpendBook({
    clock: realClock,
    windowId: 'bench',
    ports: {
      store: NO_STORE,
      limits: () => ({
        ...{ turnUsdMicros: 0, dayUsdMicros: 1e12, monthUsdMicros: 0, targetUsdMicros: () => 0 },
        ...{ onExceed: 'ask', unknownPrice: 'ask' },
      }),
      pricing: () => ({ how: 'tokens', price }),
      dayOf: () => '2026-01-01',
      ready: () => Promise.resolve(),
    },
    onChange: () => undefined,
    onStoreError: (error) => {
      throw error;
    },
  });
  const provider = (id: string) => ({
    ...{ id, family: id, isLocal: false, upstream: () => id, isLoaded: () => true },
    stream: (_: unknown, signal: AbortSignal) => answer(plan(), signal),
    listModels: () => Promise.resolve([]),
    reach: () => Promise.resolve(),
    warm: () => Promise.resolve(),
  });
  const providers = new Map(TARGETS.map(({ providerId }) => [providerId, provider(providerId)]));
  const flags = { armed: true, enabled: true, hasKey: true, isLocal: false };
  const chain = TARGETS.map((target) => ({ target, tier: 'any' as const, ...flags }));
  return createEngine(
    {
      ...{ clock: realClock, random: realRandom, windowId: 'bench', sink: () => undefined },
      providerOf: (id) => providers.get(id),
      chain: () => chain,
      rungOf: () => undefined,
      estimator,
      spend: { book, estimator, catalog },
    },
    () => DEFAULT_ENGINE_OPTIONS,
  );
}

let asked = 0;

export function call(signal: AbortSignal): RequestCall {
  asked += 1;
  return {
    request: { messages: [{ role: 'user', parts: [{ type: 'text', text: 'why?' }] }] },
    ...{ conversationId: 'c', turnId: `t${asked}`, requestId: `r${asked}`, lane: 'chat', signal },
    deadlineAtMs: Infinity,
    limits: { tier: 'any', localOnly: false, canFold: true },
    controls: { on: () => ({ dispose: () => undefined }) },
  };
}

/** Reads to the end; how many events there were. */
export async function readAll(stream: AsyncIterable<EngineEvent>): Promise<number> {
  let events = 0;
  for await (const _ of stream) events += 1;
  return events;
}
