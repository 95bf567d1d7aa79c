/*
 * The stored text of a turn: its version, and what is no turn.
 */
import assert from 'node:assert/strict';
import { textToTurn, turnToText } from '../../src/store/turnText.ts';
import { turn } from './turnStoreContract.ts';

describe('store/turnText', () => {
  it('carries its version and comes back without it', () => {
    const text = turnToText(turn('t'));
    assert.equal((JSON.parse(text) as { v: number }).v, 1);
    assert.deepEqual(textToTurn(text), turn('t'));
  });

  const { question: _question, ...incomplete } = turn('t');
  const noTurns: Record<string, string> = {
    'cut off': turnToText(turn('t')).slice(0, -3),
    'of a newer version': JSON.stringify({ ...turn('t'), v: 2 }),
    'without a version': JSON.stringify(turn('t')),
    incomplete: JSON.stringify({ ...incomplete, v: 1 }),
    'not an object': '17',
    null: 'null',
    empty: '',
    'NUL bytes': '\u0000\u0000\u0000',
  };
  for (const [what, text] of Object.entries(noTurns)) {
    it(`${what}: no turn`, () => assert.equal(textToTurn(text), undefined));
  }
});
