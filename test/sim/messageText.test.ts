import assert from 'node:assert/strict';
import { textOf } from '../../src/sim/messageText.ts';

describe('sim/messageText', () => {
  it('is the words of all parts that have some', () => {
    const parts = [
      { type: 'text', text: 'a' },
      { type: 'tool-call', id: 'c', name: 't', argumentsJson: '{}' },
      { type: 'file', name: 'f', text: 'b' },
    ] as const;
    assert.equal(textOf({ role: 'user', parts }), 'ab');
  });
});
