/*
 * Arguments in pieces: every kind of value at every kind of path, and what makes them unusable.
 */
import assert from 'node:assert/strict';
import { createStreamedArguments } from '../../../src/providers/geminiGenerate/streamedArguments.ts';

function put(...pieces: object[]): string | undefined {
  const streamed = createStreamedArguments();
  streamed.add(pieces);
  return streamed.close();
}
const text = (jsonPath: string, stringValue: string, willContinue = false) => ({
  jsonPath,
  stringValue,
  ...(willContinue ? { willContinue } : {}),
});

describe('arguments in pieces', () => {
  it('become the object that they describe', () => {
    const json = put(
      text('$.list[0].name', 'a', true),
      text('$.list[0].name', 'b', true),
      text('$.list[0].name', ''),
      { jsonPath: '$.list[1]', numberValue: 2 },
      { jsonPath: "$['odd key']", boolValue: false },
      { jsonPath: '$["x.y"]', nullValue: 'NULL_VALUE' },
      text('$.__proto__.polluted', 'yes'),
    );
    assert.equal(
      json,
      '{"list":[{"name":"ab"},2],"odd key":false,"x.y":null,"__proto__":{"polluted":"yes"}}',
    );
    assert.equal((Object.prototype as { polluted?: unknown }).polluted, undefined);
    assert.equal(put(), '{}');
  });

  const broken: readonly (readonly [string, readonly object[]])[] = [
    ['a string that goes on', [text('$.a', 'x', true)]],
    ['another one before its end', [text('$.a', 'x', true), text('$.b', 'y')]],
    ['no path', [{ stringValue: 'x' }]],
    ['a path from nowhere', [text('a', 'x')]],
    ['the root itself', [text('$', 'x')]],
    ['a path that is none', [text('$.a[', 'x')]],
    ['no value', [{ jsonPath: '$.a' }]],
    ['a list with a gap', [text('$.a[9]', 'x')]],
    ['a name in a list', [text('$.a[0]', 'x'), text('$.a.b', 'y')]],
    ['a path through a value', [text('$.a', 'x'), text('$.a.b', 'y')]],
    ['a path without end', [text(`$${'.a'.repeat(99)}`, 'x')]],
    ['no piece', ['x' as unknown as object]],
  ];
  for (const [what, pieces] of broken) {
    it(`${what}: unusable`, () => assert.equal(put(...pieces), undefined));
  }
});
