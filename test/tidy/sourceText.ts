// Blanks out what is not code in TypeScript text: comments, the inside of strings, templates and
// regular expressions become spaces, quotes and line breaks stay, so that every offset still
// holds. It promises that `**` or `enum` found in the result is code, not prose. It is no parser:
// a division straight after `}` is taken for a regular expression, which oxfmt'd code never shows.

const wordBeforeRegExp =
  /(?:^|[^\w$.])(?:return|typeof|case|in|of|void|throw|do|else|yield|await)$/;
const signBeforeRegExp = /[([{}=,;:!&|?+\-*%<>~^]$/;

class Masker {
  private out = '';
  private at = 0;
  private readonly text: string;

  constructor(text: string) {
    this.text = text;
  }

  run(): string {
    this.code(false);
    return this.out;
  }

  /** Copies code; inside a template's hole it returns at the closing brace. */
  private code(isHole: boolean): void {
    let depth = 0;
    while (this.at < this.text.length) {
      const here = this.text[this.at] ?? '';
      const two = this.text.slice(this.at, this.at + 2);
      if (two === '//') this.blankUntil(this.text.indexOf('\n', this.at));
      else if (two === '/*') this.blankUntil(this.text.indexOf('*/', this.at + 2) + 2);
      else if (here === "'" || here === '"') this.quoted(here);
      else if (here === '`') this.template();
      else if (here === '/' && this.startsRegExp()) this.regExp();
      else {
        if (here === '{') depth += 1;
        if (here === '}') {
          if (isHole && depth === 0) return;
          depth -= 1;
        }
        this.keep();
      }
    }
  }

  private startsRegExp(): boolean {
    const before = this.out.slice(-200).trimEnd();
    return before === '' || signBeforeRegExp.test(before) || wordBeforeRegExp.test(before);
  }

  private quoted(quote: string): void {
    this.keep();
    while (this.at < this.text.length && this.text[this.at] !== quote) {
      if (this.text[this.at] === '\n') return;
      this.blankUntil(this.at + (this.text[this.at] === '\\' ? 2 : 1));
    }
    this.keep();
  }

  private template(): void {
    this.keep();
    while (this.at < this.text.length && this.text[this.at] !== '`') {
      if (this.text.startsWith('${', this.at)) {
        this.keep();
        this.keep();
        this.code(true);
        this.keep();
      } else this.blankUntil(this.at + (this.text[this.at] === '\\' ? 2 : 1));
    }
    this.keep();
  }

  private regExp(): void {
    this.keep();
    let isClass = false;
    while (this.at < this.text.length && this.text[this.at] !== '\n') {
      const here = this.text[this.at];
      if (here === '/' && !isClass) break;
      if (here === '[') isClass = true;
      if (here === ']') isClass = false;
      this.blankUntil(this.at + (here === '\\' ? 2 : 1));
    }
    this.keep();
  }

  private keep(): void {
    this.out += this.text[this.at] ?? '';
    this.at += 1;
  }

  private blankUntil(end: number): void {
    const stop = end < this.at ? this.text.length : Math.min(end, this.text.length);
    this.out += this.text.slice(this.at, stop).replaceAll(/[^\n]/g, ' ');
    this.at = stop;
  }
}

export function maskSource(text: string): string {
  return new Masker(text).run();
}
