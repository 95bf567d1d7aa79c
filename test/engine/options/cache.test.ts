// The option of stored answers: its default, and what is refused by name.

import assert from 'node:assert/strict';
import { validateCacheOptions, type CacheOptions } from '../../../src/engine/options/cache.ts';

describe('options of the cache', () => {
  it('is read in an outage by default, or off', () => {
    assert.deepEqual(validateCacheOptions(), { mode: 'outage' });
    assert.deepEqual(validateCacheOptions({ mode: 'off' }), { mode: 'off' });
  });

  it('refuses what it does not know', () => {
    const mode = 'always' as CacheOptions['mode'];
    assert.throws(() => validateCacheOptions({ mode }), /cache.mode is always.*outage, off/);
  });
});
