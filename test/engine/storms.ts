// Random storms for properties: chains, faults, cancels and controls drawn by fast-check, played on
// the whole engine with several requests at once. What a storm was is printed when it fails.

import fc from 'fast-check';
import { ChatError, ERROR_KINDS } from '../../src/core/index.ts';
import type {
  Control,
  ErrorKind,
  Known,
  Lane,
  MidStream,
  StreamEvent,
  Target,
} from '../../src/core/index.ts';
import type { EngineOptionsInput } from '../../src/engine/index.ts';
import type { Script, ScriptStep } from '../../src/sim/scriptedProvider.ts';
import { createRig, type Asked, type Rig } from './rig.ts';

/** What a provider may be told to say: our own kinds are no provider's to throw. */
const OURS: readonly ErrorKind[] = ['deadline', 'exhausted', 'rejected', 'budget'];
const KINDS = ERROR_KINDS.filter((kind) => !OURS.includes(kind));

const delay = fc.constantFrom(0, 0, 0, 10, 700, 4_000, 35_000);
const event = fc.constantFrom<StreamEvent>(
  { type: 'text-delta', text: 'w' },
  { type: 'text-delta', text: 'word ' },
  { type: 'reasoning-delta', text: 'hm' },
  { type: 'alive' },
  { type: 'tool-call-delta', id: '1', name: 'n', argumentsText: '{' },
);
const refusal = fc
  .record({
    kind: fc.constantFrom(...KINDS),
    retryAfterMs: fc.constantFrom(undefined, undefined, 1_500, 20_000, 1e9),
  })
  .map(({ kind, retryAfterMs }) => {
    const fields = { kind, message: `${kind}.` };
    return new ChatError(retryAfterMs === undefined ? fields : { ...fields, retryAfterMs });
  });
const last = fc.oneof(
  { weight: 3, arbitrary: fc.constant<ScriptStep>({ event: { type: 'finish', reason: 'stop' } }) },
  { weight: 4, arbitrary: refusal.map((error): ScriptStep => ({ error })) },
  { weight: 1, arbitrary: fc.constant<ScriptStep>({ hang: true }) },
  { weight: 1, arbitrary: fc.constant<ScriptStep>({ end: true }) },
  { weight: 1, arbitrary: fc.constant<ScriptStep>({ error: new TypeError('adapter bug') }) },
);
const start: ScriptStep = { event: { type: 'response-start', status: 200 } };
const script: fc.Arbitrary<Script> = fc
  .tuple(fc.array(fc.record({ afterMs: delay, event }), { maxLength: 5 }), delay, last)
  .map(([steps, afterMs, end]) => [start, ...steps, { afterMs, ...end }]);

const provider = fc.record({
  scripts: fc.array(script, { minLength: 1, maxLength: 4 }),
  armed: fc.boolean(),
  places: fc.constantFrom(undefined, 1, 2),
  perMinute: fc.constantFrom(undefined, undefined, 1, 3),
});
const moment = fc.record({
  afterMs: fc.constantFrom(0, 5, 600, 3_000, 40_000),
  act: fc.oneof(
    { weight: 3, arbitrary: fc.constant('ask' as const) },
    { weight: 1, arbitrary: fc.constant('abort' as const) },
    { weight: 1, arbitrary: fc.constantFrom<Control>('try-now', 'switch', 'continue', 'restart') },
  ),
  canFold: fc.boolean(),
  lane: fc.constantFrom<Lane>('chat', 'chat', 'inline', 'background', 'external', 'probe'),
  pick: fc.constantFrom(undefined, undefined, undefined, 'a', 'b'),
});

export const storm = fc.record({
  providers: fc.tuple(provider, provider, provider),
  moments: fc.array(moment, { minLength: 1, maxLength: 8 }),
  seed: fc.integer(),
  failures: fc.integer({ min: 1, max: 4 }),
  rule: fc.constantFrom('consecutive' as const, 'sequential' as const),
  /** b and c are run by the same people. */
  areSisters: fc.boolean(),
  midStream: fc.constantFrom<MidStream>('auto', 'continue', 'restart', 'ask'),
  prefill: fc.constantFrom<Known>('yes', 'unknown'),
  mode: fc.constantFrom('learned', 'fixed'),
});
export type Storm = typeof storm extends fc.Arbitrary<infer T> ? T : never;

const SISTERS = 'family of b and c';

export type Played = {
  readonly rig: Rig;
  readonly asked: readonly Asked[];
  readonly picked: Set<string>;
  readonly familyOf: (target: Target) => string;
};

export async function play(drawn: Storm, options: EngineOptionsInput = {}): Promise<Played> {
  const { providers, moments, seed, failures, rule, areSisters, mode, midStream, prefill } = drawn;
  const [a, b, c] = providers;
  const plan = { a, b, c };
  const rig = createRig({
    providers: Object.fromEntries(
      Object.entries(plan).map(([name, { scripts }]) => [
        name,
        {
          script: (_: unknown, nth: number) => scripts[nth % scripts.length] ?? [],
          ...(areSisters && name !== 'a' ? { family: SISTERS } : {}),
        },
      ]),
    ),
    rungs: Object.fromEntries(
      Object.entries(plan).map(([name, { armed, places, perMinute }]) => [
        name,
        {
          armed,
          ...(places === undefined ? {} : { concurrency: places }),
          ...(perMinute === undefined ? {} : { requestsPerMinute: perMinute }),
        },
      ]),
    ),
    options: {
      breaker: { rule, failures },
      timeouts: { mode },
      midStream: { mode: midStream },
      ...options,
    },
    facts: { a: { prefill }, b: { prefill } },
    seed,
  });
  const asked: Asked[] = [];
  const picked = new Set<string>();
  for (const { afterMs, act, canFold, lane, pick } of moments) {
    await rig.clock.advance(afterMs);
    if (act === 'ask') {
      const first = pick === undefined ? {} : { first: { providerId: pick, modelId: 'm' } };
      if (pick !== undefined) picked.add(`r${asked.length + 1} ${pick}`);
      asked.push(rig.ask({ lane, limits: { canFold, ...first } }));
    } else if (act === 'abort') asked.at(-1)?.abort();
    else asked.at(-1)?.say(act);
  }
  await rig.clock.runUntilIdle();
  const familyOf = ({ providerId }: Target): string =>
    rig.providers[providerId]?.family ?? providerId;
  return { rig, asked, picked, familyOf };
}
