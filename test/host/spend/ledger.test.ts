import assert from 'node:assert/strict';
import { setImmediate } from 'node:timers/promises';
import type { JournalEvent, LedgerStore } from '../../../src/core/index.ts';
import { ledgerOf } from '../../../src/host/spend/ledger.ts';
import { createMemoryLedger } from '../../../src/store/memoryLedger.ts';
import { a } from '../fakes.ts';

const ended = (more: object = {}): JournalEvent =>
  ({
    ...{ type: 'attempt-ended', windowId: 'w', attemptId: 'r.1', wallMs: 5, target: a },
    ...{ origin: 'retry', outcome: 'finished', usage: { inputTokens: 7, outputTokens: 3 } },
    ...more,
  }) as JournalEvent;

describe('host/spend/ledger', () => {
  it('writes down each attempt as it ends, with what was reported', async () => {
    const ledger = createMemoryLedger();
    const note = ledgerOf({ ledger, isTrial: () => false });
    note(ended());
    note(ended({ attemptId: 'r.2', usage: undefined, outcome: 'failed', wallMs: 6 }));
    const usage = { inputTokens: 1.5, outputTokens: -1, cachedInputTokens: 4 };
    note(ended({ attemptId: 'r.3', usage, wallMs: 7 }));
    note({ ...ended(), type: 'request-started' } as JournalEvent);
    const plain = { windowId: 'w', origin: 'retry', target: 'a/m' };
    assert.deepEqual(await ledger.attemptsSince(0), [
      {
        ...plain,
        attemptId: 'r.1',
        wallMs: 5,
        outcome: 'finished',
        inputTokens: 7,
        outputTokens: 3,
      },
      { ...plain, attemptId: 'r.2', wallMs: 6, outcome: 'failed' },
      { ...plain, attemptId: 'r.3', wallMs: 7, outcome: 'finished', cachedTokens: 4 },
    ]);
  });

  it('writes nothing of a trial, and tells the log what could not be written', async () => {
    const log: string[] = [];
    const tell = (line: string): void => void log.push(line);
    const ledger: Pick<LedgerStore, 'keepAttempt'> = {
      keepAttempt: () => Promise.reject(new Error('full')),
    };
    ledgerOf({ ledger, isTrial: () => true, log: tell })(ended());
    await Promise.resolve();
    assert.deepEqual(log, []);
    ledgerOf({ ledger, isTrial: () => false, log: tell })(ended());
    await setImmediate();
    assert.deepEqual(log, ['ledger: Error: full']);
  });
});
