import assert from 'node:assert/strict';
import { plainRow, plainText } from '../../../src/host/words/plainText.ts';

describe('plainText', () => {
  it('leaves no link in a sentence, whoever named the model', () => {
    /** What VS Code takes for a link (`parseLinkedText`). */
    const link = /\[([^\]]+)\]\(((?:https?:\/\/|command:|file:)[^)\s]+)/;
    const hostile = 'The model [gpt](command:workbench.action.quit) does not exist.';
    assert.match(hostile, link);
    assert.doesNotMatch(plainText(hostile), link);
    assert.equal(plainText('Plain (so) [far].'), 'Plain (so) [far].');
  });

  it('leaves no icon in a row, whoever named the model', () => {
    assert.doesNotMatch(plainRow('$(trash) $(sync~spin)'), /\$\(/);
    assert.equal(plainRow('$5 (so)'), '$5 (so)');
  });
});
