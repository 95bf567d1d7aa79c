import assert from 'node:assert/strict';
import { plainEnglish as l10n } from '../../../src/host/l10n.ts';
import {
  budgetSentence,
  dollars,
  spentToday,
  spentWords,
} from '../../../src/host/words/spendWords.ts';

const total = (usdMicros: number, isEstimated = false, unknowns = 0) => ({
  usdMicros,
  isEstimated,
  attempts: 1,
  unknowns,
});

describe('spendWords', () => {
  it('are dollars and cents', () => {
    assert.deepEqual([0, 1, 4_999, 5_000, 420_000, 12_000_000].map(dollars), [
      '$0.00',
      '<$0.01',
      '<$0.01',
      '$0.01',
      '$0.42',
      '$12.00',
    ]);
  });

  it('mark what is a guess, or holds something that nobody knows', () => {
    assert.equal(spentWords(total(420_000)), '$0.42');
    assert.equal(spentWords(total(420_000, true)), '~$0.42');
    assert.equal(spentWords(total(420_000, false, 1)), '~$0.42');
    assert.equal(spentWords(total(1, true)), '<$0.01');
  });

  it('say nothing where nothing was spent', () => {
    assert.equal(spentToday(total(0, true, 3), l10n), undefined);
    assert.equal(spentToday(undefined, l10n), undefined);
    assert.equal(spentToday(total(420_000), l10n), '$0.42 today');
  });

  it('name the limit that is reached', () => {
    const of = (what: 'turn' | 'day' | 'month' | 'target' | 'price') =>
      budgetSentence({ what, limitUsdMicros: 5_000_000 }, 'Claude', l10n);
    assert.deepEqual(
      [of('day'), of('month'), of('turn'), of('target'), of('price')],
      [
        "Today's limit of $5.00 is reached.",
        "This month's limit of $5.00 is reached.",
        'The limit of $5.00 for one question is reached.',
        "Today's limit of $5.00 for Claude is reached.",
        'What Claude costs is not known.',
      ],
    );
    assert.equal(budgetSentence(undefined, '', l10n), 'A limit of yours is reached.');
  });
});
