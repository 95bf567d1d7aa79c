/*
 * Draws growing Markdown: closed blocks once, the open block again when it changed, a long open
 * program by its new characters only. Of a long text that is there at once its beginning and its
 * end come first, and what is between them frame by frame. Clicks on links and copy buttons become
 * messages for the host. Not a Lit component: its nodes must not be made twice.
 */
import remend from 'remend';
import { announce, post } from '../lightElement.ts';
import type { Words } from '../words.ts';
import { blockHtml } from './blockHtml.ts';
import { codeBlock } from './codeBlock.ts';
import { Gradual } from './gradual.ts';
import { HIGHLIGHT_MAX } from './highlight.ts';
import { MarkdownStream, type BegunCode, type Block } from './markdownStream.ts';
import { OpenCode } from './openCode.ts';
import { safeFragment } from './safeFragment.ts';

export type MarkdownContent = {
  readonly text: string;
  readonly isOpen: boolean;
  readonly words: Words;
  /** It begins within this code block, whose beginning stands above a seam. */
  readonly begun?: BegunCode | undefined;
  /** A code block that it breaks off in goes on below a seam: this half of it is for no file. */
  readonly goesOn?: boolean;
};

/** So much is drawn at once, half of it at either end. */
const AT_ONCE = 24_576;

/** Blocks not drawn yet: from `first` up to, without, `end`. */
type Gap = { first: number; readonly end: number };

export class MarkdownElement extends HTMLElement {
  private shown: MarkdownContent | undefined;
  private stream = new MarkdownStream();
  /** By their place among the closed blocks; empty in the gap. */
  private drawn: (HTMLElement | undefined)[] = [];
  private gap: Gap | undefined;
  private readonly filling = new Gradual();
  private openBlock: { readonly node: HTMLElement; readonly block: Block } | undefined;
  private openCode: OpenCode | undefined;
  /** Among the closed blocks: code that goes on below a seam. */
  private half: number | undefined;

  connectedCallback(): void {
    this.classList.add('sf-markdown');
    this.addEventListener('click', this.clicked);
    this.addEventListener('keydown', this.pressed);
    this.filling.resume();
  }

  disconnectedCallback(): void {
    this.filling.pause();
  }

  get isWhole(): boolean {
    return this.gap === undefined;
  }

  /** Resolves when nothing is left out any more. */
  get whole(): Promise<void> {
    return this.filling.done;
  }

  set content(content: MarkdownContent) {
    const { shown } = this;
    const isSamePlace =
      shown?.begun?.text === content.begun?.text && shown?.goesOn === content.goesOn;
    if (isSamePlace && shown?.text === content.text && shown.isOpen === content.isOpen) return;
    const before = shown?.text ?? '';
    if (!isSamePlace || shown?.isOpen === false || !content.text.startsWith(before)) this.reset();
    const from = this.shown === undefined ? 0 : before.length;
    if (this.shown === undefined && content.begun !== undefined) this.stream.begin(content.begun);
    this.shown = content;
    this.stream.append(content.text.slice(from));
    const isCut = !content.isOpen && this.stream.finish() !== undefined;
    this.half = isCut && content.goesOn === true ? this.stream.closed.length - 1 : undefined;
    this.draw(content);
  }

  private reset(): void {
    this.shown = undefined;
    this.stream = new MarkdownStream();
    this.drawn = [];
    this.gap = undefined;
    this.filling.stop();
    this.openBlock = undefined;
    this.openCode = undefined;
    this.replaceChildren();
  }

  private draw({ isOpen, words }: MarkdownContent): void {
    const { closed } = this.stream;
    const from = this.drawn.length;
    if (closed.length > from || !isOpen) this.dropOpen();
    const gap = this.gap === undefined ? gapOf(closed, from) : undefined;
    for (let index = from; index < closed.length; index += 1) {
      const block = closed[index];
      const isLater = gap !== undefined && index >= gap.first && index < gap.end;
      if (block === undefined || isLater) continue;
      const node = this.block(block, index !== this.half, words);
      this.drawn[index] = node;
      this.append(node);
    }
    if (gap !== undefined) this.fill(gap, words);
    if (isOpen) this.drawOpen(words);
    else this.resolveLinks(words);
  }

  private fill(gap: Gap, words: Words): void {
    this.gap = gap;
    this.filling.start(() => {
      const block = this.stream.closed[gap.first];
      if (block !== undefined && gap.first < gap.end) {
        const node = this.block(block, true, words);
        this.insertBefore(node, this.drawn[gap.end] ?? null);
        this.drawn[gap.first] = node;
        gap.first += 1;
        if (gap.first < gap.end) return true;
      }
      this.gap = undefined;
      this.dispatchEvent(new Event('sf-rows', { bubbles: true }));
      return false;
    });
  }

