import assert from 'node:assert/strict';
import { meterView, type Measured } from '../../../src/host/context/meterView.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';

const measured: Measured = {
  parts: [
    { label: 'Conversation', tokens: 8000 },
    { label: 'Instructions', tokens: 0 },
    { label: 'pool.ts', tokens: 4200 },
  ],
  tokens: 12_240,
  windowTokens: 200_000,
  leftOut: [],
  isOver: false,
  name: 'Claude',
};

describe('meter view', () => {
  it('says the size with a "~", the window, and the parts that are there', () => {
    const view = meterView(measured, plainEnglish);
    assert.equal(view.text, '~12k / 200k');
    assert.equal(view.hint, 'About 12k of the 200k tokens that Claude takes');
    assert.deepEqual(
      view.parts.map(({ label, size }) => `${label} ${size}`),
      ['Conversation ~8k', 'pool.ts ~4.2k'],
    );
    assert.deepEqual([view.full, view.isOver], [0.0612, false]);
  });

  it('says the size alone where the window is not known', () => {
    const view = meterView({ ...measured, windowTokens: 'unknown' }, plainEnglish);
    assert.deepEqual([view.text, view.full], ['~12k', undefined]);
  });

  it('names what will not be sent', () => {
    const view = meterView(
      { ...measured, leftOut: ['The oldest question'], isOver: true },
      plainEnglish,
    );
    assert.equal(view.isOver, true);
    assert.equal(view.leftOut.length, 2);
    assert.match(view.leftOut[1] ?? '', /Still too long for Claude/);
  });
});
