import assert from 'node:assert/strict';
import { panelHtml } from '../../../src/host/views/panelHtml.ts';

const page = (): string =>
  panelHtml({
    view: 'chat',
    place: 'side',
    cspSource: 'https://own.source',
    title: 'A "title" <b>',
    language: 'en',
    scriptUri: 'https://own.source/a.js?x="y"&z',
    styleUris: ['https://own.source/a.css'],
  });

describe('panelHtml', () => {
  it('allows our script by nonce, our styles and fonts, and nothing else', () => {
    const policy = /content="([^"]+)"/.exec(page())?.[1] ?? '';
    const nonce = /nonce-([^']+)'/.exec(policy)?.[1];
    assert.equal(
      policy,
      `default-src 'none'; script-src 'nonce-${nonce}'; style-src https://own.source; font-src https://own.source`,
    );
    assert.ok(page().includes('<script nonce="'));
    assert.doesNotMatch(page(), /style=|unsafe|<style|onload/);
  });

  it('has a fresh nonce each time and escapes what is put into it', () => {
    assert.notEqual(page(), page());
    assert.doesNotMatch(page(), /<b>/);
    assert.match(page(), /x=&#34;y&#34;&#38;z/);
  });
});
