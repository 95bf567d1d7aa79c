import assert from 'node:assert/strict';
import type { JournalEvent, TurnJournal } from '../../../src/core/index.ts';
import type { AskedTurn } from '../../../src/host/dashboard/askedTurn.ts';
import { createLiveTurns } from '../../../src/host/dashboard/liveTurns.ts';
import { virtualClock } from '../fakes.ts';
import { story, storyNotes, journalOf } from '../receipt/journals.ts';

function stage() {
  const clock = virtualClock();
  const stored = new Map<string, TurnJournal>();
  const reads: string[][] = [];
  const drawn: (readonly AskedTurn[])[] = [];
  const store = {
    journalsSince: () => Promise.resolve(new Map(stored)),
    journalsOf: (ids: readonly string[]) => {
      reads.push([...ids]);
      return Promise.resolve(new Map([...stored].filter(([id]) => ids.includes(id))));
    },
  };
  const live = createLiveTurns({ store, clock }, (turns) => drawn.push(turns));
  const end = story().events.at(-1) as JournalEvent;
  return { clock, stored, reads, drawn, live, end };
}

describe('createLiveTurns', () => {
  it('draws what is stored, then each turn that ended, once a second at most', async () => {
    const { clock, stored, reads, drawn, live, end } = stage();
    stored.set('t0', story());
    await live.load(0);
    assert.equal(drawn.at(-1)?.length, 1);
    stored.set('t1', story());
    for (let n = 0; n < 50; n += 1) live.note(end);
    await clock.advance(999);
    assert.equal(drawn.length, 1);
    await clock.advance(1);
    assert.equal(drawn.length, 2);
    assert.equal(drawn.at(-1)?.length, 2);
    assert.deepEqual(reads, [['t1']]);
    await clock.advance(60_000);
    assert.equal(drawn.length, 2);
  });

  it('looks again for a turn whose end is not stored yet, and gives up on a private one', async () => {
    const { clock, stored, reads, drawn, live, end } = stage();
    await live.load(0);
    stored.set('t1', journalOf(storyNotes.slice(0, 2)));
    live.note(end);
    await clock.advance(1_000);
    assert.equal(drawn.at(-1)?.[0]?.seen, 'left-out');
    stored.set('t1', story());
    await clock.advance(1_000);
    assert.equal(drawn.at(-1)?.[0]?.seen, 'answered');
    stored.clear();
    live.note({ ...end, turnId: 'secret' } as JournalEvent);
    await clock.advance(60_000);
    assert.equal(reads.filter(([id]) => id === 'secret').length, 5);
  });

  it('costs nothing once it is over', async () => {
    const { clock, drawn, live, end } = stage();
    live.note(end);
    live.dispose();
    live.soon();
    await clock.advance(10_000);
    await live.load(0);
    assert.deepEqual(drawn, []);
  });

  it('draws what it has where the store cannot be read', async () => {
    const clock = virtualClock();
    const drawn: number[] = [];
    const store = {
      journalsSince: () => Promise.resolve(new Map([['t0', story()]])),
      journalsOf: () => Promise.reject(new Error('closed')),
    };
    const live = createLiveTurns({ store, clock }, ({ length }) => drawn.push(length));
    await live.load(0);
    live.soon();
    await clock.advance(1_000);
    assert.deepEqual(drawn, [1, 1]);
  });
});
