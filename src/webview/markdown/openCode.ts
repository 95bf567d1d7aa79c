/*
 * A program that is still being written, or too long to colour: text in pieces of a few kilobytes,
 * each laid out by itself, so that a new line costs the same in the first and the thousandth
 * screen. It only grows; `grow` says false when the text is not the old one with more behind it.
 */
const CHUNK = 8_192;

export class OpenCode {
  private readonly code: Element;
  private last: Text | undefined;
  private text = '';

  constructor(code: Element) {
    this.code = code;
  }

  grow(text: string): boolean {
    if (!text.startsWith(this.text)) return false;
    let rest = text.slice(this.text.length);
    this.text = text;
    while (rest !== '') {
      const room = this.room(rest);
      this.piece().appendData(rest.slice(0, room));
      rest = rest.slice(room);
      if (rest !== '') this.last = undefined;
    }
    return true;
  }

  /** How much of `rest` still goes into the current piece: up to the line end that fills it. */
  private room(rest: string): number {
    const used = this.last?.length ?? 0;
    if (used + rest.length <= CHUNK) return rest.length;
    const end = rest.indexOf('\n', Math.max(0, CHUNK - used));
    return end < 0 ? rest.length : end + 1;
  }

  private piece(): Text {
    if (this.last === undefined) {
      const span = document.createElement('span');
      span.className = 'sf-code-piece';
      this.last = document.createTextNode('');
      span.append(this.last);
      this.code.append(span);
    }
    return this.last;
  }
}
