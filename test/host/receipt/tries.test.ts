import assert from 'node:assert/strict';
import { sinceStart, triesOf } from '../../../src/host/receipt/tries.ts';
import { a, b } from '../fakes.ts';
import { journalOf, story, storyNotes, storyTurn } from './journals.ts';

describe('tries', () => {
  it('are told in order with their time, end, request id, tokens and cost', () => {
    const tries = triesOf(storyTurn, story());
    assert.deepEqual(
      tries.map(({ target, origin, atMs }) => [target, origin, atMs]),
      [
        [a, 'first', 0],
        [a, 'retry', 4_000],
        [b, 'failover', 18_800],
      ],
    );
    assert.deepEqual(
      tries.map(({ requestId }) => requestId),
      ['req_1', 'req_2', undefined],
    );
    assert.deepEqual(
      tries.map(({ usage, isEstimated }) => [usage?.inputTokens, isEstimated]),
      [
        [undefined, true],
        [800, true],
        [900, false],
      ],
    );
    assert.deepEqual(
      tries.map(({ cost }) => cost?.usdMicros),
      [undefined, 9_000, 14_000],
    );
  });

  it('that never ended are told as begun', () => {
    const [only] = triesOf({ answers: [] }, journalOf(storyNotes.slice(0, 2)));
    assert.equal(only?.ended, undefined);
    assert.equal(only?.usage, undefined);
  });

  it('goes by the calendar where a later window went on', () => {
    const { events } = journalOf(storyNotes.slice(0, 3));
    const later = { ...events[2]!, windowId: 'x', monoMs: 3, wallMs: events[0]!.wallMs + 60_000 };
    assert.equal(sinceStart([events[0]!, later])(later), 60_000);
  });
});
