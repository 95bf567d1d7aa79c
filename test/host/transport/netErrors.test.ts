/*
 * The three dialects in which platforms report failures, code by code, and errors inside errors.
 */
import assert from 'node:assert/strict';
import { keyScrub } from '../../../src/host/transport/keyScrub.ts';
import { netError } from '../../../src/host/transport/netErrors.ts';

const url = new URL('https://api.vendor.example:8443/v1/chat?x=1');
const scrub = keyScrub('sk-secret');
const before = (thrown: unknown) => netError(thrown, { url, moment: 'before', scrub });
const after = (thrown: unknown) => netError(thrown, { url, moment: 'after', scrub });
const coded = (code: string, cause?: unknown) => Object.assign(new Error('x', { cause }), { code });
const undici = (cause: unknown) => new TypeError('fetch failed', { cause });

/** code → kind, or kind/net */
const TABLE: Record<string, string> = {
  ECONNREFUSED: 'connect/refused',
  ECONNRESET: 'connect/reset',
  EPIPE: 'connect/reset',
  UND_ERR_SOCKET: 'connect/reset',
  ENOTFOUND: 'connect/dns',
  EAI_AGAIN: 'connect/dns',
  EHOSTUNREACH: 'connect/unreachable',
  ENETUNREACH: 'connect/unreachable',
  ETIMEDOUT: 'connect/connect-timeout',
  UND_ERR_CONNECT_TIMEOUT: 'connect/connect-timeout',
  CERT_HAS_EXPIRED: 'tls',
  DEPTH_ZERO_SELF_SIGNED_CERT: 'tls',
  SELF_SIGNED_CERT_IN_CHAIN: 'tls',
  UNABLE_TO_VERIFY_LEAF_SIGNATURE: 'tls',
  ERR_TLS_CERT_ALTNAME_INVALID: 'tls',
  EPROTO: 'tls',
  UND_ERR_HEADERS_TIMEOUT: 'silent',
  UND_ERR_HEADERS_OVERFLOW: 'protocol',
  HPE_HEADER_OVERFLOW: 'protocol',
  HPE_INVALID_CONSTANT: 'protocol',
  SOMETHING_NEW: 'connect',
};

const CHROMIUM: Record<string, string> = {
  ERR_CONNECTION_REFUSED: 'connect/refused',
  ERR_CONNECTION_RESET: 'connect/reset',
  ERR_CONNECTION_CLOSED: 'connect/reset',
  ERR_EMPTY_RESPONSE: 'connect/reset',
  ERR_NETWORK_CHANGED: 'connect/reset',
  ERR_NAME_NOT_RESOLVED: 'connect/dns',
  ERR_INTERNET_DISCONNECTED: 'connect/unreachable',
  ERR_ADDRESS_UNREACHABLE: 'connect/unreachable',
  ERR_CONNECTION_TIMED_OUT: 'connect/connect-timeout',
  ERR_TIMED_OUT: 'connect/connect-timeout',
  ERR_CERT_AUTHORITY_INVALID: 'tls',
  ERR_SSL_PROTOCOL_ERROR: 'tls',
  ERR_PROXY_CONNECTION_FAILED: 'proxy',
  ERR_PROXY_CERTIFICATE_INVALID: 'proxy',
  ERR_TUNNEL_CONNECTION_FAILED: 'proxy',
  ERR_UNSAFE_REDIRECT: 'protocol',
  ERR_TOO_MANY_REDIRECTS: 'protocol',
  ERR_RESPONSE_HEADERS_TOO_BIG: 'protocol',
  ERR_INVALID_HTTP_RESPONSE: 'protocol',
};

const row = (error: { kind: string; net: string | undefined }) =>
  error.net === undefined ? error.kind : `${error.kind}/${error.net}`;

describe('host/transport/netErrors', () => {
  for (const [code, expected] of Object.entries(TABLE)) {
    it(`${code}: ${expected}`, () => {
      assert.equal(row(before(coded(code))), expected);
      assert.equal(row(before(undici(coded(code)))), expected);
    });
  }

  for (const [code, expected] of Object.entries(CHROMIUM)) {
    it(`net::${code}: ${expected}`, () => {
      assert.equal(row(before(new TypeError(`Failed: net::${code}`))), expected);
      assert.equal(row(before(undici(new Error(`net::${code}`)))), expected);
    });
  }

  it('looks into the attempts of happy eyeballs', () => {
    const both = new AggregateError([coded('ENETUNREACH'), coded('ECONNREFUSED')], '');
    assert.equal(row(before(undici(both))), 'connect/unreachable');
    const coarse = Object.assign(new AggregateError([coded('ECONNREFUSED')], ''), { code: 'E?' });
    assert.equal(row(before(undici(coarse))), 'connect/refused');
  });

  it('knows a parser error that has no code', () => {
    const words = 'Response does not match the HTTP/1.1 protocol (Expected HTTP/)';
    assert.equal(before(undici(new Error(words))).kind, 'protocol');
  });

  it('knows redirects and refusing proxies by their words', () => {
    assert.equal(before(undici(new Error('unexpected redirect'))).kind, 'protocol');
    const tunnel = undici(new Error('Proxy response (407) !== 200 when HTTP Tunneling'));
    assert.equal(before(tunnel).kind, 'proxy');
    assert.equal(before(tunnel).status, 407);
    const broken = undici(new Error('Proxy response (502) !== 200 when HTTP Tunneling'));
    assert.deepEqual([before(broken).kind, before(broken).status], ['proxy', undefined]);
  });

  it('tells a proxy that is not there from a provider that is not', () => {
    const refused = (port: number) => Object.assign(coded('ECONNREFUSED'), { port });
    assert.equal(row(before(undici(refused(8443)))), 'connect/refused');
    assert.equal(row(before(undici(refused(3128)))), 'proxy/refused');
    const unknown = (hostname: string) => Object.assign(coded('ENOTFOUND'), { hostname });
    assert.equal(row(before(undici(unknown('api.vendor.example')))), 'connect/dns');
    assert.equal(row(before(undici(unknown('proxy.example')))), 'proxy/dns');
    assert.match(before(unknown('proxy.example')).message, /^The proxy on the way to api\.vendor/);
  });

  it('in the body everything is a cut, the net cause kept', () => {
    assert.equal(row(after(undici(coded('UND_ERR_SOCKET')))), 'cut/reset');
    assert.equal(row(after(coded('CERT_HAS_EXPIRED'))), 'cut');
    assert.equal(row(after(new Error('terminated'))), 'cut');
    assert.match(after(coded('Z_DATA_ERROR')).message, /broke while the answer arrived, Z_DATA/);
  });

  it('survives what is no error and what refers to itself', () => {
    assert.equal(before('just a string').kind, 'connect');
    assert.equal(before(undefined).kind, 'connect');
    const loop = new Error('loop');
    loop.cause = loop;
    assert.equal(
      before(loop).message,
      'The connection to api.vendor.example:8443 failed (no code).',
    );
  });

  it('keeps key, path and query out of message and cause', () => {
    const error = before(undici(new Error(`no way to ${url.href} with sk-secret, /v1/chat?x=1`)));
    const printed = `${error.message} ${(error.cause as Error).stack ?? ''}`;
    assert.ok(!/sk-secret|v1|x=1/.test(printed), printed);
    assert.match(printed, /api\.vendor\.example:8443/);
  });
});
