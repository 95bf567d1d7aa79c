import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type ModelFacts } from '../../../src/core/index.ts';
import { plainEnglish as l10n } from '../../../src/host/l10n.ts';
import { abilityWords, priceBeside } from '../../../src/host/words/consentFacts.ts';

const facts = (more: Partial<ModelFacts>): ModelFacts => ({ ...UNKNOWN_FACTS, ...more });
const priced = facts({
  price: { inputUsdMicrosPerMillion: 3_000_000, outputUsdMicrosPerMillion: 15_000_000 },
});

describe('facts before consent', () => {
  it('are the price beside the one in use', () => {
    const current = { name: 'Claude', facts: priced };
    assert.equal(priceBeside(priced, undefined, l10n), '$3 / $15 per 1M');
    assert.equal(priceBeside(UNKNOWN_FACTS, current, l10n), 'not known (Claude: $3 / $15 per 1M)');
    assert.equal(
      priceBeside(priced, { ...current, facts: UNKNOWN_FACTS }, l10n),
      '$3 / $15 per 1M',
    );
  });

  it('are what the model can do, and that it is not known where it is not', () => {
    const all = facts({ contextTokensMax: 200_000, vision: 'yes', tools: 'no' });
    assert.equal(abilityWords(all, l10n), '200k context · images · no tools');
    assert.equal(abilityWords(facts({ vision: 'no', tools: 'yes' }), l10n), 'no images · tools');
    assert.equal(abilityWords(UNKNOWN_FACTS, l10n), 'not known');
  });
});
