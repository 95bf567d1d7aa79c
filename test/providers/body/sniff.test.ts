/*
 * What a body is, told from its first bytes, wherever they are cut.
 */
import assert from 'node:assert/strict';
import { createSniffer } from '../../../src/providers/body/sniff.ts';
import { bytesOf, cutEverywhere } from '../bench.ts';

const CASES: readonly (readonly [string, string | undefined])[] = [
  ['{"a":1}', 'json'],
  ['\n\n  \r\n[1]', 'json'],
  ['\ufeff{}', 'json'],
  ['data: x', 'events'],
  ['\ufeffdata: x', 'events'],
  [': ping', 'events'],
  ['\n<!doctype html>', 'page'],
  ['plain', 'events'],
  [' \n', undefined],
  ['', undefined],
];

describe('the form of a body', () => {
  for (const [text, form] of CASES) {
    it(`${JSON.stringify(text)} is ${form ?? 'not known yet'}`, () => {
      assert.equal(createSniffer().look(bytesOf(text)), form);
      const sniffer = createSniffer();
      let seen: string | undefined;
      for (const chunk of cutEverywhere(bytesOf(text))) seen ??= sniffer.look(chunk);
      assert.equal(seen, form);
    });
  }
});
