/*
 * How an answer ends: every reason with and without words and calls.
 */
import assert from 'node:assert/strict';
import { createSink } from '../../../src/providers/body/decoding.ts';
import { createContentFold } from '../../../src/providers/openaiChat/contentFold.ts';
import { endingOf } from '../../../src/providers/openaiChat/ending.ts';

const WHOLE = { tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{}' } }] };
const HALF = { tool_calls: [{ index: 0, id: 'x', function: { name: 'f', arguments: '{"a"' } }] };

function end(delta: object, raw?: string): string {
  const content = createContentFold({ attemptId: 'a', modelId: 'm' }, createSink());
  content.read({ delta });
  const ending = endingOf(content, raw, 'm');
  return ending.ok ? `${ending.reason} ${ending.events.length}` : ending.kind;
}

describe('the end of an answer', () => {
  const cases: readonly (readonly [object, string | undefined, string])[] = [
    [{ content: 'a' }, 'stop', 'stop 0'],
    [{ content: 'a' }, undefined, 'unknown 0'],
    [{ content: 'a' }, 'tool_calls', 'stop 0'],
    [{ content: 'a' }, 'content_filter', 'filtered 0'],
    [{ refusal: 'no' }, 'stop', 'filtered 0'],
    [WHOLE, 'stop', 'tool-calls 1'],
    [WHOLE, undefined, 'tool-calls 1'],
    [WHOLE, 'length', 'length 1'],
    [{ ...WHOLE, reasoning_content: 'hm' }, 'stop', 'tool-calls 2'],
    [HALF, 'stop', 'tool-use-failed'],
    [HALF, 'length', 'length 0'],
    [{}, 'stop', 'empty'],
    [{ reasoning: 'hm' }, 'stop', 'empty'],
    [{ reasoning: 'hm' }, 'length', 'length 0'],
    [{}, 'content_filter', 'filtered 0'],
    [{ content: 'a' }, 'error', 'server'],
    [{ content: 'a' }, 'insufficient_system_resource', 'overloaded'],
    [{ content: 'a' }, 'abort', 'truncated'],
  ];
  for (const [delta, raw, expected] of cases) {
    it(`${JSON.stringify(delta).slice(0, 60)} with ${raw ?? 'no reason'} is ${expected}`, () => {
      assert.equal(end(delta, raw), expected);
    });
  }
});
