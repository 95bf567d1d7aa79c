/*
 * The switchboard: positions, order of the switches, and who hears of a change.
 */
import assert from 'node:assert/strict';
import { createFaultBoard } from '../../src/sim/index.ts';

describe('sim/simulatedFaults', () => {
  it('starts well, and lists the switches in their order', () => {
    const board = createFaultBoard();
    assert.deepEqual(board.list, ['outage', 'rate-limit', 'slow', 'stall', 'cut', 'garbage']);
    assert.ok(board.list.every((fault) => !board.isOn(fault)));
  });

  it('tells of changes only, once they have happened, until disposed', () => {
    const board = createFaultBoard();
    const heard: string[] = [];
    const ear = board.onChange((fault) => heard.push(`${fault} ${board.isOn(fault)}`));
    board.set('cut', true);
    board.set('cut', true);
    board.set('cut', false);
    ear.dispose();
    board.set('stall', true);
    assert.deepEqual(heard, ['cut true', 'cut false']);
    assert.equal(board.isOn('stall'), true);
  });
});
