import assert from 'node:assert/strict';
import fc from 'fast-check';
import {
  isLooser,
  outOfBounds,
  stricterBounds,
  type PrivacyBounds,
  type PrivacyTier,
} from '../../src/core/index.ts';

const tier = fc.constantFrom<PrivacyTier>('local', 'trusted', 'any');
const bounds: fc.Arbitrary<PrivacyBounds> = fc.record({ tier, localOnly: fc.boolean() });
const standing = fc.record({ tier, isLocal: fc.boolean() });

describe('privacy', () => {
  it('says why somebody is out of bounds', () => {
    const cloud = { tier: 'any', isLocal: false } as const;
    assert.equal(outOfBounds(cloud, { tier: 'any', localOnly: false }), undefined);
    assert.equal(outOfBounds(cloud, { tier: 'trusted', localOnly: true }), 'tier');
    assert.equal(outOfBounds(cloud, { tier: 'any', localOnly: true }), 'not-local');
  });

  it('where two bounds meet, who is within is within both', () => {
    fc.assert(
      fc.property(bounds, bounds, standing, (a, b, who) => {
        const both = outOfBounds(who, a) === undefined && outOfBounds(who, b) === undefined;
        assert.equal(outOfBounds(who, stricterBounds(a, b)) === undefined, both);
      }),
    );
  });

  it('what is not looser lets nobody in who was out', () => {
    fc.assert(
      fc.property(bounds, bounds, standing, (next, now, who) => {
        if (isLooser(next, now) || outOfBounds(who, now) === undefined) return;
        assert.notEqual(outOfBounds(who, next), undefined);
      }),
    );
    assert.equal(
      isLooser({ tier: 'any', localOnly: true }, { tier: 'local', localOnly: true }),
      true,
    );
  });
});
