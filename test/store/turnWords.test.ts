/*
 * What is searched by, and the line that is shown for it.
 */
import assert from 'node:assert/strict';
import type { AnswerRecord } from '../../src/core/index.ts';
import { excerptOf, searchForm, wordsOf } from '../../src/store/turnWords.ts';
import { turn } from './turnStoreContract.ts';

const answer = (...texts: readonly string[]): AnswerRecord => ({
  answerId: 'a',
  start: { how: 'first' },
  state: 'whole',
  blocks: [
    { type: 'reasoning', text: 'secret thought' },
    ...texts.map((text) => ({ type: 'text' as const, text })),
  ],
});

describe('store/turnWords', () => {
  it('takes question and answers in small letters, and no reasoning', () => {
    const words = wordsOf(turn('t', { question: 'Why POOL?', answers: [answer('Because.', 'Ä')] }));
    assert.equal(words, 'why pool?\nbecause.\nä');
    assert.equal(searchForm('ÄB'), 'äb');
  });

  it('shows one line around the words, with dots where it was cut', () => {
    const long = `${'before '.repeat(20)}the\n  POOL leaks${' after'.repeat(20)}`;
    const line = excerptOf(turn('t', { answers: [answer(long)] }), 'pool LEAKS') ?? '';
    assert.match(line, /^….*the POOL leaks.*…$/);
    assert.ok(line.length < 110);
    assert.equal(excerptOf(turn('t', { question: 'short' }), 'SHORT'), 'short');
  });

  it('shows nothing where the words are not', () => {
    assert.equal(excerptOf(turn('t', { answers: [answer('x')] }), 'secret'), undefined);
  });
});
