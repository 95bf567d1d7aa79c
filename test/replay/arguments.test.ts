/*
 * What the command is asked for, and what it says of arguments that are wrong.
 */
import assert from 'node:assert/strict';
import { readArguments } from './arguments.ts';

describe('the arguments of replay', () => {
  it('are a folder, a seed and a form', () => {
    const given = readArguments(['dir', '--seed', '5', '--json']);
    assert.deepEqual(given, { ok: true, folder: 'dir', seed: 5, isJson: true });
    const drawn = readArguments(['--', 'dir']);
    assert(drawn.ok && Number.isInteger(drawn.seed) && !drawn.isJson);
  });

  const wrong: readonly (readonly [readonly string[], RegExp])[] = [
    [[], /DIR is missing/],
    [['a', 'b'], /b is more than one folder/],
    [['a', '--seed', 'x'], /--seed is x/],
    [['a', '--seed', '-1'], /--seed/],
    [['a', '--seed', ''], /--seed is :/],
    [['a', '--seed', '2147483648'], /--seed is 2147483648/],
    [['a', '--fast'], /--fast/],
  ];
  for (const [args, pattern] of wrong) {
    it(`${args.join(' ') || 'none'} is refused in words`, () => {
      const read = readArguments(args);
      assert(!read.ok);
      assert.match(read.problems[0] ?? '', pattern);
      assert.match(read.problems[1] ?? '', /^Usage: npm run replay/);
    });
  }
});
