import assert from 'node:assert/strict';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { remedy } from '../../../src/host/settings/remedy.ts';
import { ProviderSetting, SETTING_SCHEMAS } from '../../../src/host/settings/schema.ts';
import type * as z from 'zod/mini';

const wrong = (schema: z.ZodMiniType, value: unknown): string => {
  const issue = schema.safeParse(value).error?.issues[0];
  assert.ok(issue);
  return remedy(issue, plainEnglish);
};

describe('remedy', () => {
  it('says what would be right, from the bounds that are checked', () => {
    const { 'breaker.failures': failures, 'statusBar.show': show } = SETTING_SCHEMAS;
    assert.equal(wrong(failures, 0), 'it must be 1 or more');
    assert.equal(wrong(failures, 1000), 'it must be 100 or less');
    assert.equal(wrong(failures, 1.5), 'it must be a whole number');
    assert.equal(wrong(failures, 'x'), 'it must be a number');
    assert.equal(wrong(show, 'yes'), 'it must be true or false');
    assert.equal(
      wrong(SETTING_SCHEMAS['retry.policy'], 'wild'),
      'it must be one of full, equal, decorrelated, article',
    );
  });

  it('has words for every field of a provider', () => {
    for (const entry of [
      { id: 'a b' },
      { id: 1 },
      { kind: 'x' },
      { models: [] },
      { models: 'm' },
      { name: '' },
      { limits: { stall: 0 } },
    ]) {
      const whole = { id: 'a', kind: 'openai', models: ['m'], ...entry };
      const words = wrong(ProviderSetting, whole);
      assert.match(words, /must/, JSON.stringify(entry));
      assert.doesNotMatch(words, /invalid/i, JSON.stringify(entry));
    }
  });
});
