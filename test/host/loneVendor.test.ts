import assert from 'node:assert/strict';
import type { ChainEntry } from '../../src/core/index.ts';
import { plainEnglish } from '../../src/host/l10n.ts';
import { createLoneVendor, type LoneVendor } from '../../src/host/loneVendor.ts';
import { names } from './fakes.ts';

const entry = (providerId: string, more: Partial<ChainEntry> = {}): ChainEntry => ({
  ...{ target: { providerId, modelId: 'm' }, armed: true, enabled: true, hasKey: true },
  ...{ tier: 'any', isLocal: false },
  ...more,
});
const kept = new Map<string, unknown>();
const flag = {
  get: (name: string) => kept.get(name),
  update: (name: string, value: unknown) => {
    kept.set(name, value);
    return Promise.resolve();
  },
};
const hint = (chain: readonly ChainEntry[], isTrial = false): LoneVendor =>
  createLoneVendor(flag, {
    ...{ chain: () => chain, names, isTrial: () => isTrial, l10n: plainEnglish },
    familyOf: (id) => (id.startsWith('a') ? 'anthropic' : undefined),
  });

describe('loneVendor', () => {
  beforeEach(() => kept.clear());

  it('is told of one vendor, two entries of it included, once it has answered', () => {
    const one = hint([entry('a1'), entry('a2')]);
    assert.deepEqual(one.notice(false), []);
    const [notice] = one.notice(true);
    assert.equal(notice?.sentence, 'If A1 goes down, so do you.');
    assert.deepEqual(
      notice.buttons.map(({ action }) => action),
      ['add-backup', 'no-backup'],
    );
  });

  it('is not told of two vendors, of none, in the trial, or of stand-ins', () => {
    assert.deepEqual(hint([entry('a1'), entry('b')]).notice(true), []);
    assert.deepEqual(hint([]).notice(true), []);
    assert.deepEqual(hint([entry('a1')], true).notice(true), []);
    assert.deepEqual(hint([entry('sim')]).notice(true), []);
    // Who is asked only when chosen is no backup.
    assert.equal(hint([entry('a1'), entry('b', { armed: false })]).notice(true).length, 1);
  });

  it('is never told again once it was read, in no window', () => {
    const one = hint([entry('a1')]);
    one.done();
    assert.deepEqual(one.notice(true), []);
    assert.deepEqual(hint([entry('a1')]).notice(true), []);
  });
});
