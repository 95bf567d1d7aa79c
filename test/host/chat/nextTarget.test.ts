import assert from 'node:assert/strict';
import type { ChainEntry, Target, TargetStatus } from '../../../src/core/index.ts';
import { nextTarget, type NextDeps } from '../../../src/host/chat/nextTarget.ts';

const target = (id: string): Target => ({ providerId: id, modelId: 'm' });
const entry = (id: string, more: Partial<ChainEntry> = {}): ChainEntry => ({
  ...{ target: target(id), armed: true, enabled: true, hasKey: true, tier: 'any', isLocal: false },
  ...more,
});
const next = (
  chain: readonly ChainEntry[],
  more: Partial<NextDeps> = {},
  wanted: 'any' | 'larger' = 'any',
): string | undefined =>
  nextTarget(
    {
      chain,
      status: (of) => ({ target: of, state: 'working', breaker: 'closed' }),
      factsOf: () => ({ contextTokensMax: 'unknown' }),
      limits: { tier: 'any', localOnly: false },
      ...more,
    },
    [target('tried')],
    wanted,
  )?.providerId;

describe('nextTarget', () => {
  it('is a backup that is well, else one the person uses only when they choose it', () => {
    const spare = entry('spare', { armed: false });
    assert.equal(next([entry('tried'), spare, entry('backup')]), 'backup');
    assert.equal(next([entry('tried'), spare]), 'spare');
    assert.equal(next([entry('tried')]), undefined);
  });

  it('is nobody who is off, has no key, is paused, needs help, or may not be reached', () => {
    const chain = [entry('one', { enabled: false }), entry('two', { hasKey: false })];
    assert.equal(next(chain), undefined);
    for (const state of ['paused', 'locked', 'checking'] as const) {
      const status = (of: Target): TargetStatus => ({ target: of, state, breaker: 'open' });
      assert.equal(next([entry('one')], { status }), undefined, state);
    }
    assert.equal(
      next([entry('far')], { limits: { tier: 'trusted', localOnly: false } }),
      undefined,
    );
    const localOnly = { tier: 'any', localOnly: true } as const;
    const here = entry('here', { isLocal: true });
    assert.equal(next([entry('far'), here], { limits: localOnly }), 'here');
  });

  it('has a larger window where the question was too long, by what is known', () => {
    const windows: Record<string, number> = { tried: 8_000, same: 8_000, large: 128_000 };
    const factsOf = ({ providerId }: Target) => ({
      contextTokensMax: windows[providerId] ?? ('unknown' as const),
    });
    const chain = [entry('same'), entry('nobody-knows'), entry('large', { armed: false })];
    assert.equal(next(chain, { factsOf }, 'larger'), 'large');
    assert.equal(next(chain.slice(0, 2), { factsOf }, 'larger'), undefined);
  });
});
