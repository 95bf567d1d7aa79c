import assert from 'node:assert/strict';
import { offerViews } from '../../../src/host/chat/offerView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

const offers = (removedCount: number, proposedFor?: string) =>
  offerViews({ removedCount, proposedFor }, plainEnglish);

describe('offerViews', () => {
  it('offers Undo after a deletion, and says when more than one question went', () => {
    assert.deepEqual(offers(0), []);
    const [one] = offers(1);
    assert.equal(one?.sentence, 'Question and answer deleted.');
    assert.deepEqual(
      one.buttons.map(({ action }) => action),
      ['undo-delete', 'keep-deleted'],
    );
    assert.match(offers(3)[0]?.sentence ?? '', /3 questions in all/);
  });

  it('names the file of a change, and hides no Undo behind it', () => {
    const sentences = offers(1, 'pool.ts').map(({ sentence }) => sentence);
    assert.equal(sentences.length, 2);
    assert.match(sentences[0] ?? '', /^pool\.ts: .*nothing is written yet/);
    assert.match(sentences[1] ?? '', /deleted/);
  });
});
