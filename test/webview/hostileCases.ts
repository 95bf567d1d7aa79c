/*
 * Hostile Markdown from test/fixtures/torture, and what must not be in a page that shows it. Used for
 * the panel alone and for the panel inside the editor, so that both are judged by the same words.
 */
import { readFile } from 'node:fs/promises';

const TORTURE = 'test/fixtures/torture';

export type HostileCase = {
  readonly id: string;
  readonly markdown: string;
  readonly forbid?: readonly string[];
};

async function readJson<T>(name: string): Promise<T> {
  return JSON.parse(await readFile(`${TORTURE}/${name}`, 'utf8')) as T;
}

/** All of the fixtures' attacks on a renderer of Markdown. */
export async function hostileCases(): Promise<readonly HostileCase[]> {
  const attacks = await readJson<{ cases: HostileCase[] }>('render-attacks.json');
  const purify = await readJson<{ cases: { title?: string; payload: string }[] }>(
    'dompurify-fixtures.json',
  );
  const garak = await readJson<{ payloads: { s: string }[] }>('garak-html-js-payloads.json');
  const xss = (await readFile(`${TORTURE}/markdown-it-xss.txt`, 'utf8')).split(/^\.\n/m);
  return [
    ...attacks.cases,
    ...purify.cases.map(({ payload }, i) => ({ id: `dompurify ${i}`, markdown: payload })),
    ...garak.payloads.map(({ s }, i) => ({ id: `garak ${i}`, markdown: s })),
    ...xss.map((markdown, i) => ({ id: `markdown-it ${i}`, markdown })),
  ];
}

/** Runs in the page: whatever must not be in an answer. */
export function findings(): string[] {
  const bad: string[] = [];
  const allowed = new Set(
    'A BLOCKQUOTE BR BUTTON CODE DEL DIV EM H1 H2 H3 H4 H5 H6 HR LI OL P PRE SPAN STRONG TABLE TBODY TD TH THEAD TR UL'.split(
      ' ',
    ),
  );
  const harmless =
    /^(aria-label|class|data-act|data-href|data-language|role|start|tabindex|title|type)$/;
  for (const element of document.querySelectorAll('sf-markdown *')) {
    if (!allowed.has(element.tagName)) bad.push(`element ${element.tagName}`);
    for (const { name, value } of element.attributes) {
      if (!harmless.test(name)) bad.push(`attribute ${name}`);
      if (name === 'data-href' && !/^(https:\/\/|mailto:)/.test(value)) bad.push(`link ${value}`);
      if (name === 'data-language' && !/^[\w+#.-]{0,32}$/.test(value))
        bad.push(`language ${value}`);
      if (name === 'class' && !/^[\w\s-]*$/.test(value)) bad.push(`class ${value}`);
    }
    const { position } = getComputedStyle(element);
    if (position === 'fixed' || position === 'absolute') bad.push(`overlay ${element.tagName}`);
  }
  if (document.querySelector('iframe, object, embed, form, link[rel=preconnect], base') !== null) {
    bad.push('foreign element');
  }
  if (/[\u202A-\u202E\u2066-\u2069\u200B]/.test(document.body.textContent)) {
    bad.push('hidden characters');
  }
  return bad;
}
