import assert from 'node:assert/strict';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { droppedWords } from '../../../src/host/words/dropped.ts';

describe('dropped', () => {
  it('names everything that is missing', () => {
    const model = { what: 'model', from: 'large', to: 'small' } as const;
    const all = [{ what: 'images', count: 2 }, { what: 'tools', count: 3 }, model] as const;
    assert.equal(
      droppedWords(all, plainEnglish),
      'without 2 images, without tools, by a simpler model',
    );
    const one = [
      { what: 'images', count: 1 },
      { what: 'questions', count: 1 },
    ] as const;
    assert.equal(droppedWords(one, plainEnglish), 'without the image, without the first question');
    const many = [{ what: 'questions', count: 4 }] as const;
    assert.equal(droppedWords(many, plainEnglish), 'without the first 4 questions');
  });
});
