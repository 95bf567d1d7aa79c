import assert from 'node:assert/strict';
import { emptyView, trialEmptyView } from '../../../src/host/chat/emptyView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { EmptyView } from '../../../src/protocol/index.ts';
import { server } from '../local/servers.ts';

describe('emptyView', () => {
  it('fits the protocol and has one primary button', () => {
    const view = EmptyView.parse(emptyView(plainEnglish));
    assert.equal(view.buttons.filter((button) => button.primary).length, 1);
    assert.match(view.footnote, /keychain/);
  });

  it('offers what was found on this computer first, with a way to anything else', () => {
    const found = [server('LM Studio'), server('Ollama', 'a', 'b', 'c'), server('vLLM', 'm')];
    const view = EmptyView.parse(emptyView(plainEnglish, found));
    assert.match(
      view.found ?? '',
      /^Found on this computer: LM Studio \(no model yet\), Ollama \(3/,
    );
    assert.deepEqual(view.buttons, [
      {
        label: 'Use Ollama, found here',
        action: 'use-found',
        primary: true,
        args: { baseUrl: found[1]?.baseUrl },
      },
    ]);
    assert.deepEqual(
      view.links.map(({ action }) => action),
      ['add-provider', 'try-without-key'],
    );
  });

  it('says what was found though it has no model yet, and goes on as without it', () => {
    const view = emptyView(plainEnglish, [server('Ollama')]);
    assert.equal(view.found, 'Found on this computer: Ollama (no model yet)');
    assert.deepEqual(
      [...view.buttons, ...view.links].map(({ action }) => action),
      ['add-provider', 'try-without-key'],
    );
    assert.equal(emptyView(plainEnglish, []).found, undefined);
  });

  it('leaves the trial to the buttons above the composer', () => {
    const view = EmptyView.parse(trialEmptyView(plainEnglish));
    assert.deepEqual([view.buttons, view.links], [[], []]);
  });
});
