import assert from 'node:assert/strict';
import type { QueuedQuestion } from '../../../src/core/index.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import { BY_ITSELF_MS, goesByItself, queuedView } from '../../../src/host/queue/queuedView.ts';
import { QueuedView } from '../../../src/protocol/index.ts';

const row = (more: Partial<QueuedQuestion> = {}): QueuedQuestion => ({
  ...{ turnId: 't', conversationId: 'c', queuedWallMs: 1_000_000, windowId: 'w', state: 'waiting' },
  ...more,
});
const seen = (afterMs: number, changed: readonly string[] = []) => ({
  ...{ windowId: 'w', wallMs: 1_000_000 + afterMs, l10n: plainEnglish, changed },
});

describe('host/queue/queuedView', () => {
  it('is sent by itself within half an hour, by the window that put it there', () => {
    assert.equal(goesByItself(row(), seen(BY_ITSELF_MS - 1)), true);
    assert.equal(goesByItself(row(), seen(BY_ITSELF_MS)), false);
    assert.equal(goesByItself(row({ windowId: 'v' }), seen(0)), false);
    assert.equal(goesByItself(row({ state: 'doubtful' }), seen(0)), false);
    assert.equal(goesByItself(row(), seen(-BY_ITSELF_MS)), false, 'a calendar put far back');
  });

  it('says what becomes of it, and names the ways out', () => {
    const words = (more: Partial<QueuedQuestion>, afterMs = 0, changed: readonly string[] = []) => {
      const view = queuedView(row(more), seen(afterMs, changed));
      if (view !== undefined) QueuedView.parse(view);
      return (
        view && [view.sentence, view.detail, view.buttons.map(({ label }) => label).join(' · ')]
      );
    };
    assert.deepEqual(words({}), ['Queued. Sent when someone is back.', undefined, 'Edit · Cancel']);
    assert.deepEqual(words({}, 2 * 3_600_000, ['worker.ts', 'pool.ts']), [
      'Send now?',
      'Queued 2 h ago; worker.ts, pool.ts changed since.',
      'Send · Edit · Cancel',
    ]);
    assert.deepEqual(words({ windowId: 'v' }, 300_000), [
      'Send now?',
      'Queued 5 min ago.',
      'Send · Edit · Cancel',
    ]);
    assert.deepEqual(words({ windowId: 'v' }, -5_000)?.[1], 'Queued just now.');
    assert.deepEqual(words({ state: 'doubtful' }), [
      'This may have been sent.',
      'The window closed while it was on its way. It is not sent again by itself.',
      'Send again · Edit · Cancel',
    ]);
    assert.deepEqual(words({ state: 'sending', windowId: 'v' }), [
      'Another window is sending this.',
      undefined,
      '',
    ]);
    assert.equal(words({ state: 'sending' }), undefined);
  });
});
