import assert from 'node:assert/strict';
import { DashboardHostMessage, DashboardMessage } from '../../src/protocol/dashboard.ts';

describe('dashboard messages', () => {
  it('takes the four that a page sends, and no other', () => {
    const act = { type: 'act', what: 'test', providerId: 'a', targetKey: 'a/m' };
    for (const message of [
      { type: 'ready' },
      { type: 'add-provider' },
      { type: 'log', message: 'x' },
      act,
    ]) {
      assert.ok(DashboardMessage.safeParse(message).success);
    }
    for (const message of [
      { type: 'run' },
      { ...act, what: 'removeKey' },
      { ...act, providerId: 'x'.repeat(513) },
      { type: 'log', message: 'x'.repeat(5_000) },
    ]) {
      assert.ok(!DashboardMessage.safeParse(message).success);
    }
  });

  it('refuses what is no dashboard', () => {
    const message = { type: 'dashboard', view: { cards: 3 } };
    assert.ok(!DashboardHostMessage.safeParse(message).success);
  });
});
