import assert from 'node:assert/strict';
import { offerView } from '../../../src/host/chat/offerView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

const offer = (removedCount: number, proposedFor?: string): string | undefined =>
  offerView({ removedCount, proposedFor }, plainEnglish)?.sentence;

describe('offerView', () => {
  it('offers Undo after a deletion, and says when more than one question went', () => {
    assert.equal(offer(0), undefined);
    assert.equal(offer(1), 'Question and answer deleted.');
    assert.match(offer(3) ?? '', /3 questions in all/);
    const buttons = offerView({ removedCount: 1, proposedFor: undefined }, plainEnglish)?.buttons;
    assert.deepEqual(
      buttons?.map(({ action }) => action),
      ['undo-delete', 'keep-deleted'],
    );
  });

  it('names the file of a change first', () => {
    assert.match(offer(1, 'pool.ts') ?? '', /^pool\.ts: .*nothing is written yet/);
  });
});
