import assert from 'node:assert/strict';
import { mostAlike, wordsIn } from '../../src/store/answerWords.ts';

const worded = (text: string, wallMs = 1) => ({
  words: wordsIn(text),
  answer: { question: text, text, wallMs, target: { providerId: 'a', modelId: 'm' } },
});

describe('store/answerWords', () => {
  it('takes words of any script, in small letters, and no single letter', () => {
    assert.deepEqual([...wordsIn('A Pool-leak, 你好 x2 é')], ['pool', 'leak', '你好', 'x2']);
    const many = Array.from({ length: 5_000 }, (_, n) => `w${n}x`).join(' ');
    assert.equal(wordsIn(many).size, 3_000);
  });

  it('lets rare words count more than those that nearly all hold', () => {
    const all = ['how does the cat sleep', 'how does the dog run', 'the pool leaks'].map((text) =>
      worded(text),
    );
    const found = mostAlike('how does the pool work', all, 1);
    assert.equal(found[0]?.question, 'the pool leaks');
  });

  it('puts the later first among equals, and nothing where nothing is shared', () => {
    const all = [worded('pool one', 1), worded('pool two', 5)];
    assert.deepEqual(
      mostAlike('pool', all, 3).map(({ wallMs }) => wallMs),
      [5, 1],
    );
    assert.deepEqual(mostAlike('nothing', all, 3), []);
    assert.deepEqual(mostAlike('', all, 3), []);
  });
});
