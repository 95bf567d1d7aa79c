import assert from 'node:assert/strict';
import type { ChainEntry, SkipReason } from '../../../src/core/index.ts';
import { askedRungs, firstAsked } from '../../../src/host/chat/asked.ts';
import { a } from '../fakes.ts';

const rung = (providerId: string): ChainEntry => ({
  target: { ...a, providerId },
  armed: true,
  enabled: true,
  hasKey: true,
  tier: 'any',
  isLocal: false,
});

describe('askedRungs', () => {
  it('are those who may be asked, and those whom only a key would help, in order', () => {
    const reasons: readonly (SkipReason | undefined)[] = [
      'needs-key',
      undefined,
      'not-armed',
      'off',
      'tier',
      'not-local',
      'not-picked',
    ];
    const engine = {
      candidates: () =>
        reasons.map((refused, at) => {
          const entry = rung(`${at}`);
          return refused === undefined ? { entry } : { entry, refused };
        }),
    };
    const asked = askedRungs(engine, { tier: 'any', localOnly: false });
    assert.deepEqual(
      asked.map(({ target }) => target.providerId),
      ['0', '1'],
    );
  });

  it('the first is one that could answer: a key is there', () => {
    const without = { entry: { ...rung('a'), hasKey: false }, refused: 'needs-key' } as const;
    const engine = { candidates: () => [without, { entry: rung('b') }] };
    const limits = { tier: 'any', localOnly: false } as const;
    assert.equal(firstAsked(engine, limits)?.providerId, 'b');
    assert.equal(firstAsked({ candidates: () => [without] }, limits), undefined);
  });
});
