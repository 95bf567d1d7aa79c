import assert from 'node:assert/strict';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { statusText } from '../../../src/host/words/statusText.ts';
import type { TargetView } from '../../../src/protocol/index.ts';

const view = (name: string, state: TargetView['state']): TargetView => ({
  targetKey: name,
  providerId: name,
  name,
  state,
  word: state,
  simulated: false,
});
const text = (...views: TargetView[]): string => statusText(views, plainEnglish).text;

describe('statusText', () => {
  it('is one name when well', () => {
    assert.equal(text(view('Claude', 'working'), view('GPT', 'ready')), '$(circle-filled) Claude');
  });
  it('names who answers and who is paused', () => {
    const ill = text(view('Claude', 'paused'), view('GPT', 'ready'));
    assert.equal(ill, '$(arrow-swap) GPT · Claude paused');
  });
  it('names the helper while the first is well but did not answer', () => {
    const helping = text(view('Claude', 'working'), view('GPT', 'answering'));
    assert.equal(helping, '$(arrow-swap) GPT answering');
  });
  it('says how many questions wait to be sent', () => {
    const queued = statusText([view('Claude', 'paused')], plainEnglish, 2);
    assert.equal(queued.text, '$(debug-pause) Claude paused · 2 queued');
    assert.equal(queued.words, 'Claude paused · 2 queued');
  });
  it('says so when nobody is up, or nobody is there', () => {
    assert.equal(text(view('Claude', 'needs-key')), '$(key) Claude needs a key');
    assert.equal(text(), '$(circle-outline) Steadfast: nobody to ask yet');
  });
});
