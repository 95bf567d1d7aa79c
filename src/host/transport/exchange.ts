/*
 * What the transport hands to one of its two paths: a request that is ready to leave, key included,
 * and what comes back before scrubbing. Nothing outside this folder sees either.
 * Also the rules that both paths share: which answers are refused whatever their body says.
 */
import { fault } from './fault.ts';
import type { ChatError } from '../../core/index.ts';
import type { KeyScrub } from './keyScrub.ts';

export type Outgoing = {
  readonly url: URL;
  readonly method: 'GET' | 'POST';
  /** With the key already in its header. */
  readonly headers: Readonly<Record<string, string>>;
  readonly body: string | undefined;
  readonly scrub: KeyScrub;
};

export type Incoming = {
  readonly status: number;
  readonly headers: Record<string, string>;
  readonly body: AsyncIterable<Uint8Array>;
};

export type Path = (outgoing: Outgoing, signal: AbortSignal) => Promise<Incoming>;

/** https://fetch.spec.whatwg.org/#redirect-status */
const REDIRECTS = new Set([301, 302, 303, 307, 308]);

/**
 * Answers that are no answers of the provider: a redirect (it would carry key and question to
 * another origin: fetch forwards `x-api-key` and a 307 body) and a proxy that wants a sign-in.
 */
export function refusedAnswer(
  url: URL,
  { status, location }: { status: number; location: string | undefined },
): ChatError | undefined {
  if (REDIRECTS.has(status)) {
    const to = location === undefined ? '' : ` to ${hostOf(location, url)}`;
    const message = `${url.host} answered with a redirect${to}, which is not followed.`;
    return fault({ kind: 'protocol', status, message });
  }
  if (status === 407) {
    const message = `The proxy on the way to ${url.host} asks for a sign-in.`;
    return fault({ kind: 'proxy', status, message });
  }
  return undefined;
}

function hostOf(location: string, base: URL): string {
  return URL.canParse(location, base.href) ? new URL(location, base).host : 'an unreadable address';
}

/** Lower-case names; repeated ones joined as RFC 9110 §5.3 allows. */
export function joinHeaders(pairs: Iterable<readonly [string, string]>): Record<string, string> {
  const headers: Record<string, string> = {};
  for (const [name, value] of pairs) {
    const key = name.toLowerCase();
    headers[key] = headers[key] === undefined ? value : `${headers[key]}, ${value}`;
  }
  return headers;
}
