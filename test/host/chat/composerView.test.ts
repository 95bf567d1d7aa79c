import assert from 'node:assert/strict';
import type { ChainEntry } from '../../../src/core/index.ts';
import type { AskedLimits } from '../../../src/host/chat/choices.ts';
import { composerView, type ComposerInput } from '../../../src/host/chat/composerView.ts';
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
const ANYWHERE: AskedLimits = { tier: 'any', localOnly: false };
const view = (chain: readonly ChainEntry[], more: Partial<ComposerInput> = {}) =>
  composerView({
    chain,
    asked: chain.filter(({ armed }) => armed),
    limits: ANYWHERE,
    names,
    l10n: plainEnglish,
    isTrial: false,
    busyTurnId: undefined,
    isPrivate: false,
    ...more,
  });

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
    const { placeholder } = view([entry(a)], { isPrivate: true });
    assert.match(placeholder, /nothing of this chat is stored/);
  });

  it('offers things to try in the trial, and not while a turn is under way', () => {
    assert.equal(view([entry(a)]).suggestions.length, 0);
    assert.ok(view([entry(a)], { isTrial: true }).suggestions.length > 0);
    const busy = view([entry(a)], { isTrial: true, busyTurnId: 't' });
    assert.deepEqual([busy.suggestions, busy.busyTurnId], [[], 't']);
  });

  it('says what was chosen, and how far the chat may go', () => {
    const chain = [entry(a), entry(b)];
    const only = view(chain, { limits: { ...ANYWHERE, only: b }, asked: [entry(b)] });
    assert.deepEqual([only.who, only.bound, only.canSend], ['B only', undefined, true]);
    assert.equal(view(chain, { limits: { ...ANYWHERE, first: b } }).who, 'B first');
    const local = view(chain, { limits: { tier: 'any', localOnly: true }, asked: [] });
    // Asking then says what is in the way.
    assert.deepEqual(
      [local.who, local.bound, local.canSend],
      ['Nobody may be asked', 'Local only', true],
    );
    assert.equal(
      view(chain, { limits: { tier: 'trusted', localOnly: false } }).bound,
      'Trusted only',
    );
    assert.equal(view([entry(b, false)], { limits: { ...ANYWHERE, only: b } }).canSend, true);
  });
});
