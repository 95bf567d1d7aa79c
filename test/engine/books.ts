// All books of an engine over one chain, for the router's parts: put targets into a state, then
// ask.
// Chains are written as names: `a`, `b`, `c` stand for armed rungs `a/m`, `b/m`, `c/m`.

import type { ChainEntry, RequestCall, Target } from '../../src/core/index.ts';
import { createBreakerBook } from '../../src/engine/breakerBook.ts';
import { createBalance } from '../../src/engine/balance.ts';
import { createHedgeBucket } from '../../src/engine/hedgeBucket.ts';
import { decide } from '../../src/engine/decision.ts';
import { createJourney } from '../../src/engine/journey.ts';
import { createLockBook } from '../../src/engine/lockBook.ts';
import { createPauseBook } from '../../src/engine/pauseBook.ts';
import { createPrefillBook } from '../../src/engine/prefillBook.ts';
import { validateEngineOptions, type EngineOptionsInput } from '../../src/engine/index.ts';
import { createRateBook } from '../../src/engine/rateBook.ts';
import { createSeededRandom } from '../../src/sim/seededRandom.ts';
import { createScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import { failure, ports, requestCall } from './byHand.ts';
import { on } from './rig.ts';

export function books(names: string, input: EngineOptionsInput = {}) {
  const all = ports();
  const breaker = { rule: 'consecutive', ...input.breaker } as const;
  const options = validateEngineOptions({ ...input, breaker });
  const pauses = createPauseBook(all);
  const locks = createLockBook(all);
  const breakers = createBreakerBook({ ...all, options: () => options.breaker });
  const provider = createScriptedProvider({ clock: all.clock, id: 'x', script: () => [] });
  const rungs: ChainEntry[] = names.split('').map((name) => ({
    target: on(name),
    armed: true,
    enabled: true,
    hasKey: true,
    tier: 'any',
    isLocal: false,
  }));
  const providerOf = () => provider;
  const rates = createRateBook({
    ...all,
    ownLimits: (id) => rungs.find(({ target }) => target.providerId === id) ?? {},
    estimate: () => ({ input: 100, output: 100 }),
  });
  const deps = {
    ...all,
    rates,
    pauses,
    locks,
    breakers,
    providerOf,
    chain: () => rungs,
    rungOf: () => undefined,
  };
  const call: RequestCall = requestCall();
  const journey = createJourney(call, 4);
  return {
    ...deps,
    deps: {
      ...deps,
      options: () => options,
      routing: () => options.routing,
      prefills: createPrefillBook(undefined),
      bucket: createHedgeBucket(),
      balance: createBalance({ random: createSeededRandom(1) }),
      warmUp: () => ({ see: () => undefined, dispose: () => undefined }),
    },
    rungs,
    call,
    journey,
    open(name: string): void {
      for (let i = 0; i < options.breaker.failures; i += 1)
        breakers.claim(on(name))?.failed(failure('server'));
    },
    pause: (name: string, ms: number) =>
      pauses.failed(on(name), failure('rate-limit', { retryAfterMs: ms })),
    lock: (name: string) => locks.failed(on(name), failure('auth')),
    /**
     * `ask a`, `trial a`, `again a`, `wait a 5000 server-delay`, `end`; then who was passed over.
     */
    decide(over: Partial<RequestCall> = {}): string {
      const { step, skipped } = decide(deps, { ...call, ...over }, journey);
      const passed = skipped.map(({ target, reason }) => ` -${nameOf(target)}:${reason}`).join('');
      if (step.kind === 'end') return `end${passed}`;
      if (step.kind === 'wait')
        return `wait ${nameOf(step.target)} ${step.untilMs} ${step.reason}${passed}`;
      const word = step.isTrial ? 'trial' : 'ask';
      return `${step.goesOn ? 'again ' : ''}${word} ${nameOf(step.candidate.target)}${passed}`;
    },
  };
}

function nameOf({ providerId }: Target): string {
  return providerId;
}
