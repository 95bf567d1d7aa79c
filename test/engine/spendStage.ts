// Money on virtual time: a store in memory, prices and limits that a test sets, days of UTC.
// One token is four characters, as the plain estimate has it; prices are per million tokens, so a
// price of 1 000 000 is one micro-dollar for each token.

import { UNKNOWN_FACTS } from '../../src/core/index.ts';
import type { Pricing, SpendLimits, SpendPorts, SpendStore } from '../../src/core/index.ts';
import type { EngineDeps } from '../../src/engine/index.ts';
import { createSpendBook, createTokenEstimator } from '../../src/engine/index.ts';
import { createMemorySpendStore } from '../../src/store/index.ts';
import type { VirtualClock } from '../../src/sim/virtualClock.ts';

export const price = (input: number, output: number) => ({
  inputUsdMicrosPerMillion: input * 1_000_000,
  outputUsdMicrosPerMillion: output * 1_000_000,
});

export const NO_LIMITS: SpendLimits = {
  turnUsdMicros: 0,
  dayUsdMicros: 0,
  monthUsdMicros: 0,
  targetUsdMicros: () => 0,
  onExceed: 'ask',
  unknownPrice: 'ask',
};

export type Money = {
  limits: SpendLimits;
  /** By provider; default 1 a token of the question, 10 a token of the answer. */
  readonly pricing: Record<string, Pricing>;
  readonly store: SpendStore;
  readonly errors: unknown[];
  parts: NonNullable<EngineDeps['spend']> | undefined;
  readonly make: (clock: VirtualClock) => NonNullable<EngineDeps['spend']>;
};

export function money(
  limits: Partial<SpendLimits> = {},
  store: SpendStore = createMemorySpendStore(),
  windowId = 'w',
): Money {
  const errors: unknown[] = [];
  const stage: Money = {
    limits: { ...NO_LIMITS, ...limits },
    pricing: {},
    store,
    errors,
    parts: undefined,
    make(clock) {
      const ports: SpendPorts = {
        store,
        limits: () => stage.limits,
        pricing: ({ providerId }) =>
          stage.pricing[providerId] ?? { how: 'tokens', price: price(1, 10) },
        dayOf: (wallMs) => new Date(wallMs).toISOString().slice(0, 10),
        ready: () => Promise.resolve(),
      };
      const onStoreError = (error: unknown): void => void errors.push(error);
      const book = createSpendBook({
        clock,
        windowId,
        ports,
        onChange: () => undefined,
        onStoreError,
      });
      const catalog = { get: () => ({ ...UNKNOWN_FACTS, outputTokensMax: 1_000 }) };
      stage.parts = { book, estimator: createTokenEstimator(), catalog };
      return stage.parts;
    },
  };
  return stage;
}

/** Never answers until it is told to. */
export function slowStore(inner: SpendStore): SpendStore & { release(): void } {
  let open: (() => void) | undefined;
  const gate = new Promise<void>((resolve) => {
    open = resolve;
  });
  return {
    reserveSpend: (entry, caps) => gate.then(() => inner.reserveSpend(entry, caps)),
    keepSpend: (entry) => gate.then(() => inner.keepSpend(entry)),
    spendOf: (month, except) => inner.spendOf(month, except),
    release: () => open?.(),
  };
}
