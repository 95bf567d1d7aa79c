import assert from 'node:assert/strict';
import { createRedactor } from '../../src/host/log.ts';

describe('log', () => {
  it('takes out every known key, wherever it stands', () => {
    const redact = createRedactor(() => ['hunter22']);
    assert.equal(redact('a hunter22 and "hunter22"'), 'a [key] and "[key]"');
  });

  it('takes out what has the shape of a key', () => {
    const redact = createRedactor(() => []);
    for (const secret of [
      'sk-abcdefghijklmnop1234',
      'AIzaSyA1234567890abcdefgh',
      'gsk_abcdefghijklmnop1234',
      'Authorization: Bearer abcdefghijklmnop.1234',
    ]) {
      assert.doesNotMatch(redact(`x ${secret} y`), /abcdefgh/, secret);
    }
    assert.equal(redact('3 attempts, 503, stop'), '3 attempts, 503, stop');
  });
});
