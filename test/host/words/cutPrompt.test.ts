import assert from 'node:assert/strict';
import { plainEnglish as l10n } from '../../../src/host/l10n.ts';
import { cutPromptSentence, cutPromptView } from '../../../src/host/words/cutPrompt.ts';
import { a, names } from '../fakes.ts';

const cut = { readTokens: 4_017, estimatedTokens: 9_200, windowTokens: 4_096 };

describe('a prompt that was cut', () => {
  it('is one sentence with both figures, ours with "~"', () => {
    assert.equal(
      cutPromptSentence(cut, a, { l10n, names }),
      'A read only 4k of ~9.2k tokens: the beginning did not fit into its context.',
    );
  });

  it('has the setting that helps, and says what it takes', () => {
    const { sentence, detail, buttons } = cutPromptView(cut, a, { l10n, names });
    assert.match(sentence, /^A read only/);
    assert.match(detail ?? '', /"contextTokens" of "a\/m" in steadfast\.models.*memory/);
    const args = { setting: 'steadfast.models' };
    assert.deepEqual(buttons, [{ label: 'Open setting', action: 'open-setting', args }]);
  });
});
