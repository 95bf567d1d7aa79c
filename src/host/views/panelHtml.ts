/*
 * The page that the panel lives in: one script and three style sheets of our own, under a policy
 * that allows nothing else. No inline script or style, no remote image, font or connection. A fresh
 * nonce for every page; everything put into it is escaped.
 */
import { randomBytes } from 'node:crypto';

export type PanelPage = {
  /** Which page the script draws. */
  readonly view: 'chat' | 'receipt' | 'dashboard';
  readonly place: 'side' | 'tab';
  readonly cspSource: string;
  readonly title: string;
  readonly language: string;
  readonly scriptUri: string;
  readonly styleUris: readonly string[];
};

export function panelHtml(page: PanelPage): string {
  const nonce = randomBytes(18).toString('base64');
  const policy = [
    `default-src 'none'`,
    `script-src 'nonce-${nonce}'`,
    `style-src ${page.cspSource}`,
    `font-src ${page.cspSource}`,
  ].join('; ');
  const styles = page.styleUris.map((uri) => `<link rel="stylesheet" href="${escape(uri)}">`);
  return `<!DOCTYPE html>
<html lang="${escape(page.language)}">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(page.title)}</title>
${styles.join('\n')}
</head>
<body data-steadfast="${page.view}" data-place="${page.place}">
<script nonce="${nonce}" src="${escape(page.scriptUri)}"></script>
</body>
</html>`;
}

function escape(text: string): string {
  return text.replace(/[&<>"']/g, (c) => `&#${c.charCodeAt(0)};`);
}
