/*
 * Emphasis with a bounded search. The parser looks for the closing mark through the whole rest of a
 * paragraph, once per opening mark: a few kilobytes of `_a ` then cost seconds. Nobody emphasises
 * more than a window of text at once, so the search ends there. Everything else is the parser's
 * own.
 */
import { Tokenizer, type Tokens } from 'marked';

const WINDOW = 600;
/** What the parser looks back at: the start of a run of marks. */
const BEHIND = 64;

export class BoundedTokenizer extends Tokenizer {
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

/** The masked text is that of the whole paragraph and ends where `src` ends. */
function windowOf(src: string, masked: string): string {
  const at = masked.length - src.length;
  return masked.slice(Math.max(0, at - BEHIND), at + WINDOW);
}
