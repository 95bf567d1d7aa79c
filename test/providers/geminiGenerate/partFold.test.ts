/*
 * Parts of Gemini: words, thoughts, calls, and the signatures that stay with them.
 */
import assert from 'node:assert/strict';
import { createSink } from '../../../src/providers/body/decoding.ts';
import { createPartFold } from '../../../src/providers/geminiGenerate/partFold.ts';
import { find, PLACE, wordsOf } from '../bench.ts';

function fold(...parts: object[]) {
  const sink = createSink();
  const partFold = createPartFold(PLACE, sink);
  for (const part of parts) partFold.read(part as never);
  const events = sink.take();
  return { events, ...wordsOf(events), hasText: partFold.hasText, ...partFold.close() };
}

describe('parts of Gemini', () => {
  it('are words and thoughts', () => {
    const run = fold({ text: 'hm', thought: true }, { text: 'Hi' }, { text: '' });
    assert.deepEqual([run.reasoning, run.text, run.hasText], ['hm', 'Hi', true]);
    assert(!fold({ text: 'hm', thought: true }).hasText);
  });

  it('are calls, each with its own signature and id', () => {
    const run = fold(
      { functionCall: { name: 'f', args: { a: 1 }, id: 'v' }, thoughtSignature: 'sig' },
      { functionCall: { name: 'g' } },
    );
    const data = { callId: 'v', thoughtSignature: 'sig' };
    const opaque = { wire: 'gemini.generateContent', modelId: 'm', data };
    assert.deepEqual(run.calls, [
      { type: 'tool-call', id: 'a.0', name: 'f', argumentsJson: '{"a":1}', opaque },
      { type: 'tool-call', id: 'a.1', name: 'g', argumentsJson: '{}' },
    ]);
    assert.equal(find(run.events, 'tool-call-delta').length, 2);
    assert.equal(find(run.events, 'opaque').length, 0);
    assert(fold({ functionCall: { args: {} } }).isBroken);
  });

  it('pass other signatures on, but not those of the vendor’s own tools', () => {
    const run = fold(
      { text: 'Hi', thoughtSignature: 's1' },
      { text: '', thoughtSignature: 's2' },
      { toolCall: { toolType: 'FILE_SEARCH' }, thoughtSignature: 's3' },
      { executableCode: { code: 'x' } },
    );
    assert.deepEqual(
      find(run.events, 'opaque').map(({ opaque }) => opaque.data),
      [{ thoughtSignature: 's1' }, { thoughtSignature: 's2' }],
    );
  });
});
