/*
 * One block of Markdown → HTML text, with everything that could act taken out at the source: raw
 * HTML is escaped and seen, images are their words and address, links are inert or ask the host.
 * The result still goes through DOMPurify (`safeFragment`): two locks, neither trusts the other.
 */
import { Lexer, Parser, Renderer, type Tokens } from 'marked';
import type { Words } from '../words.ts';
import { BoundedTokenizer } from './boundedTokenizer.ts';
import { highlighted } from './highlight.ts';
import { liveHref, otherHost } from './links.ts';
import type { ReferenceLinks } from './markdownStream.ts';

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

export function escapeHtml(text: string): string {
  return text.replace(/[&<>"']/g, (char) => ESCAPES[char] ?? char);
}

/** Throws where the parser does; the caller then shows the text as it is. */
export function blockHtml(raw: string, links: ReferenceLinks, words: Words): string {
  const renderer = new SafeRenderer(words);
  const options = { gfm: true, renderer, tokenizer: new BoundedTokenizer() };
  const lexer = new Lexer(options);
  lexer.tokens.links = Object.assign(Object.create(null) as ReferenceLinks, links);
  return Parser.parse(lexer.lex(raw), options);
}

/** What stands behind the opening fence: the language, and a name, or the language again. */
export function codeTitle(info: string): { readonly language: string; readonly name: string } {
  const language = (/^[\w+#.-]{1,32}/.exec(info)?.[0] ?? '').toLowerCase();
  return { language, name: info.slice(language.length).trim().slice(0, 80) || language };
}

export function codeHtml(code: string, info: string, isClosed: boolean, words: Words): string {
  const { language, name } = codeTitle(info);
  const colours = isClosed ? highlighted(code, language) : undefined;
  return [
    `<div class="sf-code"><div class="sf-code-head" data-language="${escapeHtml(language)}">`,
    `<span class="sf-code-name">${escapeHtml(name)}</span>`,
    codeButton('copy', 'copy', words.copyCode),
    // Half a program is nothing to put into a file.
    ...(isClosed ? wholeCodeButtons(words) : []),
    `</div>`,
    `<pre tabindex="0"><code>${colours ?? escapeHtml(code)}</code></pre></div>`,
  ].join('');
}

function wholeCodeButtons(words: Words): string[] {
  const apply = escapeHtml(words.applyCode);
  return [
    codeButton('insert', 'insert', words.insertCode),
    codeButton('new-file', 'new-file', words.newFile),
    `<button type="button" class="sf-button sf-ghost" data-act="apply">${apply}</button>`,
  ];
}

function codeButton(act: string, name: string, words: string): string {
  const label = escapeHtml(words);
  return (
    `<button type="button" class="sf-icon-button" data-act="${act}" title="${label}"` +
    ` aria-label="${label}"><span class="codicon codicon-${name}"></span></button>`
  );
}

class SafeRenderer extends Renderer {
  private readonly words: Words;

  constructor(words: Words) {
    super();
    this.words = words;
  }

  override html({ text }: Tokens.HTML | Tokens.Tag): string {
    return escapeHtml(text);
  }

  override code({ text, lang }: Tokens.Code): string {
    return codeHtml(text, lang ?? '', true, this.words);
  }

  override image({ href, text }: Tokens.Image): string {
    const alt = text === '' ? this.words.image : text;
    return `<span class="sf-image"><span class="codicon codicon-file-media"></span>${escapeHtml(
      alt,
    )} <span class="sf-address">(${escapeHtml(href)})</span></span>`;
  }

  override link({ href, tokens, text }: Tokens.Link): string {
    const inner = this.parser.parseInline(tokens);
    const live = liveHref(href);
    if (live === undefined) {
      const isSame = href === text || href.replace(/^[a-z]+:(?:\/\/)?/i, '') === text;
      return isSame ? inner : `${inner} <span class="sf-address">(${escapeHtml(href)})</span>`;
    }
    const host = otherHost(text, live);
    const beside =
      host === undefined ? '' : ` <span class="sf-address">(${escapeHtml(host)})</span>`;
    const address = escapeHtml(live);
    const attributes = `role="link" tabindex="0" data-href="${address}" title="${address}"`;
    return `<a class="sf-anchor" ${attributes}>${inner}</a>${beside}`;
  }

  override checkbox({ checked }: Tokens.Checkbox): string {
    return checked ? '☑ ' : '☐ ';
  }

  override tablecell({ tokens, header, align }: Tokens.TableCell): string {
    const tag = header ? 'th' : 'td';
    const side = align === 'right' || align === 'center' ? ` class="sf-${align}"` : '';
    return `<${tag}${side}>${this.parser.parseInline(tokens)}</${tag}>`;
  }

  override table(token: Tokens.Table): string {
    return `<div class="sf-table" tabindex="0">${super.table(token)}</div>`;
  }
}
