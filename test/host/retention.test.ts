import assert from 'node:assert/strict';
import type { KeepSince } from '../../src/core/index.ts';
import { createRetention } from '../../src/host/retention.ts';
import { virtualClock } from './fakes.ts';

const DAY_MS = 86_400_000;

function keeping(days: number, forget?: () => Promise<never>) {
  const clock = virtualClock();
  const asked: KeepSince[] = [];
  const log: string[] = [];
  const own = createRetention({
    ...{ clock, days: () => days, open: () => ['open'] },
    log: (line) => log.push(line),
    store: {
      forgetOlder(since) {
        asked.push(since);
        return forget?.() ?? Promise.resolve({ conversations: days, turns: 9 });
      },
    },
  });
  return { clock, asked, log, own };
}

describe('host/retention', () => {
  it('keeps chats for good unless told otherwise, journals a month, figures thirteen', async () => {
    const { clock, asked, log } = keeping(0);
    const begunMs = clock.wallMs();
    await clock.advance(59_000);
    assert.deepEqual(asked, [], 'not while the editor starts');
    await clock.advance(1_000);
    const nowMs = begunMs + 60_000;
    assert.deepEqual(asked, [{ journals: nowMs - 30 * DAY_MS, figures: nowMs - 400 * DAY_MS }]);
    assert.deepEqual(log, []);
    await clock.advance(3 * DAY_MS);
    assert.equal(asked.length, 4);
  });

  it('lets old chats go, never an open one, and says how many', async () => {
    const { clock, asked, log } = keeping(7);
    await clock.advance(60_000);
    assert.deepEqual(
      [asked[0]?.conversations, asked[0]?.except],
      [clock.wallMs() - 7 * DAY_MS, ['open']],
    );
    assert.deepEqual(log, ['retention: 7 conversations older than 7 days']);
  });

  it('tells the log what failed, tries again the next day, and ends with the window', async () => {
    const { clock, asked, log, own } = keeping(7, () => Promise.reject(new Error('busy')));
    await clock.advance(60_000);
    assert.deepEqual(log, ['retention: Error: busy']);
    await clock.advance(DAY_MS);
    assert.equal(asked.length, 2);
    own.dispose();
    await clock.advance(5 * DAY_MS);
    assert.equal(asked.length, 2);
  });
});
