/*
 * Calls of Gemini: whole ones, ones in pieces, and ones that never became whole.
 */
import assert from 'node:assert/strict';
import type { StreamEvent } from '../../../src/core/index.ts';
import { createCallFold } from '../../../src/providers/geminiGenerate/callFold.ts';

function fold(...called: object[]) {
  const events: StreamEvent[] = [];
  const calls = createCallFold({ attemptId: 'a', modelId: 'm' }, (event) => events.push(event));
  for (const one of called) calls.add(one as never, undefined);
  return { events, ...calls.close() };
}
const begun = { name: 'look', willContinue: true };
const piece = (jsonPath: string, rest: object, willContinue = true) => ({
  partialArgs: [{ jsonPath, ...rest }],
  ...(willContinue ? { willContinue } : {}),
});

describe('calls of Gemini', () => {
  it('come in pieces, and end with one that does not continue', () => {
    const run = fold(
      begun,
      piece('$.at', { stringValue: 'Bos', willContinue: true }),
      piece('$.at', { stringValue: 'ton' }),
      {},
      { name: 'next', willContinue: true },
      piece('$.n', { numberValue: 0.5 }, false),
    );
    assert.equal(run.isBroken, false);
    assert.deepEqual(run.calls, [
      { type: 'tool-call', id: 'a.0', name: 'look', argumentsJson: '{"at":"Boston"}' },
      { type: 'tool-call', id: 'a.1', name: 'next', argumentsJson: '{"n":0.5}' },
    ]);
    assert(run.events.every((event) => event.type === 'tool-call-delta'));
  });

  it('need no arguments, and may be closed twice', () => {
    const run = fold({ name: 'look' }, {}, begun, {}, {});
    assert.deepEqual([run.calls.length, run.isBroken], [2, false]);
  });

  it('that never end are none, and neither are those without a name', () => {
    const open = fold(begun, piece('$.at', { stringValue: 'Boston' }));
    assert.deepEqual([open.calls, open.isBroken], [[], true]);
    const overtaken = fold(begun, { name: 'other', args: {} });
    assert.deepEqual([overtaken.calls.length, overtaken.isBroken], [1, true]);
    assert.deepEqual(fold({ args: { a: 1 } }).isBroken, true);
  });

  it('with a piece that fits nowhere are none', () => {
    const run = fold(begun, piece('at', { stringValue: 'x' }, false));
    assert.deepEqual([run.calls, run.isBroken], [[], true]);
  });
});
