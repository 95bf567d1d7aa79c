/*
 * Reads what the platform threw and says which row of the error table it is. Three dialects: undici
 * (`cause.code`), Node's sockets and TLS (`code`), Chromium (`net::ERR_*` in the message, where a
 * person has switched the editor's `http.electronFetch` on).
 * Promise: total (what nobody knows is `connect` before headers and `cut` after), deterministic,
 * and the message names the host and what happened, never path, query or key.
 * It does not decide what to do about it: that is the disposition table.
 */
import type { ChatError, ErrorKind, NetCause } from '../../core/index.ts';
import { fault } from './fault.ts';
import type { KeyScrub } from './keyScrub.ts';

/** Where in the answer it happened: `before` or `after` the response headers. */
type Moment = 'before' | 'after';

export type Circumstances = {
  readonly url: URL;
  readonly moment: Moment;
  readonly scrub: KeyScrub;
};

type Finding = {
  readonly kind: ErrorKind;
  readonly net?: NetCause;
  readonly status?: number;
  readonly what: Sentence;
};
type Sentence = (host: string, code: string) => string;

const SENTENCE = {
  refused: (host) => `${host} refused the connection.`,
  reset: (host) => `${host} closed the connection before it answered.`,
  dns: (host) => `The name ${host.replace(/:\d+$/, '')} could not be resolved.`,
  unreachable: (host) => `${host} cannot be reached from this computer.`,
  'connect-timeout': (host) => `${host} did not accept the connection in time.`,
} as const satisfies Record<NetCause, Sentence>;

const connect = (net: NetCause): Finding => ({ kind: 'connect', net, what: SENTENCE[net] });

const TLS: Finding = {
  kind: 'tls',
  what: (host, code) => `No trusted connection to ${host} could be made (${code}).`,
};
const PROXY: Finding = {
  kind: 'proxy',
  what: (host) => `The proxy on the way to ${host} did not let the request pass.`,
};
const PROXY_SIGN_IN: Finding = {
  kind: 'proxy',
  status: 407,
  what: (host) => `The proxy on the way to ${host} asks for a sign-in.`,
};
const REDIRECT: Finding = {
  kind: 'protocol',
  what: (host) => `${host} answered with a redirect, which is not followed.`,
};
const HEADERS: Finding = {
  kind: 'protocol',
  what: (host) => `${host} sent response headers that are too large.`,
};
const NOT_HTTP: Finding = {
  kind: 'protocol',
  what: (host, code) => `${host} sent something that is not HTTP (${code}).`,
};
const SILENT: Finding = {
  kind: 'silent',
  what: (host) => `${host} sent no answer until the platform gave the connection up.`,
};

/** First match wins. Matched against one code, or `net::ERR_…` found in a message. */
const RULES: readonly (readonly [RegExp, Finding])[] = [
  [/^ECONNREFUSED$|^net::ERR_CONNECTION_REFUSED$/, connect('refused')],
  [/^ENOTFOUND$|^EAI_|^net::ERR_(NAME_|DNS_|ICANN_NAME)/, connect('dns')],
  [
    /^(EHOSTUNREACH|ENETUNREACH|EHOSTDOWN|ENETDOWN|EADDRNOTAVAIL)$|^net::ERR_(ADDRESS_UNREACHABLE|ADDRESS_INVALID|INTERNET_DISCONNECTED|NETWORK_ACCESS_DENIED)$/,
    connect('unreachable'),
  ],
  [
    /^(ETIMEDOUT|UND_ERR_CONNECT_TIMEOUT)$|^net::ERR_(CONNECTION_TIMED_OUT|TIMED_OUT)$/,
    connect('connect-timeout'),
  ],
  // Before the certificate rules: a proxy's certificate is still the proxy's fault.
  [/^net::ERR_PROXY_AUTH/, PROXY_SIGN_IN],
  [/^net::ERR_(PROXY_|TUNNEL_|NO_SUPPORTED_PROXIES|MANDATORY_PROXY|HTTPS_PROXY)/, PROXY],
  [
    /^(CERT_|ERR_TLS_|ERR_SSL_|UNABLE_TO_)|^(DEPTH_ZERO_SELF_SIGNED_CERT|SELF_SIGNED_CERT_IN_CHAIN|HOSTNAME_MISMATCH|INVALID_CA|EPROTO)$|^net::ERR_(CERT_|SSL_|BAD_SSL_)/,
    TLS,
  ],
  [/^(UND_ERR_HEADERS_OVERFLOW|HPE_HEADER_OVERFLOW)$|^net::ERR_RESPONSE_HEADERS_TOO_BIG$/, HEADERS],
  [/^UND_ERR_HEADERS_TIMEOUT$/, SILENT],
  [/REDIRECT/, REDIRECT],
  [
    /^(ECONNRESET|EPIPE|ECONNABORTED|UND_ERR_SOCKET|UND_ERR_CLOSED|UND_ERR_DESTROYED)$|^net::ERR_(CONNECTION_|EMPTY_RESPONSE|NETWORK_CHANGED|SOCKET_|HTTP2_PING_FAILED|NETWORK_IO_SUSPENDED)/,
    connect('reset'),
  ],
  [
    /^HPE_|^UND_ERR_(RES_|RESPONSE)|^Z_|^ERR_(_)?(ZLIB|BROTLI)|^net::ERR_(INVALID_|INCOMPLETE_|CONTENT_|HTTP2_|QUIC_|UNEXPECTED)/,
    NOT_HTTP,
  ],
];

