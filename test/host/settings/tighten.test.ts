// A workspace may only narrow: whatever it says, nothing is allowed that the person did not allow.

import assert from 'node:assert/strict';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { readSettings } from '../../../src/host/settings/readSettings.ts';
import { tightened, type WorkspaceWord } from '../../../src/host/settings/tighten.ts';

const entry = (id: string, enabled = true) => ({
  ...{ id, kind: 'openai', models: ['m'], armed: true, enabled },
});
const raw: Record<string, unknown> = { providers: [entry('a'), entry('b'), entry('c', false)] };
const { settings } = readSettings((name) => raw[name], plainEnglish);
const enabled = (words: readonly WorkspaceWord[]): readonly string[] =>
  tightened(settings, words)
    .providers.filter((one) => one.enabled)
    .map(({ id }) => id);

describe('settings of a workspace', () => {
  it('change nothing where it says nothing, or nothing that makes sense', () => {
    assert.equal(tightened(settings, []), settings);
    const odd = { localOnly: 'true', allowedProviders: 'a', dayLimit: -1 };
    assert.equal(tightened(settings, [odd, { dayLimit: Number.NaN }]), settings);
  });

  it('keep questions on this computer, and never take that back', () => {
    assert.equal(tightened(settings, [{ localOnly: true }])['privacy.localOnly'], true);
    const own = { ...settings, 'privacy.localOnly': true };
    assert.equal(tightened(own, [{ localOnly: false }])['privacy.localOnly'], true);
  });

  it('name who may be asked; of several folders only who is in every list', () => {
    assert.deepEqual(enabled([{ allowedProviders: ['a', 'c', 'x'] }]), ['a']);
    assert.deepEqual(enabled([{ allowedProviders: ['a', 'b'] }, { allowedProviders: ['b'] }]), [
      'b',
    ]);
    assert.deepEqual(enabled([{ allowedProviders: [] }]), []);
  });

  it('lower the limit of the day and never raise it', () => {
    const day = (limit: number): number => tightened(settings, [{ dayLimit: limit }])['budget.day'];
    assert.deepEqual([day(1), day(50), day(0)], [1, 5, 5]);
    const none = { ...settings, 'budget.day': 0 };
    assert.equal(tightened(none, [{ dayLimit: 2 }])['budget.day'], 2);
    assert.equal(tightened(none, [{ localOnly: true }])['budget.day'], 0);
  });
});
