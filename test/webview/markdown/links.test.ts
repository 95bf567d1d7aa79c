/*
 * Which links may live: https and mailto as written, nothing that only looks like them.
 */
import assert from 'node:assert/strict';
import { liveHref, otherHost } from '../../../src/webview/markdown/links.ts';

describe('links', () => {
  it('https and mailto live', () => {
    assert.equal(liveHref('https://example.com/a?b#c'), 'https://example.com/a?b#c');
    assert.equal(liveHref('mailto:a@example.com'), 'mailto:a@example.com');
  });

  it('everything else is dead', () => {
    for (const href of [
      'http://example.com',
      'javascript:alert(1)',
      'JaVaScRiPt:alert(1)',
      'java\nscript:alert(1)',
      '\u0001javascript:alert(1)',
      '\u00A0javascript:alert(1)',
      'command:workbench.action.quit',
      'com\tmand:x',
      '%63ommand:x',
      'vscode://file/etc/passwd',
      'data:text/html,x',
      'file:///etc/passwd',
      'search-ms:x',
      '//example.com',
      '/path',
      '#id',
      'https:example.com',
      'https://',
      'https://exa mple.com',
      '',
      'https://example.com/' + 'x'.repeat(5000),
    ]) {
      assert.equal(liveHref(href), undefined, href);
    }
  });

  it('names the true host where the text claims another', () => {
    assert.equal(
      otherHost('https://openai.com/billing', 'https://attacker.invalid/'),
      'attacker.invalid',
    );
    assert.equal(otherHost('g\u0456thub.com', 'https://xn--gthub-n4a.com/'), 'xn--gthub-n4a.com');
    assert.equal(otherHost('https://example.com/a', 'https://example.com/a'), undefined);
    assert.equal(otherHost('the docs', 'https://example.com/a'), undefined);
  });
});
