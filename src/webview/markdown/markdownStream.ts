/*
 * Growing Markdown cut into blocks that never change again, and one open block at the end. Promise:
 * cost per append is bounded by the open block, whatever the text; the blocks depend on the text
 * alone, never on how it was cut into deltas. Absurd input (lines of 16 KB, dozens of nested
 * markers) becomes plain text: a page that freezes helps nobody. Fences are followed here line by
 * line, so that a long program costs only its new lines.
 */
import { Lexer, type Token } from 'marked';
import { visibleText } from './visibleText.ts';

/** `info` is what stands behind the opening fence. */
export type Block =
  | { readonly kind: 'markdown'; readonly raw: string }
  | { readonly kind: 'plain'; readonly raw: string }
  | { readonly kind: 'code'; readonly raw: string; readonly info: string };

export type ReferenceLinks = Record<string, { href: string; title: string }>;

/** Longer lines are not written by anybody who means Markdown. */
const LINE_MAX = 8_192;
/** A block that outgrows this is cut at a line end. */
const BLOCK_MAX = 12_288;
/** Lines waiting to be looked at together. */
const TAIL_MAX = 65_536;
/** `> - > -`: deeper nesting is an attack on the parser's stack. */
const NESTING_MAX = 16;

const FENCE = /^( {0,3})(`{3,}|~{3,})[ \t]*([^\n]*?)[ \t]*\n?$/;
const MARKERS = /^(?:[ \t]*(?:>|[-*+](?=[ \t]|$)|\d{1,9}[.)](?=[ \t]|$)))*/;

type Fence = { readonly mark: string; readonly info: string; text: string };

/** A code block that was open where a text broke off. */
export type BegunCode = Readonly<Fence>;

export class MarkdownStream {
  /** Finished blocks, in order. Append-only. */
  readonly closed: Block[] = [];
  readonly links: ReferenceLinks = {};
  private tail = '';
  private partial = '';
  private isLongLine = false;
  private fence: Fence | undefined;

  /** What follows stands in a code block that was begun elsewhere. Before the first `append`. */
  begin({ mark, info }: BegunCode): void {
    this.fence = { mark, info, text: '' };
  }

  append(delta: string): void {
    const text = this.partial + delta;
    // A carriage return at the end may be half of a line end.
    const usable = text.endsWith('\r') ? text.length - 1 : text.length;
    this.partial = text.slice(usable);
    this.lines(text.slice(0, usable).replace(/\r\n?/g, '\n'));
    this.closeStable();
  }

  /** Ends the text; gives the code block that it broke off in, if it did. */
  finish(): BegunCode | undefined {
    const rest = this.partial.replace(/\r/g, '\n');
    this.partial = '';
    if (rest !== '') this.line(rest);
    const begun = this.fence;
    if (begun !== undefined) this.closeFence();
    this.closeTail();
    return begun;
  }

  /** What is not closed yet, as it can be shown now. */
  open(): Block | undefined {
    const partial = visibleText(this.partial);
    if (this.fence !== undefined) {
      const shown = this.endsFence(partial) ? '' : partial;
      return { kind: 'code', raw: this.fence.text + shown, info: this.fence.info };
    }
    const raw = this.tail + partial;
    if (raw.trim() === '') return undefined;
    return { kind: this.isLongLine || isTooDeep(partial) ? 'plain' : 'markdown', raw };
  }

  private lines(text: string): void {
    let from = 0;
    for (;;) {
      const end = text.indexOf('\n', from);
      const length = (end < 0 ? text.length : end + 1) - from;
      if (length > LINE_MAX) {
        const cut = from + LINE_MAX - (isHighSurrogate(text, from + LINE_MAX - 1) ? 1 : 0);
        this.piece(text.slice(from, cut));
        this.isLongLine = true;
        from = cut;
        continue;
      }
      if (end < 0) break;
      this.line(text.slice(from, end + 1));
      from = end + 1;
    }
    this.partial = text.slice(from) + this.partial;
  }

  private line(raw: string): void {
    if (this.isLongLine) {
      this.isLongLine = false;
      this.piece(raw);
      return;
    }
    const line = visibleText(raw);
    if (this.fence !== undefined) {
      if (this.endsFence(line)) this.closeFence();
      else this.fence.text += line;
      return;
    }
    if (isTooDeep(line)) {
      this.piece(raw);
      return;
    }
    if (this.opensFence(line)) return;
    this.tail += line;
    if (this.tail.length > TAIL_MAX) this.closeStable();
  }

  /** A part of an absurd line. */
  private piece(raw: string): void {
    const text = visibleText(raw);
    if (this.fence !== undefined) {
      this.fence.text += text;
      return;
    }
    this.closeTail();
    this.closed.push({ kind: 'plain', raw: text });
  }

  private opensFence(line: string): boolean {
    const [, indent = '', mark = '', info = ''] = FENCE.exec(line) ?? [];
    if (mark === '' || (mark.startsWith('`') && info.includes('`'))) return false;
    // An indented fence may belong to a list item above: the parser knows, we do not.
    if (indent !== '' && this.tail.trim() !== '') return false;
    this.closeTail();
    this.fence = { mark, info, text: '' };
    return true;
  }

  private endsFence(line: string): boolean {
    const mark = this.fence?.mark ?? '';
    const found = line.trim();
    return found.length >= mark.length && found === mark.charAt(0).repeat(found.length);
  }

  private closeFence(): void {
    const { info = '', text = '' } = this.fence ?? {};
    this.fence = undefined;
    this.closed.push({ kind: 'code', raw: text.replace(/\n$/, ''), info });
  }

  /** Close every block but the last: only the last can still change. */
  private closeStable(): void {
    while (this.tail !== '') {
      const tokens = blockTokens(this.tail);
      const last = tokens.findLastIndex(({ type }) => type !== 'space');
      let at = 0;
      let isCut = false;
      for (const [index, token] of tokens.entries()) {
        isCut = token.raw.length > BLOCK_MAX;
        if (isCut) at += this.cut(token.raw);
        if (isCut || index >= last) break;
        this.close(token);
        at += token.raw.length;
      }
      this.tail = this.tail.slice(at);
      if (!isCut) return;
    }
  }

  private cut(raw: string): number {
    const lineEnd = raw.lastIndexOf('\n', BLOCK_MAX - 1) + 1;
    const length = lineEnd > 0 ? lineEnd : BLOCK_MAX;
    this.closed.push({ kind: 'markdown', raw: raw.slice(0, length) });
    return length;
  }

  private closeTail(): void {
    this.closeStable();
    for (const token of blockTokens(this.tail)) this.close(token);
    this.tail = '';
  }

  private close(token: Token): void {
    if (token.type === 'space') return;
    if (token.type === 'def') {
      const { tag, href, title } = token as { tag: string; href: string; title: string };
      if (!Object.hasOwn(this.links, tag)) this.links[tag] = { href, title };
      return;
    }
    this.closed.push({ kind: 'markdown', raw: token.raw });
  }
}

/** Block structure only; a parser that gives up leaves one block, shown as it is. */
function blockTokens(text: string): Token[] {
  if (text === '') return [];
  try {
    const lexer = new Lexer({ gfm: true });
    return lexer.blockTokens(text, []);
  } catch {
    return [{ type: 'paragraph', raw: text, text, tokens: [] }];
  }
}

function isTooDeep(line: string): boolean {
  const markers = MARKERS.exec(line.slice(0, 400))?.[0] ?? '';
  return markers.replace(/[\s\d]/g, '').length > NESTING_MAX;
}

function isHighSurrogate(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code >= 0xd800 && code <= 0xdbff;
}