  private drawOpen(words: Words): void {
    const block = this.stream.open();
    const before = this.openBlock;
    if (block === undefined) return this.dropOpen();
    if (before?.block.raw === block.raw && before.block.kind === block.kind) return;
    if (block.kind === 'code' && before?.block.kind === 'code' && this.openCode !== undefined) {
      if (this.openCode.grow(block.raw)) {
        this.openBlock = { node: before.node, block };
        return;
      }
    }
    this.dropOpen();
    const node = this.block(block, false, words);
    this.openBlock = { node, block };
    this.append(node);
  }

  private dropOpen(): void {
    this.openBlock?.node.remove();
    this.openBlock = undefined;
    this.openCode = undefined;
  }

  private block(block: Block, isClosed: boolean, words: Words): HTMLElement {
    const node = document.createElement('div');
    node.className = `sf-block sf-block-${block.kind}`;
    if (block.kind === 'plain') node.textContent = block.raw;
    else if (block.kind === 'markdown') node.append(this.markdown(block.raw, isClosed, words));
    else {
      const isPieces = !isClosed || block.raw.length > HIGHLIGHT_MAX;
      const text = isPieces ? '' : block.raw;
      node.append(codeBlock(text, { info: block.info, isClosed, words }));
      const code = node.querySelector('code');
      if (isPieces && code !== null) {
        const pieces = new OpenCode(code);
        pieces.grow(block.raw);
        if (!isClosed) this.openCode = pieces;
      }
    }
    return node;
  }

  private markdown(raw: string, isClosed: boolean, words: Words): DocumentFragment | Text {
    try {
      const healed = isClosed ? raw : remend(raw, { linkMode: 'text-only' });
      return safeFragment(blockHtml(healed, this.stream.links, words));
    } catch {
      return document.createTextNode(raw);
    }
  }

  /** References may stand below their use: blocks that could use one are drawn again, once. */
  private resolveLinks(words: Words): void {
    if (Object.keys(this.stream.links).length === 0) return;
    for (const [index, block] of this.stream.closed.entries()) {
      const node = this.drawn[index];
      if (block.kind !== 'markdown' || node === undefined || !block.raw.includes('[')) continue;
      node.replaceChildren(this.markdown(block.raw, true, words));
    }
  }

  private readonly clicked = (event: Event): void => {
    const at = event.target instanceof Element ? event.target : undefined;
    const href = at?.closest<HTMLElement>('[data-href]')?.dataset['href'];
    if (href !== undefined) {
      event.preventDefault();
      post(this, { type: 'open-link', href });
      return;
    }
    const button = at?.closest<HTMLElement>('[data-act]');
    const box = button?.closest('.sf-code');
    const code = box?.querySelector('code')?.textContent;
    if (code === undefined || box === null || box === undefined) return;
    this.act(button?.dataset['act'], code, box);
  };

  private act(act: string | undefined, code: string, box: Element): void {
    if (act === 'copy') {
      post(this, { type: 'copy', text: code });
      announce(this, this.shown?.words.copied ?? '');
    } else if (act === 'insert' || act === 'apply' || act === 'new-file') {
      const head = box.querySelector<HTMLElement>('.sf-code-head');
      const language = head?.dataset['language'] ?? '';
      const name = head?.querySelector('.sf-code-name')?.textContent ?? '';
      const begun = box === this.querySelector('.sf-code') ? this.shown?.begun : undefined;
      const whole = begun === undefined ? { code } : { code: begun.text + code, isOverSeam: true };
      post(this, { type: 'code', act, ...whole, language, name });
    }
  }

  private readonly pressed = (event: KeyboardEvent): void => {
    const at = event.target instanceof HTMLElement ? event.target : undefined;
    if (event.key === 'Enter' && at?.dataset['href'] !== undefined) this.clicked(event);
  };
}

/** What lies between the two ends of all blocks from `from` on; undefined in a short text. */
function gapOf(closed: readonly Block[], from: number): Gap | undefined {
  let length = 0;
  for (let index = from; index < closed.length; index += 1)
    length += closed[index]?.raw.length ?? 0;
  if (length <= AT_ONCE) return undefined;
  const ends = { first: from, end: closed.length };
  for (let left = AT_ONCE / 2; left > 0 && ends.first < ends.end; ends.first += 1) {
    left -= closed[ends.first]?.raw.length ?? 0;
  }
  for (let left = AT_ONCE / 2; left > 0 && ends.end > ends.first; ends.end -= 1) {
    left -= closed[ends.end - 1]?.raw.length ?? 0;
  }
  return ends.end > ends.first ? ends : undefined;
}

customElements.define('sf-markdown', MarkdownElement);
