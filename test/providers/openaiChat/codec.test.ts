/*
 * Chat Completions in the table of wires: where a question goes, and in what dialect.
 */
import assert from 'node:assert/strict';
import { openaiChat } from '../../../src/providers/openaiChat/codec.ts';
import { presetOf } from '../../../src/providers/presets/index.ts';

describe('the codec of Chat Completions', () => {
  it('asks at one path in the dialect of the preset', () => {
    const request = { messages: [], outputTokensMax: 5 };
    const { path, body } = openaiChat.encode(request, 'm', presetOf('compatible'));
    assert.equal(path, '/chat/completions');
    assert.equal((JSON.parse(body) as { max_tokens: number }).max_tokens, 5);
    assert.deepEqual(openaiChat.headers(presetOf('compatible')), {});
  });
});
