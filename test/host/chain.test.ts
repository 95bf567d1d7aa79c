import assert from 'node:assert/strict';
import { chainOf, namesOf, needsKey, rungOf } from '../../src/host/chain.ts';
import { ProviderSetting } from '../../src/host/settings/schema.ts';

const entry = (fields: Record<string, unknown>): ProviderSetting =>
  ProviderSetting.parse({ kind: 'compatible', baseUrl: 'https://x/v1', models: ['m'], ...fields });
const keys = (entries: readonly ProviderSetting[], order: readonly string[] = []): string[] =>
  chainOf({ entries, order, hasKey: () => true, isLocal: () => false, isHere: () => false }).map(
    ({ target }) => `${target.providerId}/${target.modelId}`,
  );

const a = entry({ id: 'a', models: ['m1', 'm2'] });
const b = entry({ id: 'b' });
const sim = entry({ id: 'sim', kind: 'simulated' });

describe('chain', () => {
  it('follows the order that was set, then the order of the list', () => {
    assert.deepEqual(keys([a, b]), ['a/m1', 'b/m']);
    assert.deepEqual(keys([a, b], ['b']), ['b/m', 'a/m1']);
    assert.deepEqual(keys([a, b], ['a/m2', 'b', 'a']), ['a/m2', 'b/m', 'a/m1']);
  });

  it('leaves out what is named twice or not there', () => {
    assert.deepEqual(keys([a], ['a', 'a/m1', 'gone', 'gone/m']), ['a/m1']);
  });

  it('never lets a simulated provider join a real one', () => {
    assert.deepEqual(keys([sim, a]), ['a/m1']);
    assert.deepEqual(keys([sim]), ['sim/m']);
    assert.deepEqual(keys([sim, { ...a, enabled: false }]), ['sim/m', 'a/m1']);
  });

  it('asks for a key only where one is needed', () => {
    const openai = entry({ id: 'o', kind: 'openai', baseUrl: undefined });
    const lm = entry({ id: 'l', kind: 'vscode.lm', baseUrl: undefined });
    assert.deepEqual([openai, a, sim, lm].map(needsKey), [true, false, false, false]);
    const chain = chainOf({
      entries: [openai, a],
      order: [],
      hasKey: () => false,
      isLocal: () => false,
      isHere: () => false,
    });
    assert.deepEqual(
      chain.map(({ hasKey }) => hasKey),
      [false, true],
    );
  });

  it('carries the limits of a provider in milliseconds', () => {
    const own = entry({
      id: 'slow',
      limits: {
        firstToken: 90,
        stall: 5,
        concurrency: 2,
        requestsPerMinute: 3,
        tokensPerMinute: 4,
      },
    });
    const [member] = chainOf({
      entries: [own],
      order: [],
      hasKey: () => true,
      isLocal: () => true,
      isHere: () => true,
    });
    assert.deepEqual([member?.firstTokenMs, member?.stallMs], [90_000, 5_000]);
    const { concurrency, requestsPerMinute, tokensPerMinute } = member ?? assert.fail();
    assert.deepEqual([concurrency, requestsPerMinute, tokensPerMinute], [2, 3, 4]);
  });

  it('names a provider, and its model only where there are several', () => {
    const list = [{ ...a, name: 'Anton' }, b, entry({ id: 'o', kind: 'openai' })];
    const order = ['a/m1', 'a/m2'];
    const chain = chainOf({
      entries: list,
      order,
      hasKey: () => true,
      isLocal: () => false,
      isHere: () => false,
    });
    const names = namesOf(
      () => list,
      () => chain,
    );
    assert.equal(names.target({ providerId: 'a', modelId: 'm2' }), 'Anton m2');
    assert.equal(names.target({ providerId: 'b', modelId: 'm' }), 'b');
    assert.equal(names.provider('o'), 'OpenAI');
    assert.equal(names.provider('gone'), 'gone');
  });

  it('judges any model by itself: one that a server here passes on is not here', () => {
    const near = entry({ id: 'near', kind: 'ollama', baseUrl: undefined, privacyTier: 'local' });
    const input = {
      entries: [near, sim],
      order: [],
      hasKey: () => true,
      isHere: () => true,
      isLocal: (_entry: ProviderSetting, modelId: string) => modelId !== 'big-cloud',
    };
    const standing = (modelId: string) => {
      const rung = rungOf(input, { providerId: 'near', modelId });
      return [rung?.isLocal, rung?.tier];
    };
    assert.deepEqual(standing('m'), [true, 'local']);
    assert.deepEqual(standing('big-cloud'), [false, 'any']);
    const trusted = { ...input, entries: [{ ...near, privacyTier: 'trusted' as const }] };
    assert.equal(rungOf(trusted, { providerId: 'near', modelId: 'big-cloud' })?.tier, 'trusted');
    // No stand-in beside a real one, and nobody that is not there.
    assert.equal(rungOf(input, { providerId: 'sim', modelId: 'm' }), undefined);
    assert.equal(rungOf(input, { providerId: 'gone', modelId: 'm' }), undefined);
  });
});
