/*
 * Parts as every wire takes them: fences that hold, opaque data that goes nowhere else, ids.
 */
import assert from 'node:assert/strict';
import type { Message, Opaque, Part } from '../../src/core/index.ts';
import { joinTexts, ownData, textOf, wireIdsOf } from '../../src/providers/parts.ts';

const text: Part = { type: 'text', text: 'Look:' };
const opaque: Opaque = { wire: 'gemini.generateContent', modelId: 'm', data: { callId: 'abc' } };
const call = (id: string, own?: Opaque): Part => ({
  type: 'tool-call',
  id,
  name: 'f',
  argumentsJson: '{}',
  ...(own === undefined ? {} : { opaque: own }),
});

describe('parts', () => {
  it('join their texts; a file is fenced so that nothing in it can end the fence', () => {
    const file: Part = { type: 'file', name: 'a\n.ts', languageId: 'ts', text: 'x\n````\n' };
    assert.equal(
      joinTexts([text, call('1'), file]),
      'Look:\n\nFile: a .ts\n`````ts\nx\n````\n`````',
    );
    assert.equal(textOf({ type: 'reasoning', text: 'hm' }), '');
  });

  it('hand opaque data to its own wire and model only', () => {
    const part = call('1', opaque);
    assert.deepEqual(ownData(part, 'gemini.generateContent', 'm'), { callId: 'abc' });
    assert.equal(ownData(part, 'gemini.generateContent', 'n'), undefined);
    assert.equal(ownData(part, 'openai.chat', 'm'), undefined);
    assert.equal(ownData(text, 'openai.chat', 'm'), undefined);
  });

  it('give each call one id, the vendor’s own where it is known', () => {
    const messages: Message[] = [
      { role: 'assistant', parts: [call('1', opaque), call('2'), call('2'), call('3', opaque)] },
    ];
    const ids = (modelId: string) => [
      ...wireIdsOf(messages, 'gemini.generateContent', modelId).values(),
    ];
    assert.deepEqual(ids('m'), ['abc', 'call00001', 'call00002']);
    assert.deepEqual(ids('n'), ['call00000', 'call00001', 'call00002']);
  });
});
