// Inside a code block or not: the rules of CommonMark as far as an answer needs them.

import assert from 'node:assert/strict';
import { isInCodeFence } from '../../src/engine/codeFence.ts';

describe('codeFence', () => {
  const cases: readonly (readonly [string, boolean])[] = [
    ['plain words', false],
    ['```ts\nconst a = 1;', true],
    ['```ts\nconst a = 1;\n```\n', false],
    ['```', true],
    ['~~~\n```\n', true],
    ['~~~\n```\n~~~', false],
    ['````md\n```\ninner\n```\n', true],
    ['```ts\n``` not the end\n', true],
    ['use ``` `` ``` here', false],
    ['``` a ` b', false],
    ['- a list\n  ```sh\n  ls\n', true],
    ['1. ```sh\n   ls\n   ```', false],
    ['> ```\n> quoted', true],
    ['```\r\ncode\r\n```\r\n', false],
  ];
  for (const [text, isIn] of cases) {
    it(`${JSON.stringify(text)}: ${String(isIn)}`, () => assert.equal(isInCodeFence(text), isIn));
  }
});
