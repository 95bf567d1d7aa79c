import assert from 'node:assert/strict';
import { refusal } from '../../../src/host/context/refusals.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

describe('refusals', () => {
  it('name the file and what helps', () => {
    const all = ['gone', 'outside', 'link', 'binary', 'large', 'excluded', 'not-a-file'] as const;
    for (const why of all) {
      const sentence = refusal(why, 'src/x', plainEnglish);
      assert.match(sentence, /^src\/x /, why);
      assert.match(sentence, /(?:Take|Open|Attach|Select|Change) /, why);
    }
  });
});
