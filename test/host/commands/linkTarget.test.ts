import assert from 'node:assert/strict';
import { linkTarget } from '../../../src/host/commands/linkTarget.ts';

describe('linkTarget', () => {
  it('opens https and mailto, and shows the true host', () => {
    assert.deepEqual(linkTarget('https://example.com/a?b#c'), {
      url: 'https://example.com/a?b#c',
      shown: 'example.com',
    });
    assert.equal(linkTarget('mailto:a@b.example')?.shown, 'a@b.example');
    assert.equal(linkTarget('https://xn--pple-43d.com/')?.shown, 'xn--pple-43d.com');
    assert.equal(linkTarget('https://аpple.com/')?.shown, 'xn--pple-43d.com');
  });

  it('refuses everything else', () => {
    for (const href of [
      'command:workbench.action.quit',
      'javascript:alert(1)',
      'data:text/html,x',
      'file:///etc/passwd',
      'vscode://x/y',
      'http://example.com',
      'https://github.com@evil.example/',
      '//example.com',
      'relative/path',
      '',
    ]) {
      assert.equal(linkTarget(href), undefined, href);
    }
  });
});
