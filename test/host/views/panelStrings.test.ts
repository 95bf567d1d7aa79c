import assert from 'node:assert/strict';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { panelStrings } from '../../../src/host/views/panelStrings.ts';
import { english } from '../../../src/webview/words.ts';

describe('panelStrings', () => {
  it('says every word of the webview, the same in English', () => {
    assert.deepEqual(panelStrings(plainEnglish), english);
  });
});
