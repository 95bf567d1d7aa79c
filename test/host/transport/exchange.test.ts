/*
 * Which answers are refused whatever their body says, and how headers are joined.
 */
import assert from 'node:assert/strict';
import { joinHeaders, refusedAnswer } from '../../../src/host/transport/exchange.ts';

const url = new URL('https://a.example/v1/secret-path');
const refused = (status: number, location?: string) => refusedAnswer(url, { status, location });

describe('host/transport/exchange', () => {
  it('refuses redirects, naming the host they point to and no path', () => {
    const message = refused(307, 'https://b.example/secret-path?key=1')?.message;
    assert.equal(
      message,
      'a.example answered with a redirect to b.example, which is not followed.',
    );
    assert.match(refused(302, '/login')?.message ?? '', /to a\.example,/);
    assert.match(refused(301, 'http://[')?.message ?? '', /an unreadable address/);
    assert.match(refused(308)?.message ?? '', /answered with a redirect, which/);
  });

  it('leaves every other status to the adapter', () => {
    for (const status of [200, 204, 300, 304, 400, 401, 429, 500, 529]) {
      assert.equal(refused(status), undefined);
    }
    assert.equal(refused(407)?.kind, 'proxy');
  });

  it('joins repeated headers under one lower-case name', () => {
    const pairs: [string, string][] = [
      ['X-Limit', '1'],
      ['x-limit', '2'],
      ['Other', 'a'],
    ];
    assert.deepEqual(joinHeaders(pairs), { 'x-limit': '1, 2', other: 'a' });
  });
});
