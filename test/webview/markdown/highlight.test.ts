/*
 * Colours only for known languages and code of sane length; the text itself never changes.
 */
import assert from 'node:assert/strict';
import { HIGHLIGHT_MAX, highlighted } from '../../../src/webview/markdown/highlight.ts';

const plain = (html: string): string =>
  html
    .replace(/<[^>]*>/g, '')
    .replaceAll('&lt;', '<')
    .replaceAll('&amp;', '&');

describe('highlighted', () => {
  it('colours what people paste', () => {
    const code = 'if (a < b && c) return x;';
    for (const language of ['ts', 'typescript', 'js', 'py', 'sh', 'console', 'html', 'rs', 'yml']) {
      const html = highlighted(code, language);
      assert.ok(html !== undefined, language);
      assert.equal(plain(html), code, language);
    }
    assert.match(highlighted(code, 'ts') ?? '', /hljs-keyword/);
  });

  it('leaves the unknown and the endless plain', () => {
    assert.equal(highlighted('x', 'klingon'), undefined);
    assert.equal(highlighted('x', ''), undefined);
    assert.equal(highlighted('x'.repeat(HIGHLIGHT_MAX + 1), 'ts'), undefined);
  });
});
