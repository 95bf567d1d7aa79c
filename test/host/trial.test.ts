import assert from 'node:assert/strict';
import { createTrial } from '../../src/host/trial.ts';

const flag = (): {
  get<T>(name: string): T | undefined;
  update(n: string, v: unknown): Promise<void>;
} => {
  const kept = new Map<string, unknown>();
  return {
    get: <T>(name: string) => kept.get(name) as T | undefined,
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
