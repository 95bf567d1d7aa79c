import assert from 'node:assert/strict';
import type { BudgetFacts } from '../../../src/core/index.ts';
import { plainEnglish as l10n } from '../../../src/host/l10n.ts';
import { budgetButtons, budgetKept } from '../../../src/host/words/budgetView.ts';

const labels = (facts: BudgetFacts): readonly string[] =>
  budgetButtons(facts, {}, l10n).map(({ label, primary }) => (primary ? `[${label}]` : label));

describe('budgetView', () => {
  it('offers to raise where the person wants to be asked, else what costs nothing', () => {
    assert.deepEqual(labels({ what: 'day', mayAsk: true }), [
      '[Raise for today]',
      'Use local',
      'Change limit',
    ]);
    assert.deepEqual(labels({ what: 'month', mayAsk: true })[0], '[Raise for this month]');
    assert.deepEqual(labels({ what: 'day' }), ['[Use local]', 'Change limit']);
    assert.deepEqual(labels({ what: 'turn', mayAsk: true }), ['[Use local]', 'Change limit']);
  });

  it('in the middle of an answer asking again is the person’s own word', () => {
    assert.deepEqual(labels({ what: 'day', mayAsk: true, midAnswer: true }), [
      '[Raise for today]',
      'Ask again',
      'Change limit',
    ]);
  });

  it('leads to the setting of that limit', () => {
    const settings = (['turn', 'day', 'month', 'target'] as const).map(
      (what) => budgetButtons({ what }, {}, l10n).at(-1)?.args?.['setting'],
    );
    assert.deepEqual(settings, [
      'steadfast.budget.turn',
      'steadfast.budget.day',
      'steadfast.budget.month',
      'steadfast.models',
    ]);
  });

  it('asks for a price in three ways, of that model', () => {
    const args = { providerId: 'a', targetKey: 'a/m' };
    assert.deepEqual(
      budgetButtons({ what: 'price', mayAsk: true }, { args }, l10n).map((button) => [
        button.label,
        button.args,
      ]),
      [
        ['Enter price', args],
        ['Count as free', args],
        ["Don't ask for this model again", args],
      ],
    );
    // Where unknown prices are blocked, not asking again would not help.
    assert.equal(labels({ what: 'price' }).at(-1), 'Open setting');
  });

  it('says that nothing was sent only where it is so', () => {
    assert.equal(
      budgetKept({ what: 'day', untouched: true }, l10n),
      'Nothing was sent. Your question is kept.',
    );
    assert.equal(budgetKept({ what: 'day' }, l10n), 'Your question is kept.');
    assert.equal(budgetKept(undefined, l10n), 'Your question is kept.');
  });
});
