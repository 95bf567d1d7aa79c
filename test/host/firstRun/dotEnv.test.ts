import assert from 'node:assert/strict';
import { parseDotEnv } from '../../../src/host/firstRun/dotEnv.ts';

describe('a .env file', () => {
  it('gives names and values, quotes and comments taken off', () => {
    const text = [
      '# keys',
      'A=one',
      'export B = "two # not a comment"',
      "C='three' # comment",
      'D=four # comment',
      'E=',
      'A=again',
      'F="open',
    ].join('\r\n');
    assert.deepEqual(
      [...parseDotEnv(text)],
      [
        ['A', 'again'],
        ['B', 'two # not a comment'],
        ['C', 'three'],
        ['D', 'four'],
        ['E', ''],
        ['F', 'open'],
      ],
    );
  });

  it('passes over what is something else', () => {
    const text = '=x\n1A=x\nA B=x\n$(rm)=x\n\u0000=x\nno line\n__proto__=x';
    const values = parseDotEnv(text);
    assert.deepEqual([...values.keys()], ['__proto__']);
    assert.equal(({} as Record<string, unknown>)['x'], undefined);
  });
});
