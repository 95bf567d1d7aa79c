/*
 * Emphasis works as ever within a paragraph of normal length; a paragraph full of opening marks costs
 * milliseconds, not seconds.
 */
import assert from 'node:assert/strict';
import { Lexer, Parser } from 'marked';
import { BoundedTokenizer } from '../../../src/webview/markdown/boundedTokenizer.ts';

function html(raw: string): string {
  const options = { gfm: true, tokenizer: new BoundedTokenizer() };
  return Parser.parse(new Lexer(options).lex(raw), options);
}

describe('BoundedTokenizer', () => {
  it('leaves ordinary emphasis as it is', () => {
    const raw = '**a *b* c** ~~d~~ _e_ 2*3*4 snake_case_name **f**: ' + 'word '.repeat(300);
    assert.equal(html(raw), Parser.parse(new Lexer().lex(raw)));
  });

  it('bounds the search for a closing mark', () => {
    const began = performance.now();
    html('_a '.repeat(2_600) + '_'.repeat(2_600));
    html('*a **a '.repeat(1_100) + ' a** a*'.repeat(1_100));
    assert.ok(performance.now() - began < 1_000);
  });
});
