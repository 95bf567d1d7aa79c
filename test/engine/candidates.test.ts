// Who may be asked: consent, switches, keys and privacy, and what a pick changes of them.

import assert from 'node:assert/strict';
import fc from 'fast-check';
import { sameTarget } from '../../src/core/index.ts';
import type { ChainEntry, PrivacyTier, RequestLimits } from '../../src/core/index.ts';
import { candidatesOf, isEligible } from '../../src/engine/candidates.ts';
import { createScriptedProvider } from '../../src/sim/scriptedProvider.ts';
import { A, B, ports } from './byHand.ts';

const rung = (id: string, fields: Partial<ChainEntry> = {}): ChainEntry => ({
  target: { providerId: id, modelId: 'm' },
  armed: true,
  enabled: true,
  hasKey: true,
  tier: 'any',
  isLocal: false,
  ...fields,
});
const ANYWHERE: RequestLimits = { tier: 'any', localOnly: false, canFold: true };
const { clock } = ports();
const provider = createScriptedProvider({ clock, id: 'x', script: () => [] });

const told = (chain: readonly ChainEntry[], limits: Partial<RequestLimits> = {}): string[] => {
  const deps = {
    chain: () => chain,
    providerOf: (id: string) => (id === 'gone' ? undefined : provider),
    rungOf: () => undefined,
  };
  const { eligible, refused } = candidatesOf(deps, { limits: { ...ANYWHERE, ...limits } });
  return [
    ...eligible.map(({ target, isPicked }) => `${target.providerId}${isPicked ? '*' : ''}`),
    ...refused.map(({ target, reason }) => `${target.providerId}: ${reason}`),
  ];
};

describe('candidates', () => {
  it('are the armed rungs in chain order', () => {
    assert.deepEqual(told([rung('b'), rung('a')]), ['b', 'a']);
  });

  it('are refused with their reason', () => {
    assert.deepEqual(
      told([
        rung('a', { armed: false }),
        rung('b', { enabled: false }),
        rung('c', { hasKey: false }),
        rung('gone'),
      ]),
      ['a: not-armed', 'b: off', 'c: needs-key', 'gone: off'],
    );
  });

  it('stay within the tier of the conversation', () => {
    const chain = [rung('a'), rung('b', { tier: 'trusted' }), rung('c', { tier: 'local' })];
    const at = (tier: PrivacyTier): string[] => told(chain, { tier });
    assert.deepEqual(at('any'), ['a', 'b', 'c']);
    assert.deepEqual(at('trusted'), ['b', 'c', 'a: tier']);
    assert.deepEqual(at('local'), ['c', 'a: tier', 'b: tier']);
  });

  it('stay on this computer where only local ones may be asked', () => {
    const chain = [rung('a'), rung('b', { isLocal: true })];
    assert.deepEqual(told(chain, { localOnly: true }), ['b', 'a: not-local']);
  });

  it('begin with a picked one, which counts as armed', () => {
    const chain = [rung('a'), rung('b', { armed: false })];
    assert.deepEqual(told(chain, { first: B }), ['b*', 'a']);
  });

  it('are a lone picked one and nobody else', () => {
    assert.deepEqual(told([rung('a'), rung('b')], { only: B }), ['b*', 'a: not-picked']);
  });

  it('include a picked model that is no rung, judged by itself', () => {
    const first = { providerId: 'a', modelId: 'big' };
    // The provider's first model runs on this computer; the picked one is passed on elsewhere.
    const sister = rung('a', { tier: 'local', isLocal: true });
    const own = rung('a', { target: first, tier: 'trusted', armed: false });
    const deps = { chain: () => [sister], providerOf: () => provider, rungOf: () => own };
    const at = (limits: Partial<RequestLimits>) =>
      candidatesOf(deps, { limits: { ...ANYWHERE, first, ...limits } });
    assert.deepEqual(
      at({}).eligible.map(({ target }) => target),
      [first, A],
    );
    assert.deepEqual(at({ tier: 'local' }).refused, [{ target: first, reason: 'tier' }]);
    assert.deepEqual(at({ localOnly: true }).refused, [{ target: first, reason: 'not-local' }]);
    assert.deepEqual(
      at({ localOnly: true }).all.map(({ entry, refused }) => [entry.target.modelId, refused]),
      [
        ['big', 'not-local'],
        ['m', undefined],
      ],
    );
  });

  it('refuse a picked one that nobody knows by name', () => {
    assert.deepEqual(told([rung('a')], { only: B }), ['b: off', 'a: not-picked']);
    assert.deepEqual(told([rung('a')], { first: B }), ['a', 'b: off']);
  });

  it('never include one that is not armed, nor above the tier, whatever is picked (law 9)', () => {
    const tier = fc.constantFrom<PrivacyTier>('local', 'trusted', 'any');
    const entry = fc.record({
      target: fc.constantFrom(A, B, { providerId: 'c', modelId: 'm' }),
      armed: fc.boolean(),
      enabled: fc.boolean(),
      hasKey: fc.boolean(),
      tier,
      isLocal: fc.boolean(),
    });
    const pick = fc.option(fc.constantFrom(A, B), { nil: undefined });
    const chains = fc.uniqueArray(entry, { selector: ({ target }) => target.providerId });
    fc.assert(
      fc.property(chains, tier, fc.boolean(), pick, (chain, tierMax, localOnly, first) => {
        const limits = {
          ...ANYWHERE,
          tier: tierMax,
          localOnly,
          ...(first === undefined ? {} : { first }),
        };
        const rungOf = () => undefined;
        const deps = { chain: () => chain, providerOf: () => provider, rungOf };
        for (const { target } of candidatesOf(deps, { limits }).eligible) {
          const of = chain.find((other) => sameTarget(other.target, target));
          assert.ok(of?.armed === true || (first !== undefined && sameTarget(first, target)));
          assert.ok(of?.enabled === true && of.hasKey && (of.isLocal || !localOnly));
          assert.ok(isEligible(deps, limits, target));
          const order = ['local', 'trusted', 'any'];
          assert.ok(order.indexOf(of.tier) <= order.indexOf(tierMax));
        }
      }),
    );
  });
});
