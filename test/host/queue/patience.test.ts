import assert from 'node:assert/strict';
import type { JournalEvent } from '../../../src/core/index.ts';
import { createPatience } from '../../../src/host/queue/patience.ts';
import { virtualClock } from '../fakes.ts';

const event = (fields: object): JournalEvent => fields as JournalEvent;

describe('host/queue/patience', () => {
  it('waits ten seconds, then longer each time, five minutes at most', async () => {
    const clock = virtualClock();
    const patience = createPatience(clock);
    const waited = async (): Promise<number> => {
      const startMs = clock.nowMs();
      while (!patience.isOver('t')) await clock.advance(1_000);
      return (clock.nowMs() - startMs) / 1_000;
    };
    assert.equal(patience.isOver('t'), true, 'what it does not know need not wait');
    patience.begin('t');
    const times = [await waited()];
    for (let n = 0; n < 7; n += 1) {
      patience.failed('t');
      times.push(await waited());
    }
    assert.deepEqual(times, [10, 15, 30, 60, 120, 240, 300, 300]);
  });

  it('ends for everybody with news that somebody is back, and with nothing else', () => {
    const news = [
      { type: 'offline-changed', isOffline: false },
      { type: 'breaker-changed', to: 'closed' },
      { type: 'pause-changed' },
      { type: 'lock-changed', locked: false },
      { type: 'probe-ended', outcome: 'answered', what: 'confirm' },
      { type: 'attempt-ended', outcome: 'finished', origin: 'first' },
    ];
    const others = [
      { type: 'offline-changed', isOffline: true },
      { type: 'breaker-changed', to: 'open' },
      { type: 'pause-changed', untilMs: 5 },
      { type: 'lock-changed', locked: true },
      { type: 'probe-ended', outcome: 'answered', what: 'reach' },
      { type: 'probe-ended', outcome: 'failed', what: 'recovery' },
      { type: 'attempt-ended', outcome: 'failed', origin: 'first' },
      { type: 'attempt-ended', outcome: 'finished', origin: 'probe' },
      { type: 'request-started' },
    ];
    for (const [all, isNews] of [
      [news, true],
      [others, false],
    ] as const)
      for (const one of all) {
        const patience = createPatience(virtualClock());
        patience.begin('t');
        assert.equal(patience.hears(event(one)), isNews, JSON.stringify(one));
        assert.equal(patience.isOver('t'), isNews, JSON.stringify(one));
      }
  });

  it('knows whether this computer is offline', () => {
    const patience = createPatience(virtualClock());
    assert.equal(patience.isOffline(), false);
    patience.hears(event({ type: 'offline-changed', isOffline: true }));
    assert.equal(patience.isOffline(), true);
    patience.hears(event({ type: 'offline-changed', isOffline: false }));
    assert.equal(patience.isOffline(), false);
  });
});
