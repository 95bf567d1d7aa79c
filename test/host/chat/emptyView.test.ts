import assert from 'node:assert/strict';
import { emptyView, trialEmptyView } from '../../../src/host/chat/emptyView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { EmptyView } from '../../../src/protocol/index.ts';

describe('emptyView', () => {
  it('fits the protocol and has one primary button', () => {
    const view = EmptyView.parse(emptyView(plainEnglish));
    assert.equal(view.buttons.filter((button) => button.primary).length, 1);
    assert.match(view.footnote, /keychain/);
  });

  it('leaves the trial to the buttons above the composer', () => {
    const view = EmptyView.parse(trialEmptyView(plainEnglish));
    assert.deepEqual([view.buttons, view.links], [[], []]);
  });
});
