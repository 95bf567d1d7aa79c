// The stamp: sequence, window and both clocks, in call order, whatever the sink does.

import assert from 'node:assert/strict';
import type { JournalEvent } from '../../src/core/index.ts';
import { createJournal } from '../../src/engine/journal.ts';
import { ports } from './byHand.ts';

const NOTE = { type: 'wait-ended', requestId: 'r', turnId: 't', by: 'time' } as const;

describe('journal stamp', () => {
  it('adds version, sequence, window and both clocks', async () => {
    const { clock } = ports();
    const events: JournalEvent[] = [];
    const journal = createJournal({ clock, windowId: 'w', sink: (event) => events.push(event) });
    journal.note(NOTE);
    await clock.advance(40);
    clock.jumpWall(-1_000_000);
    journal.note(NOTE);
    const wallMs = clock.wallMs();
    assert.deepEqual(events[1], { v: 1, seq: 2, windowId: 'w', monoMs: 40, wallMs, ...NOTE });
    assert.equal(events[0]?.seq, 1);
  });

  it('goes on when the sink throws', () => {
    const { clock } = ports();
    let calls = 0;
    const sink = (): void => {
      calls += 1;
      throw new Error('broken listener');
    };
    const journal = createJournal({ clock, windowId: 'w', sink });
    journal.note(NOTE);
    journal.note(NOTE);
    assert.equal(calls, 2);
  });
});
