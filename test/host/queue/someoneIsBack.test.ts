import assert from 'node:assert/strict';
import type {
  ChainEntry,
  RequestLimits,
  SkipReason,
  TargetStatus,
} from '../../../src/core/index.ts';
import { canAnswer } from '../../../src/host/queue/someoneIsBack.ts';
import { a, b } from '../fakes.ts';

const entry = (more: Partial<ChainEntry> = {}): ChainEntry => ({
  ...{ target: a, armed: true, enabled: true, hasKey: true, tier: 'any', isLocal: false },
  ...more,
});
const limits = { tier: 'any', localOnly: false } as const;

function asked(
  status: Partial<TargetStatus>,
  {
    isOffline = false,
    local = false,
    refused,
  }: { isOffline?: boolean; local?: boolean; refused?: SkipReason } = {},
): boolean {
  const engine = {
    candidates: (within: RequestLimits) => {
      assert.equal(within.tier, 'any');
      const rung = { entry: entry({ isLocal: local, target: local ? b : a }) };
      return [refused === undefined ? rung : { ...rung, refused }];
    },
    status: (target: TargetStatus['target']): TargetStatus => ({
      ...{ target, state: 'working', breaker: 'closed' },
      ...status,
    }),
  };
  return canAnswer(engine, limits, isOffline);
}

describe('host/queue/someoneIsBack', () => {
  it('is true where somebody is well, or would be tried with the next question', () => {
    assert.equal(asked({ state: 'working' }), true);
    assert.equal(asked({ state: 'paused' }), true);
    assert.equal(asked({ state: 'paused', untilMs: 5 }), false);
    assert.equal(asked({ state: 'checking' }), false);
    assert.equal(asked({ state: 'locked' }), false);
  });

  it('counts nobody who may not be asked for this conversation', () => {
    assert.equal(asked({}, { refused: 'tier' }), false);
    assert.equal(asked({}, { refused: 'needs-key' }), false);
  });

  it('without a network counts only who runs on this computer', () => {
    assert.equal(asked({}, { isOffline: true }), false);
    assert.equal(asked({}, { isOffline: true, local: true }), true);
  });
});
