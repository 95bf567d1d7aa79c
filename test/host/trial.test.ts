import assert from 'node:assert/strict';
import { createTrial, type Flag } from '../../src/host/trial.ts';

const flag = (): Flag => {
  const kept = new Map<string, unknown>();
  return {
    get: (name) => kept.get(name),
    update: (name, value) => Promise.resolve(void kept.set(name, value)),
  };
};

describe('trial', () => {
  it('is remembered over a reload, and its end too', () => {
    const kept = flag();
    createTrial(kept, false).start();
    assert.equal(createTrial(kept, false).isOn(), true);
    createTrial(kept, true).end();
    assert.equal(createTrial(kept, true).isOn(), false);
  });

  it('is on from the start only where that was asked for', () => {
    assert.equal(createTrial(flag(), false).isOn(), false);
    assert.equal(createTrial(flag(), true).isOn(), true);
  });
});
