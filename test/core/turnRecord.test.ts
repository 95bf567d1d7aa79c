import assert from 'node:assert/strict';
import { contextOf } from '../../src/core/turnRecord.ts';

describe('turn record', () => {
  it('holds of the context what is there, and no empty fields', () => {
    assert.deepEqual(contextOf({ attached: [], instructions: [], leftOutTurns: 0 }), {});
    const whole = {
      prompt: 'p',
      attached: [
        { ref: { kind: 'editors' }, icon: 'editors', label: 'Open editors', pieces: [] } as const,
      ],
      instructions: [{ name: 'AGENTS.md', text: 't' }],
      leftOutTurns: 2,
    };
    assert.deepEqual(contextOf(whole), whole);
  });
});
