// Which silence is too long for whom: remote, local, loaded or not, and the person's own limits.

import assert from 'node:assert/strict';
import type { ChainEntry, Provider } from '../../src/core/index.ts';
import { DEFAULT_ENGINE_OPTIONS } from '../../src/engine/index.ts';
import { silenceLimits } from '../../src/engine/silenceLimits.ts';
import { createScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import { A, ports, targetCall } from './byHand.ts';

type Given = {
  readonly isLocal?: boolean;
  readonly isLoaded?: boolean;
  readonly entry?: Partial<ChainEntry>;
  readonly patienceMs?: number;
  readonly timeouts?: Partial<typeof DEFAULT_ENGINE_OPTIONS.timeouts>;
};

const limitsOf = ({ entry, timeouts, patienceMs = 5_000, ...how }: Given = {}) => {
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
    chain: () => [rung],
    providerOf: () => provider,
  };
  return Object.values(silenceLimits(deps, { ...targetCall(), patienceMs }));
};

describe('silence limits', () => {
  it('are the general ones for a remote target', () => {
    assert.deepEqual(limitsOf(), [10_000, 60_000, 30_000]);
  });

  it('know no headers limit where nobody else could be asked', () => {
    assert.deepEqual(limitsOf({ patienceMs: Infinity }), [Infinity, 60_000, 30_000]);
  });

  it('know no headers limit for local targets, and time to load (cline#2941, #6361)', () => {
    assert.deepEqual(limitsOf({ isLocal: true }), [Infinity, 300_000, 30_000]);
    assert.deepEqual(limitsOf({ isLocal: true, isLoaded: false }), [Infinity, 300_000, 30_000]);
    assert.deepEqual(limitsOf({ isLocal: true, isLoaded: true }), [Infinity, 60_000, 30_000]);
  });

  it('are the person’s own for a provider, headers included', () => {
    const entry = { firstTokenMs: 240_000, stallMs: 90_000 };
    assert.deepEqual(limitsOf({ entry }), [Infinity, 240_000, 90_000]);
  });

  it('are the provider’s for a picked model that is no rung', () => {
    const entry = { target: { providerId: 'a', modelId: 'other' }, stallMs: 90_000 };
    assert.deepEqual(limitsOf({ entry }), [10_000, 60_000, 90_000]);
  });

  it('are off at 0', () => {
    const timeouts = { headersMs: 0, firstTokenMs: 0, stallMs: 0 };
    assert.deepEqual(limitsOf({ timeouts }), [Infinity, Infinity, Infinity]);
  });
});
