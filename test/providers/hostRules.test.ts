/*
 * Kinds of hosts, in the form that `URL` makes of them.
 */
import assert from 'node:assert/strict';
import {
  isIpv4,
  isLoopbackHost,
  isMetadataHost,
  isNobodysAddress,
  isWrappedIpv4,
} from '../../src/providers/hostRules.ts';

const check = (
  rule: (host: string) => boolean,
  yes: readonly string[],
  no: readonly string[],
): void => {
  for (const host of yes) assert(rule(host), host);
  for (const host of no) assert(!rule(host), host);
};

describe('hosts', () => {
  it('of this computer', () => {
    check(
      isLoopbackHost,
      ['localhost', 'LOCALHOST', 'localhost.', 'a.localhost', '127.0.0.1', '127.9.9.9', '[::1]'],
      ['localhost.example', '128.0.0.1', '10.0.0.1', '[::2]', '127.0.0.1.nip.io'],
    );
  });
  it('of metadata services', () => {
    check(
      isMetadataHost,
      [
        '169.254.169.254',
        '169.254.0.1',
        'metadata.google.internal',
        'metadata.google.internal.',
        'a.metadata.google.internal',
        '100.100.100.200',
        '[fe80::1]',
        '[fd00:ec2::254]',
      ],
      ['169.253.0.1', 'metadata.example', '[fd00::1]'],
    );
  });
  it('of nobody', () => {
    check(
      isNobodysAddress,
      ['0.0.0.0', '0.1.2.3', '224.0.0.1', '255.255.255.255', '[::]', '[ff02::1]'],
      ['1.1.1.1', '[::1]', 'zero.example'],
    );
  });
  it('in two spellings', () => {
    check(
      isWrappedIpv4,
      ['[::ffff:7f00:1]', '[64:ff9b::a9fe:a9fe]', '[::7f00:1]'],
      ['[::1]', '[2001:db8::1]', '127.0.0.1'],
    );
    check(isIpv4, ['1.2.3.4'], ['1.2.3', 'a.b.c.d', '[::1]']);
  });
});
