/*
 * Emphasis with a bounded search. The parser looks for the closing mark through the whole rest of a
 * paragraph, once per opening mark: a few kilobytes of `_a ` then cost seconds. Nobody emphasises
 * more than a window of text at once, so the search ends there. Everything else is the parser's own.
 */
import { Tokenizer, type Tokens } from 'marked';

const WINDOW = 600;

export class BoundedTokenizer extends Tokenizer<string, string> {
  override emStrong(
    src: string,
    masked: string,
    before?: string,
  ): Tokens.Em | Tokens.Strong | undefined {
    return super.emStrong(src.slice(0, WINDOW), windowOf(src, masked), before);
  }

  override del(src: string, masked: string, before?: string): Tokens.Del | undefined {
    return super.del(src.slice(0, WINDOW), windowOf(src, masked), before);
  }
}

/** The masked text is that of the whole paragraph: the parser counts from its end. */
function windowOf(src: string, masked: string): string {
  return masked.slice(-src.length).slice(0, WINDOW);
}
