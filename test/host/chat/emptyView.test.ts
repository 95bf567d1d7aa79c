import assert from 'node:assert/strict';
import { emptyView, trialEmptyView } from '../../../src/host/chat/emptyView.ts';
import { NOTHING_FOUND } from '../../../src/host/firstRun/firstLook.ts';
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
    const view = EmptyView.parse(emptyView(plainEnglish, { ...NOTHING_FOUND, servers: found }));
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
      ['add-provider', 'try-without-key', 'get-started'],
    );
  });

  it('says what was found though it has no model yet, and goes on as without it', () => {
    const view = emptyView(plainEnglish, { ...NOTHING_FOUND, servers: [server('Ollama')] });
    assert.equal(view.found, 'Found on this computer: Ollama (no model yet)');
    assert.deepEqual(
      [...view.buttons, ...view.links].map(({ action }) => action),
      ['add-provider', 'try-without-key', 'get-started'],
    );
    assert.equal(emptyView(plainEnglish, NOTHING_FOUND).found, undefined);
  });

  it('offers keys of the environment where there is no server, and else as a link', () => {
    const actions = (view: EmptyView): readonly string[] =>
      [...view.buttons, ...view.links].map(({ action }) => action);
    const keys = EmptyView.parse(emptyView(plainEnglish, { ...NOTHING_FOUND, hasKeys: true }));
    assert.deepEqual(keys.buttons, [
      {
        label: 'Import the keys found in your environment',
        action: 'import-keys',
        primary: true,
      },
    ]);
    const rest = ['add-provider', 'try-without-key', 'get-started'];
    assert.deepEqual(actions(keys), ['import-keys', ...rest]);
    const both = { servers: [server('Ollama', 'a')], hasKeys: true, tools: ['Continue', 'Cline'] };
    const view = EmptyView.parse(emptyView(plainEnglish, both));
    assert.deepEqual(actions(view), ['use-found', 'import-keys', 'import-providers', ...rest]);
    assert.equal(view.links[1]?.label, 'Import from Continue, Cline');
  });

  it('leaves the trial to the buttons above the composer', () => {
    const view = EmptyView.parse(trialEmptyView(plainEnglish));
    assert.deepEqual([view.buttons, view.links], [[], []]);
  });
});