/**
 * Messages that carry no code: undici's redirect and tunnel errors, Chromium's cancelled redirect.
 */
const PHRASES: readonly (readonly [RegExp, string])[] = [
  // undici 7 (Node 24) gives its parser errors no code any more.
  [/does not match the HTTP\/1\.1 protocol/, 'HPE_INVALID'],
  [/unexpected redirect|redirect was cancelled|redirect mode is set to error/i, 'REDIRECT'],
  [/proxy response \(407\)|statusCode=407|proxy authentication/i, 'net::ERR_PROXY_AUTH_REQUESTED'],
  [/proxy response \(\d+\)|tunneling socket could not/i, 'net::ERR_PROXY_'],
];

/** The ChatError for what the platform threw. */
export function netError(thrown: unknown, at: Circumstances): ChatError {
  const found = find(thrown);
  const { kind, net, status, message } = verdict(found, at);
  const cause = new Error(`${found.code}: ${at.scrub.text(plain(thrown, at.url))}`);
  cause.stack = `${cause.name}: ${cause.message}`; // Where we looked at it helps nobody.
  return fault({
    kind,
    message,
    cause,
    ...(net === undefined ? {} : { net }),
    ...(status === undefined ? {} : { status }),
  });
}

type Verdict = Pick<Finding, 'kind' | 'net' | 'status'> & { readonly message: string };

function verdict({ finding, code, error }: Found, { url, moment }: Circumstances): Verdict {
  if (moment === 'after') {
    // Whatever breaks a body, the answer is cut; why is detail.
    const why = finding?.net === undefined ? `, ${code}` : '';
    const message = `The connection to ${url.host} broke while the answer arrived${why}.`;
    return { kind: 'cut', ...(finding?.net === undefined ? {} : { net: finding.net }), message };
  }
  if (finding?.kind === 'connect' && isElsewhere(error, url)) {
    const message = `The proxy on the way to ${url.host} cannot be reached (${code}).`;
    return { ...finding, kind: 'proxy', message };
  }
  if (finding !== undefined) return { ...finding, message: finding.what(url.host, code) };
  const message = `The connection to ${url.host} failed (${code}).`;
  return { kind: 'connect', message };
}

/** Who could not be connected to is not the host that was asked: it is the proxy before it. */
function isElsewhere(error: Error | undefined, url: URL): boolean {
  if (error === undefined) return false;
  const { port, hostname } = error as { port?: unknown; hostname?: unknown };
  const usual = url.protocol === 'https:' ? 443 : 80;
  const isOtherPort = typeof port === 'number' && port !== Number(url.port || usual);
  return isOtherPort || (typeof hostname === 'string' && hostname !== url.hostname);
}

type Found = {
  readonly code: string;
  readonly finding: Finding | undefined;
  /** The one that the code stands on. */
  readonly error?: Error;
};

/** Walks error, causes and aggregated errors (happy eyeballs), outermost first. */
function find(thrown: unknown): Found {
  let first: string | undefined;
  for (const error of chain(thrown)) {
    for (const code of codesOf(error)) {
      first ??= code;
      const rule = RULES.find(([pattern]) => pattern.test(code));
      if (rule !== undefined) return { code, finding: rule[1], error };
    }
  }
  return { code: first ?? 'no code', finding: undefined };
}

function* chain(thrown: unknown): Iterable<Error> {
  const queue: unknown[] = [thrown];
  // Sixteen: deeper than any real chain, and the end of one that refers to itself.
  for (let seen = 0; queue.length > 0 && seen < 16; seen += 1) {
    const error = queue.shift();
    if (!(error instanceof Error)) continue;
    yield error;
    if (error instanceof AggregateError) queue.push(...(error.errors as unknown[]));
    queue.push(error.cause);
  }
}

function codesOf(error: Error): string[] {
  const own = 'code' in error && typeof error.code === 'string' ? [error.code] : [];
  if (own.length === 0 && error.message === '' && !(error instanceof AggregateError)) {
    // undici turns a 407 into an error without any word (`makeNetworkError()` in its
    // httpNetworkOrCacheFetch, fetch specification §4.6 step 15); nothing else is that silent.
    return ['net::ERR_PROXY_AUTH_REQUESTED'];
  }
  const chromium = error.message.match(/net::ERR_[A-Z0-9_]+/g) ?? [];
  const phrase = PHRASES.find(([pattern]) => pattern.test(error.message));
  return [...own, ...chromium, ...(phrase === undefined ? [] : [phrase[1]])];
}

/** The innermost message that says something, without the address behind the host. */
function plain(thrown: unknown, url: URL): string {
  const messages = [...chain(thrown)].map((error) => error.message).filter((text) => text !== '');
  const text = messages.at(-1) ?? 'no message';
  const path = `${url.pathname}${url.search}`;
  const bare = text.replaceAll(url.href, url.host);
  return path.length > 1 ? bare.replaceAll(path, '') : bare;
}
