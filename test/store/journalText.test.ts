import assert from 'node:assert/strict';
import type { JournalEvent, TurnJournal } from '../../src/core/index.ts';
import { journalToText, textToJournal } from '../../src/store/journalText.ts';

const event: JournalEvent = {
  ...{ v: 1, seq: 1, windowId: 'w', monoMs: 1, wallMs: 2 },
  ...{ type: 'wait-ended', requestId: 'r', turnId: 't', by: 'time' },
};
const journal: TurnJournal = {
  events: [event],
  leftOut: 1,
  costs: { 'r.1': { usdMicros: 3, isEstimated: true } },
};

describe('store/journalText', () => {
  it('comes back equal', () => {
    assert.deepEqual(textToJournal(journalToText(journal)), journal);
  });

  it('leaves out and counts what is no event', () => {
    const text = JSON.stringify({ v: 1, events: [event, null, 3, { v: 2 }, {}], costs: [] });
    assert.deepEqual(textToJournal(text), { events: [event], leftOut: 4, costs: {} });
  });

  it('is none where the text is damaged or of another version', () => {
    const texts = ['', 'null', '[]', '{"v":1', '{"v":1,"events":{}}', '{"v":2,"events":[]}'];
    for (const text of texts) assert.equal(textToJournal(text), undefined, text);
  });
});
