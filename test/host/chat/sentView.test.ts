import assert from 'node:assert/strict';
import type { AttachedRecord } from '../../../src/core/index.ts';
import { sentView } from '../../../src/host/chat/sentView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { turn } from '../fakes.ts';

const attached: AttachedRecord = {
  ref: { kind: 'file', uri: 'file:///a.ts' },
  icon: 'file',
  label: 'a.ts',
  pieces: [{ name: 'a.ts', text: 'the whole text' }],
  notes: ['Left out: b'],
};

describe('sent view', () => {
  it('shows names and what was left out, never the texts', () => {
    const view = sentView({ ...turn(), attached: [attached], leftOutTurns: 2 }, plainEnglish);
    assert.deepEqual(view.leftOut, ['The 2 oldest questions were not sent along', 'Left out: b']);
    assert.deepEqual(
      view.chips?.map(({ label }) => label),
      ['a.ts'],
    );
    assert.doesNotMatch(JSON.stringify(view), /whole text/);
  });

  it('is nothing for a plain question', () => {
    assert.deepEqual(sentView(turn(), plainEnglish), {});
    assert.equal(
      sentView({ ...turn(), leftOutTurns: 1 }, plainEnglish).leftOut?.[0],
      'The oldest question was not sent along',
    );
  });
});
