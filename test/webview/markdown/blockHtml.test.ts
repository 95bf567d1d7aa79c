/*
 * Markdown → HTML text, before the second lock: structure kept, everything that could act taken out.
 */
import assert from 'node:assert/strict';
import { blockHtml, codeHtml, escapeHtml } from '../../../src/webview/markdown/blockHtml.ts';
import { english } from '../../../src/webview/words.ts';

const html = (raw: string, links = {}): string => blockHtml(raw, links, english);

describe('blockHtml', () => {
  it('keeps what Markdown means', () => {
    assert.equal(html('**a** _b_ `c`'), '<p><strong>a</strong> <em>b</em> <code>c</code></p>\n');
    assert.match(html('- [x] done'), /<li>☑ done<\/li>/);
    assert.match(html('| a |\n|--:|\n| 1 |'), /<td class="sf-right">1<\/td>/);
    assert.match(html('3. c\n4. d'), /<ol start="3">/);
  });

  it('shows raw HTML as text', () => {
    assert.equal(html('a <b onclick=x>b</b>'), '<p>a &lt;b onclick=x&gt;b&lt;/b&gt;</p>\n');
    assert.equal(html('<script>x</script>'), '&lt;script&gt;x&lt;/script&gt;');
  });

  it('gives links no href, and only live ones a place to press', () => {
    const live = html('[t](https://example.com/)');
    assert.match(live, /<a [^>]*data-href="https:\/\/example.com\/"/);
    assert.doesNotMatch(live, / href=/);
    assert.doesNotMatch(html('[t](command:x)'), /<a /);
    assert.match(html('[t](command:x)'), /t <span class="sf-address">\(command:x\)<\/span>/);
    assert.match(html('[t][r]', { r: { href: 'https://example.com/r', title: '' } }), /\/r"/);
    assert.equal(html('[constructor]'), '<p>[constructor]</p>\n');
  });

  it('shows images as words', () => {
    const image = html('![alt](https://a.invalid/x.png)');
    assert.doesNotMatch(image, /<img/);
    assert.match(image, /alt <span class="sf-address">\(https:\/\/a.invalid\/x.png\)/);
  });

  it('names code by its file, else by its language, and colours it once closed', () => {
    assert.match(codeHtml('let a', 'ts src/a.ts', true, english), />src\/a\.ts<[^]*hljs-keyword/);
    assert.match(codeHtml('let a', 'ts', false, english), /code-name">ts<[^]*<code>let a</);
    assert.match(codeHtml('<b>', '"><img>', true, english), /&quot;&gt;&lt;img&gt;[^]*&lt;b&gt;/);
  });

  it('escapes all five', () => {
    assert.equal(escapeHtml(`<&>"'`), '&lt;&amp;&gt;&quot;&#39;');
  });
});
