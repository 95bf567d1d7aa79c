// Who a conversation begins with: the better of two by chance, and the same one from then on.

import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type ModelFacts, type Target } from '../../src/core/index.ts';
import { createBalance } from '../../src/engine/balance.ts';
import { createTokenEstimator } from '../../src/engine/index.ts';
import { createSeededRandom } from '../../src/sim/seededRandom.ts';
import { on } from './rig.ts';

const ALL = ['a', 'b', 'c'].map(on);
const priced = (usd: number): Partial<ModelFacts> => ({
  price: { inputUsdMicrosPerMillion: usd * 1e6, outputUsdMicrosPerMillion: usd * 1e6 },
});
const setUp = (
  facts: Record<string, Partial<ModelFacts>> = {},
  waits: Record<string, number> = {},
) => {
  const get = ({ providerId }: Target) => ({ ...UNKNOWN_FACTS, ...facts[providerId] });
  const balance = createBalance({
    random: createSeededRandom(7),
    models: { catalog: { get }, estimator: createTokenEstimator() },
    usualMs: ({ providerId }) => waits[providerId],
  });
  let asked = 0;
  /** How often each begins a conversation, of 300. */
  const shares = (): Record<string, number> => {
    const counts: Record<string, number> = { a: 0, b: 0, c: 0 };
    for (let n = 0; n < 300; n += 1) {
      const id = balance.firstFor(`c${(asked += 1)}`, ALL)?.target.providerId ?? '';
      counts[id] = (counts[id] ?? 0) + 1;
    }
    return counts;
  };
  return { balance, shares };
};

describe('balance', () => {
  it('spreads conversations over equals', () => {
    for (const count of Object.values(setUp().shares())) assert.ok(count > 60, `${count}`);
  });

  it('prefers who is quick, cheap or sound, and never asks the worst of two', () => {
    assert.equal(setUp({}, { c: 9_000 }).shares()['c'], 0);
    assert.equal(setUp({ c: priced(50) }).shares()['c'], 0);
    const { balance, shares } = setUp();
    for (let n = 0; n < 20; n += 1) balance.told(on('c'), false);
    assert.equal(shares()['c'], 0);
    for (let n = 0; n < 60; n += 1) balance.told(on('c'), true);
    assert.ok((shares()['c'] ?? 0) > 0, 'and forgets');
  });

  it('ranks by the time to the first token as it is (litellm#40202)', () => {
    // A long answer makes nobody quick: nothing but the first token is looked at.
    const { a = 0, b = 0 } = setUp({}, { a: 1_000, b: 3_000, c: 3_000 }).shares();
    assert.ok(a > b);
  });

  it('stays, until who it stays with is not well', () => {
    const { balance } = setUp();
    const first = balance.firstFor('x', ALL)?.target ?? on('?');
    assert.deepEqual(balance.firstFor('x', ALL), { target: first, rule: 'sticky' });
    const others = ALL.filter(({ providerId }) => providerId !== first.providerId);
    assert.equal(balance.firstFor('x', others)?.rule, 'balanced');
    assert.equal(balance.firstFor('x', []), undefined);
  });
});
