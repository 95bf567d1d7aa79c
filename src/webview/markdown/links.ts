/*
 * Which links live. `https:` and `mailto:` become elements that ask the host to open them (the host
 * shows the true address and asks back); everything else is inert text beside its address.
 * No element ever carries an `href`: the editor would follow it by itself.
 */
const LIVE = new Set(['https:', 'mailto:']);

/** The address as it will be opened, or undefined when it must not be. */
export function liveHref(href: string): string | undefined {
  if (hasHidden(href) || !/^(?:https:\/\/|mailto:)/i.test(href)) return undefined;
  try {
    const url = new URL(href);
    return LIVE.has(url.protocol) && url.href.length <= 4096 ? url.href : undefined;
  } catch {
    return undefined;
  }
}

/** Browsers drop spaces and controls inside a scheme: a link that needs them is not honest. */
function hasHidden(href: string): boolean {
  return Array.from(href).some((char) => char <= ' ' || (char >= '\u007F' && char <= '\u00A0'));
}

/** The host to show beside a text that looks like an address but names another place. */
export function otherHost(text: string, href: string): string | undefined {
  const claimed =
    /^\s*(?:[a-z][a-z0-9+.-]*:\/\/)?([^\s/?#@]+\.[^\s/?#@.]{2,})(?:[/?#:]|\s*$)/iu.exec(text)?.[1];
  if (claimed === undefined) return undefined;
  const url = new URL(href);
  const host = url.protocol === 'mailto:' ? href : url.host;
  // Compared as written: a look-alike letter differs from its encoded host, and is shown.
  return claimed.toLowerCase() === host ? undefined : host;
}
