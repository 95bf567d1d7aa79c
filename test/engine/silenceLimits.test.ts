// Which silence is too long for whom: learned or fixed, remote, local, loaded or not, and the
// person's own limits.

import assert from 'node:assert/strict';
import type { ChainEntry, Provider } from '../../src/core/index.ts';
import { DEFAULT_ENGINE_OPTIONS } from '../../src/engine/index.ts';
import { createLatencyBook } from '../../src/engine/latency/latencyBook.ts';
import type { LatencyBook } from '../../src/engine/latency/latencyBook.ts';
import type { LatencyKind, Measure } from '../../src/engine/latency/priors.ts';
import { silenceLimits } from '../../src/engine/silenceLimits.ts';
import { createTokenEstimator } from '../../src/engine/tokenEstimator.ts';
import { createScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import { A, ports, targetCall } from './byHand.ts';

type Given = {
  readonly isLocal?: boolean;
  readonly isLoaded?: boolean;
  readonly kind?: LatencyKind;
  readonly entry?: Partial<ChainEntry>;
  readonly patienceMs?: number;
  readonly timeouts?: Partial<typeof DEFAULT_ENGINE_OPTIONS.timeouts>;
  /** What was given up, by our own limits. */
  readonly givenUp?: readonly { readonly [M in Measure]?: number }[];
  /** How often which figure was seen. */
  readonly seen?: { readonly [M in Measure]?: number };
  readonly times?: number;
};

const bookOf = ({ kind, isLocal, seen = {}, times = 0, givenUp = [] }: Given): LatencyBook => {
  const kindOf = () => kind ?? (isLocal === true ? 'local' : 'remote');
  const book = createLatencyBook({ wallMs: () => 1, kindOf });
  for (let i = 0; i < times; i += 1) book.learn(A, 10, { seen, censored: {}, isTimeout: false });
  for (const censored of givenUp) book.learn(A, 10, { seen: {}, censored, isTimeout: true });
  return book;
};

const allLimits = (given: Given = {}) => {
  const { entry, timeouts, patienceMs = 5_000, isLocal, isLoaded } = given;
  const how = {
    ...(isLocal === undefined ? {} : { isLocal }),
    ...(isLoaded === undefined ? {} : { isLoaded }),
  };
  const { clock } = ports();
  const provider: Provider = createScriptedProvider({ clock, id: 'a', script: () => [], ...how });
  const rung: ChainEntry = {
    target: A,
    armed: true,
    enabled: true,
    hasKey: true,
    tier: 'any',
    isLocal: how.isLocal ?? false,
    ...entry,
  };
  const deps = {
    options: () => ({ ...DEFAULT_ENGINE_OPTIONS.timeouts, ...timeouts }),
    chain: () => [{ ...rung, target: { providerId: 'other', modelId: 'm' }, stallMs: 1 }, rung],
    providerOf: () => provider,
    latency: bookOf(given),
    estimator: createTokenEstimator(),
  };
  return silenceLimits(deps, { ...targetCall(), patienceMs });
};

const limitsOf = (given: Given = {}) => {
  const { headers, firstToken, stall } = allLimits(given);
  return [headers.ms, firstToken.ms, stall.ms];
};
const fixed = (given: Given = {}) =>
  limitsOf({ ...given, timeouts: { mode: 'fixed', ...given.timeouts } });
const near = (actual: number, wanted: number): void =>
  assert.ok(Math.abs(actual / wanted - 1) < 0.25, `${actual} is not near ${wanted}`);

describe('fixed silence limits', () => {
  it('are the general ones for a remote target, and know no drip', () => {
    assert.deepEqual(fixed(), [10_000, 60_000, 30_000]);
    const { drip, total, firstToken } = allLimits({ timeouts: { mode: 'fixed' } });
    assert.deepEqual([drip.charsPerMinute, total.ms, firstToken.by], [0, Infinity, 'fixed']);
  });

  it('know no headers limit where nobody else could be asked', () => {
    assert.deepEqual(fixed({ patienceMs: Infinity }), [Infinity, 60_000, 30_000]);
  });

  it('know no headers limit for local targets, and time to load (cline#2941, #6361)', () => {
    assert.deepEqual(fixed({ isLocal: true }), [Infinity, 300_000, 30_000]);
    assert.deepEqual(fixed({ isLocal: true, isLoaded: false }), [Infinity, 300_000, 30_000]);
    assert.deepEqual(fixed({ isLocal: true, isLoaded: true }), [Infinity, 60_000, 30_000]);
  });

  it('are the person’s own for a provider, headers included', () => {
    const entry = { firstTokenMs: 240_000, stallMs: 90_000 };
    assert.deepEqual(fixed({ entry }), [Infinity, 240_000, 90_000]);
    assert.deepEqual(limitsOf({ entry }), [Infinity, 240_000, 90_000]);
    assert.equal(allLimits({ entry }).stall.by, 'person');
  });

  it('are the provider’s for a picked model that is no rung', () => {
    const entry = { target: { providerId: 'a', modelId: 'other' }, stallMs: 90_000 };
    assert.deepEqual(fixed({ entry }), [10_000, 60_000, 90_000]);
  });

  it('are off at 0', () => {
    const timeouts = { headersMs: 0, firstTokenMs: 0, stallMs: 0 };
    assert.deepEqual(fixed({ timeouts }), [Infinity, Infinity, Infinity]);
    const entry = { firstTokenMs: 0, stallMs: 0 };
    assert.deepEqual(fixed({ entry }), [Infinity, Infinity, Infinity]);
  });
});

describe('learned silence limits', () => {
  it('rest on what is believed of such targets until answers were seen', () => {
    const { headers, firstToken, stall, drip } = allLimits();
    assert.deepEqual([headers.by, firstToken.by, stall.by], ['prior', 'prior', 'prior']);
    near(headers.ms, 7_000 * 1.5);
    near(firstToken.ms, 7_000 * 2);
    near(stall.ms, 30_000);
    // A hosted model that gives less than three characters a second hangs.
    assert.ok(drip.charsPerMinute > 60 && drip.charsPerMinute < 360, String(drip.charsPerMinute));
    assert.equal(firstToken.samples, undefined);
  });

  it('are twice the p99 of first tokens, within 8 and 60 seconds', () => {
    near(limitsOf({ seen: { firstToken: 12_000 }, times: 5_000 })[1] ?? 0, 24_000);
    assert.equal(limitsOf({ seen: { firstToken: 40_000 }, times: 5_000 })[1], 60_000);
    assert.equal(limitsOf({ seen: { firstToken: 300 }, times: 5_000 })[1], 8_000);
    const { firstToken } = allLimits({ seen: { firstToken: 12_000 }, times: 200 });
    assert.deepEqual([firstToken.by, firstToken.samples], ['learned', 200]);
    near(firstToken.p99Ms ?? 0, 14_000);
  });

  it('leave reasoning and local models 30 to 300 seconds', () => {
    const quick = { seen: { firstToken: 300 }, times: 5_000 };
    assert.equal(limitsOf({ ...quick, kind: 'reasoning' })[1], 30_000);
    assert.equal(limitsOf({ ...quick, isLocal: true, isLoaded: true })[1], 30_000);
    const slow = { seen: { firstToken: 200_000 }, times: 5_000 };
    assert.equal(limitsOf({ ...slow, kind: 'reasoning' })[1], 300_000);
    assert.equal(limitsOf({ ...quick, isLocal: true })[1], 300_000, 'it may have to be loaded');
  });

  it('wait for headers one and a half p99, 2 seconds at least, never beyond the first token', () => {
    near(limitsOf({ seen: { headers: 4_000 }, times: 5_000 })[0] ?? 0, 6_000);
    assert.equal(limitsOf({ seen: { headers: 100 }, times: 5_000 })[0], 2_000);
    const late = limitsOf({ seen: { headers: 50_000, firstToken: 5_000 }, times: 5_000 });
    assert.equal(late[0], late[1]);
    const alone = { seen: { headers: 100 }, times: 5_000, patienceMs: Infinity };
    assert.equal(limitsOf(alone)[0], Infinity);
    assert.equal(limitsOf({ isLocal: true })[0], Infinity);
  });

  it('let words lie 10 seconds apart at least, or eight times their p99', () => {
    const seen = { gap: 4_000, longestGap: 100 };
    near(limitsOf({ seen, times: 5_000 })[2] ?? 0, 32_000);
    assert.equal(limitsOf({ seen: { gap: 20, longestGap: 100 }, times: 5_000 })[2], 10_000);
    assert.equal(limitsOf({ seen: { gap: 100_000 }, times: 5_000 })[2], 300_000);
  });

  it('leave twice as long to whoever was given up at them, for it may be well and slow', () => {
    const seen = { seen: { headers: 300, firstToken: 600 }, times: 1_000 };
    const after = (...givenUp: NonNullable<Given['givenUp']>) =>
      limitsOf({ timeouts: { mode: 'learned' }, ...seen, givenUp }).slice(0, 2);
    assert.deepEqual(after(), [2_000, 8_000]);
    const silent = (ms: number) => ({ headers: ms, firstToken: ms });
    assert.deepEqual(after(silent(2_000)), [4_000, 8_000], 'a first token was not waited for');
    assert.deepEqual(after(silent(2_000), silent(4_000)), [8_000, 8_000]);
    assert.deepEqual(after(silent(2_000), silent(4_000), silent(8_000)), [16_000, 16_000]);
    assert.deepEqual(after(silent(32_000)), [60_000, 60_000]);
    const [before = 0] = after(silent(1_500));
    assert.ok(before < 2_500, 'what ended before says little');
    assert.deepEqual(after({ firstToken: 8_000 }), [2_000, 16_000]);
  });

  it('do not grow without end at a server that always falls silent', () => {
    const stalls = Array.from({ length: 32 }, () => ({ longestGap: 300_000 }));
    const stallMs = (seen: NonNullable<Given['seen']>, times: number) =>
      limitsOf({ timeouts: { mode: 'learned' }, seen, times, givenUp: stalls })[2] ?? 0;
    const never = limitsOf({ timeouts: { mode: 'learned' } })[2] ?? 0;
    assert.equal(Math.round(stallMs({}, 0) / never), 3);
    assert.equal(stallMs({ longestGap: 100 }, 1_000), 30_000);
  });

  it('allow the one long silence a model has in its answers, twice over', () => {
    const { stall } = allLimits({ seen: { gap: 20, longestGap: 70_000 }, times: 5_000 });
    near(stall.ms, 140_000);
    near(stall.p99Ms ?? 0, 70_000);
  });

  it('call a tenth of the slowest twentieth a drip', () => {
    const { drip } = allLimits({ seen: { rate: 9_000 }, times: 5_000 });
    near(drip.charsPerMinute, 900);
    assert.deepEqual([drip.ms, drip.by], [20_000, 'learned']);
  });

  it('bound a whole answer only where a person says so', () => {
    assert.equal(allLimits().total.ms, Infinity);
    assert.deepEqual(allLimits({ timeouts: { totalMs: 90_000 } }).total, {
      ms: 90_000,
      by: 'person',
    });
  });

  it('learn nothing of speed from a model that must be loaded first', () => {
    assert.equal(allLimits({ isLocal: true, isLoaded: false }).isCold, true);
    assert.equal(allLimits({ isLocal: true, isLoaded: true }).isCold, false);
    assert.equal(allLimits({ isLocal: true }).isCold, false);
    assert.equal(allLimits({ isLoaded: false }).isCold, false);
  });
});
