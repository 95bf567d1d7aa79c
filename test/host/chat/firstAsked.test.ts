import assert from 'node:assert/strict';
import type { ChainEntry } from '../../../src/core/index.ts';
import { firstAsked } from '../../../src/host/chat/firstAsked.ts';
import { a, b } from '../fakes.ts';

const entry = (target: typeof a, more: Partial<ChainEntry> = {}): ChainEntry => ({
  target,
  armed: true,
  enabled: true,
  hasKey: true,
  tier: 'any',
  isLocal: false,
  ...more,
});
const any = { tier: 'any', localOnly: false } as const;

describe('first asked', () => {
  it('is the first that may be asked', () => {
    assert.equal(firstAsked([entry(a), entry(b)], any), a);
    for (const off of [{ armed: false }, { enabled: false }, { hasKey: false }]) {
      assert.equal(firstAsked([entry(a, off), entry(b)], any), b);
    }
    assert.equal(firstAsked([], any), undefined);
  });

  it('keeps to the privacy of the moment', () => {
    const chain = [entry(a), entry(b, { tier: 'trusted' })];
    assert.equal(firstAsked(chain, { tier: 'trusted', localOnly: false }), b);
    assert.equal(firstAsked(chain, { tier: 'local', localOnly: false }), undefined);
    const here = [entry(a), entry(b, { isLocal: true })];
    assert.equal(firstAsked(here, { tier: 'any', localOnly: true }), b);
  });
});
