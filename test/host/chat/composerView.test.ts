import assert from 'node:assert/strict';
import type { ChainEntry } from '../../../src/core/index.ts';
import { composerView } from '../../../src/host/chat/composerView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { a, b, names } from '../fakes.ts';

const entry = (target: typeof a, armed = true): ChainEntry => ({
  target,
  armed,
  enabled: true,
  hasKey: true,
  tier: 'any',
  isLocal: false,
});
const view = (chain: readonly ChainEntry[], isTrial = false, busyTurnId?: string) =>
  composerView({ chain, names, l10n: plainEnglish, isTrial, busyTurnId, isPrivate: false });

describe('composerView', () => {
  it('names who will be asked, in order, and only those', () => {
    assert.equal(view([entry(a), entry(b)]).who, 'Auto · A, B');
    assert.equal(view([entry(a), entry(b, false)]).who, 'Auto · A');
    assert.deepEqual(
      [view([entry(b, false)]).who, view([entry(b, false)]).canSend],
      ['No model yet', false],
    );
  });

  it('says in a private chat that nothing of it is stored', () => {
    const input = { chain: [entry(a)], names, l10n: plainEnglish, isTrial: false };
    const { placeholder } = composerView({ ...input, isPrivate: true, busyTurnId: undefined });
    assert.match(placeholder, /nothing of this chat is stored/);
  });

  it('offers things to try in the trial, and not while a turn is under way', () => {
    assert.equal(view([entry(a)]).suggestions.length, 0);
    assert.ok(view([entry(a)], true).suggestions.length > 0);
    const busy = view([entry(a)], true, 't');
    assert.deepEqual([busy.suggestions, busy.busyTurnId], [[], 't']);
  });
});
