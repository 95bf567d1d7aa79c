import assert from 'node:assert/strict';
import { createControlBoard } from '../../../src/host/chat/controls.ts';

describe('controls', () => {
  it('reaches who listens, and nobody after they left', () => {
    const board = createControlBoard();
    const heard: string[] = [];
    const listening = board.on((control) => heard.push(control));
    board.say('try-now');
    listening.dispose();
    board.say('switch');
    assert.deepEqual(heard, ['try-now']);
  });

  it('lets a listener leave while it is being told', () => {
    const board = createControlBoard();
    const heard: string[] = [];
    const first = board.on(() => first.dispose());
    board.on((control) => heard.push(control));
    board.say('try-now');
    assert.deepEqual(heard, ['try-now']);
  });
});
