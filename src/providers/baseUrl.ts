/*
 * Checks the address of an endpoint before a question or a key may ever go there. Accepts `https`
 * anywhere and `http` on this computer only; refuses what hides the true host (user names, odd
 * spellings of addresses, control characters) and what must never be asked (metadata services). A
 * refusal is one sentence that names what is wrong and what to write instead. It knows the text,
 * not the network: where a name points to is not looked up.
 */
import {
  isIpv4,
  isLoopbackHost,
  isMetadataHost,
  isNobodysAddress,
  isWrappedIpv4,
} from './hostRules.ts';

export type CheckedBaseUrl =
  | {
      readonly ok: true;
      readonly url: string;
      readonly origin: string;
      readonly isLoopback: boolean;
    }
  | { readonly ok: false; readonly problem: string };

const LENGTH_MAX = 2048;
/** Endpoints that people paste whole; the adapter adds them itself. */
const PASTED = /\/(?:chat\/completions|completions|responses|messages|embeddings|models)$/;
const KEY_PARAMETER = /^(?:.*[-_])?(?:key|apikey|token|secret|password|sig|signature)$/i;

export function checkBaseUrl(text: string): CheckedBaseUrl {
  const trimmed = text.trim();
  const problem = problemOfText(trimmed);
  if (problem !== undefined) return refuse(problem);
  let url: URL;
  try {
    url = new URL(trimmed);
  } catch {
    return refuse('This is no address; write it as https://host/v1.');
  }
  const wrong = problemOfHost(url, rawHost(trimmed)) ?? problemOfRest(url);
  if (wrong !== undefined) return refuse(wrong);
  url.hash = '';
  url.pathname = url.pathname.replace(/\/+$/, '').replace(PASTED, '').replace(/\/+$/, '');
  const { origin, pathname, search } = url;
  return {
    ok: true,
    url: `${origin}${pathname === '/' ? '' : pathname}${search}`,
    origin,
    isLoopback: isLoopbackHost(url.hostname),
  };
}

/** `path` under a checked base; a query of the base (`?api-version=…`) stays before our own. */
export function endpointUrl(
  baseUrl: string,
  path: string,
  query: { readonly [name: string]: string } = {},
): string {
  const url = new URL(baseUrl);
  url.pathname = `${url.pathname.replace(/\/$/, '')}${path}`;
  for (const [name, value] of Object.entries(query)) url.searchParams.set(name, value);
  return url.href;
}

function problemOfText(text: string): string | undefined {
  if (text === '') return 'The address is empty; write it as https://host/v1.';
  if (text.length > LENGTH_MAX) {
    return `The address is longer than ${LENGTH_MAX} characters; enter only the endpoint's base address.`;
  }
  if (/[\s\p{Cc}]/u.test(text)) {
    return 'The address holds a blank, a line break or a control character; remove it.';
  }
  if (text.includes('\\')) return 'The address holds a backslash; write only forward slashes.';
  if (/^https?:\/\//i.test(text)) return undefined;
  const scheme = /^([a-z][a-z0-9+.-]*):(?!\d)/i.exec(text)?.[1];
  return scheme === undefined
    ? `The address does not begin with https://; write ${suggestion(text)}.`
    : `The address begins with ${scheme}:, which is no web address; it must begin with https://.`;
}

function suggestion(text: string): string {
  const host = /^[\w.-]+(?::\d+)?(?:\/[\w./-]*)?$/.test(text) ? text : 'host/v1';
  return `${isLoopbackHost(host.replace(/[:/].*$/, '')) ? 'http' : 'https'}://${host}`;
}

function problemOfHost(url: URL, written: string): string | undefined {
  const { hostname } = url;
  if (url.username !== '' || url.password !== '' || written.includes('@')) {
    return 'The address holds a user name or "@", which hides the true host; remove it and enter the key on its own.';
  }
  if (hostname === '') return 'The address has no host; write it as https://host/v1.';
  if (isIpv4(hostname) && written.replace(/:\d*$/, '') !== hostname) {
    return `The host is an unusual spelling of ${hostname}; write that address plainly.`;
  }
  if (isWrappedIpv4(hostname)) {
    return 'The host is an IPv4 address in the form of an IPv6 address; write it plainly.';
  }
  if (isMetadataHost(hostname)) {
    return `${hostname} belongs to a cloud's metadata service, which hands out credentials; enter the address of a model endpoint.`;
  }
  if (isNobodysAddress(hostname)) {
    return `${hostname} is not the address of a host; for this computer write 127.0.0.1 or localhost.`;
  }
  return undefined;
}

function problemOfRest(url: URL): string | undefined {
  if (url.port === '0')
    return 'Port 0 cannot be reached; enter the port that the endpoint listens on.';
  if (url.protocol === 'http:' && !isLoopbackHost(url.hostname)) {
    return `http sends the key and every question to ${url.hostname} in clear text; write https:// instead (http is for this computer only).`;
  }
  const secret = [...url.searchParams.keys()].find((name) => KEY_PARAMETER.test(name));
  return secret === undefined
    ? undefined
    : `The address holds the parameter "${secret.slice(0, 40)}", which looks like a key; remove it and enter the key on its own.`;
}

/** The host as it was written, before `URL` makes it plain. */
function rawHost(text: string): string {
  return (/^https?:\/\/([^/?#]*)/i.exec(text)?.[1] ?? '').toLowerCase();
}

function refuse(problem: string): CheckedBaseUrl {
  return { ok: false, problem };
}
