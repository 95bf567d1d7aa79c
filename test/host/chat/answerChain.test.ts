import assert from 'node:assert/strict';
import type { AnswerRecord, AnswerStart } from '../../../src/core/index.ts';
import { chainOf } from '../../../src/host/chat/answerChain.ts';
import { a, record } from '../fakes.ts';

const answer = (answerId: string, how: AnswerStart['how'] = 'first'): AnswerRecord => ({
  answerId,
  start: how === 'first' ? { how } : { how, from: a, error: record({ kind: 'cut' }) },
  state: 'unfinished',
  blocks: [],
});
const ids = (answers: readonly AnswerRecord[], at: number): string => {
  const of = answers[at];
  return of === undefined
    ? ''
    : chainOf(answers, of)
        .map(({ answerId }) => answerId)
        .join('');
};

describe('answerChain', () => {
  it('joins what goes on, and nothing else', () => {
    const answers = [answer('a'), answer('b', 'folded'), answer('c', 'continued')];
    const all = [...answers, answer('d', 'continued'), answer('e', 'switched')];
    assert.deepEqual(
      [0, 1, 2, 3, 4].map((at) => ids(all, at)),
      ['a', 'b', 'bc', 'bcd', 'e'],
    );
  });

  it('takes an answer of no list, and a beginning that is not there, as they are', () => {
    const lone = answer('x', 'continued');
    assert.deepEqual(chainOf([], lone), [lone]);
    assert.deepEqual(chainOf([lone], lone), [lone]);
  });
});
