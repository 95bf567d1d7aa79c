import assert from 'node:assert/strict';
import { parseJsonWithComments } from '../../../src/host/firstRun/jsonWithComments.ts';

describe('JSON with comments', () => {
  it('reads what people leave in it', () => {
    const text = `// top
    { /* a */ "url": "https://x/*y*/", "list": [1, 2, /* last */ ], // end
      "quote": "\\"//", }`;
    assert.deepEqual(parseJsonWithComments(text), {
      url: 'https://x/*y*/',
      list: [1, 2],
      quote: '"//',
    });
  });

  it('throws on everything else, in one pass', () => {
    const hostile = ['', '{', '/*', '"', '[1,,2]', '{"a":1', '\\'.repeat(9), '/*/'.repeat(60_000)];
    const long = ['"\\'.repeat(200_000), ',/**/'.repeat(60_000), '['.repeat(100_000)];
    for (const text of [...hostile, ...long]) assert.throws(() => parseJsonWithComments(text));
  });
});
