import assert from 'node:assert/strict';
import { createRedactor } from '../../../src/host/log.ts';
import { receiptMarkdown } from '../../../src/host/receipt/receiptMarkdown.ts';
import { receiptView } from '../../../src/host/receipt/receiptView.ts';
import { context, record } from '../fakes.ts';
import { journalOf, story, storyNotes, storyTurn } from './journals.ts';

const own = { ...context, language: 'en' };
const plain = (text: string): string => text;

describe('receiptMarkdown', () => {
  it('is a table of tries, the figures and the steps, without the question', () => {
    const text = receiptMarkdown(receiptView(storyTurn, story(), own), plain);
    assert.match(text, /^## 14:05:00 · A was asked first, B answered\n/);
    assert.match(text, /\n- Cost: \\~\$0\.023 \(/);
    assert.match(text, /\n\| Asked after \| Who \| How it ended \|/);
    assert.match(
      text,
      /\n\| 18\.8 s \| B \(next in line\) \| Finished \| 0\.8 s \| 3\.6 s \| 900 in/,
    );
    assert.match(text, /\n- 4\.0 s: A was asked again\.\n/);
    assert.doesNotMatch(text, /hang/);
  });

  it('lets no word of a vendor become markup or break the table', () => {
    const text = receiptMarkdown(receiptView(storyTurn, story(), own), plain);
    assert.match(text, /"Overloaded \\\[see\\\]\(http:\/\/x\)" · HTTP 529 · overloaded\\_error/);
    const rows = text.split('\n').filter((line) => line.startsWith('|'));
    assert.equal(new Set(rows.map((line) => line.split(/(?<!\\)\|/).length)).size, 1);
  });

  it('takes keys out, those of this window and what looks like one, before marks are put in', () => {
    const error = record({
      ...{ kind: 'auth', vendorCode: 'bad_key' },
      vendorMessage: 'No such key: my_own_secret, nor sk-proj_abcdefghijklmnop123456',
    });
    const notes = storyNotes.slice(0, 3).map(([at, note]) => {
      return [at, note.type === 'attempt-ended' ? { ...note, error } : note] as const;
    });
    const view = receiptView(storyTurn, journalOf(notes), own);
    const text = receiptMarkdown(
      view,
      createRedactor(() => ['my_own_secret']),
    );
    assert.match(text, /No such key: \\\[key\\\], nor \\\[key\\\]/);
    assert.doesNotMatch(text, /secret|abcdefgh/);
  });
});
