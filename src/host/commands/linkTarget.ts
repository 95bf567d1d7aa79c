/*
 * Where a link of an answer really leads: only https without credentials, and mailto. Anything else
 * (command:, javascript:, file:, vscode:, plain http) is no link.
 * It opens nothing, and says nothing about what the person may want to see.
 */

/** The address as it will be opened, and the part that tells where it leads. */
export function linkTarget(href: string): { url: string; shown: string } | undefined {
  let url: URL;
  try {
    url = new URL(href);
  } catch {
    return undefined;
  }
  if (url.protocol === 'https:' && url.username === '' && url.password === '') {
    return { url: url.href, shown: url.host };
  }
  if (url.protocol === 'mailto:') return { url: url.href, shown: url.pathname };
  return undefined;
}
