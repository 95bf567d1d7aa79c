import assert from 'node:assert/strict';
import { ReceiptView } from '../../../src/protocol/receipt.ts';
import { receiptView } from '../../../src/host/receipt/receiptView.ts';
import { a, context, record, turn } from '../fakes.ts';
import { journalOf, story, storyNotes, storyTurn } from './journals.ts';

const own = { ...context, language: 'en', usualMs: () => 800 };

describe('receiptView', () => {
  it('tells every try: who, why, when, how it ended, and what the vendor said', () => {
    const view = receiptView(storyTurn, story(), own);
    assert.equal(view.title, 'Why does this test hang?');
    assert.equal(view.subtitle, '14:05:00 · A was asked first, B answered');
    assert.deepEqual(view.tries, [
      {
        ...{ who: 'A', how: 'asked first', at: '0.0 s', state: 'failed' },
        ...{ ending: 'A is overloaded right now.', said: 'Overloaded [see](http://x)' },
        ...{ codes: ['HTTP 529', 'overloaded_error', 'request req_1'], duration: '0.4 s' },
      },
      {
        ...{ who: 'A', how: 'asked again', at: '4.0 s', state: 'failed' },
        ...{ ending: 'A went silent for 12 s.', codes: ['request req_2'] },
        ...{ firstWord: '1.2 s', duration: '15 s', tokens: '~800 in, ~20 out', cost: '~$0.0090' },
      },
      {
        ...{ who: 'B', how: 'next in line', at: '18.8 s', state: 'finished' },
        ...{ ending: 'Finished', codes: [], firstWord: '0.8 s', duration: '3.6 s' },
        ...{ tokens: '900 in, 100 out', cost: '$0.014' },
      },
    ]);
    assert.ok(ReceiptView.safeParse(view).success);
  });

  it('adds up, and says what was for nothing', () => {
    const { facts } = receiptView(storyTurn, story(), own);
    assert.deepEqual(facts, [
      { label: 'First word', value: '5.2 s', note: 'usually 0.8 s' },
      { label: 'Finished', value: '22 s', note: '3 tries' },
      { label: 'Tokens', value: '~1.8k', note: '~820 of them for tries that did not answer' },
      { label: 'Cost', value: '~$0.023', note: '~$0.0090 of it for tries that did not answer' },
    ]);
  });

  it('gives each decision with its time', () => {
    const { steps } = receiptView(storyTurn, story(), own);
    assert.deepEqual(steps, [
      { at: '0.0 s', line: 'A was asked first.' },
      { at: '0.4 s', line: 'A is overloaded right now.' },
      { at: '0.4 s', line: 'Nobody else was free: waited for A, 4 s at most.' },
      { at: '4.0 s', line: 'A was asked again.' },
      { at: '18.8 s', line: 'A went silent for 12 s.' },
      { at: '18.8 s', line: 'What A had said was kept.' },
      { at: '18.8 s', line: 'B was next.' },
      { at: '22.4 s', line: 'B answered in 3.6 s.' },
    ]);
  });

  it('tells a turn that failed, one that broke off, and one that is under way', () => {
    const failed = journalOf([
      ...storyNotes.slice(0, 3),
      [
        500,
        {
          ...{ type: 'request-ended', requestId: 'r', turnId: 't1', outcome: 'failed' },
          ...{ durationMs: 500, shownChars: 0, error: record({ kind: 'exhausted' }) },
        },
      ],
    ]);
    const view = receiptView(turn(), failed, own);
    assert.match(view.subtitle, /not answered to the end/);
    assert.equal(view.facts[0]?.value, 'none');
    assert.equal(view.facts[1]?.label, 'Ended');
    assert.deepEqual(view.steps.at(-1), { at: '0.5 s', line: 'Nobody was left to ask.' });

    const begun = journalOf(storyNotes.slice(0, 2));
    assert.equal(
      receiptView(turn(), begun, own).tries[0]?.ending,
      'Under way when the window closed',
    );
    const start = { how: 'first' } as const;
    const live = { ...turn(), answers: [{ answerId: 'x', start, state: 'asking', blocks: [] }] };
    assert.equal(receiptView(live as typeof storyTurn, begun, own).tries[0]?.ending, 'Under way');
  });

  it('does not call it a stop when the window closed', () => {
    const of = { requestId: 'r', turnId: 't1' };
    const closed = journalOf([
      ...storyNotes.slice(0, 2),
      [
        900,
        {
          ...{ type: 'attempt-ended', ...of, attemptId: 'r.1', target: a, origin: 'first' },
          ...{ outcome: 'aborted', durationMs: 900, textChars: 9 },
        },
      ],
      [900, { type: 'request-ended', ...of, outcome: 'cancelled', durationMs: 900, shownChars: 9 }],
    ]);
    const answer = { ...storyTurn.answers[0]!, attemptId: 'r.1' };
    const cut = receiptView({ ...storyTurn, answers: [answer] }, closed, own);
    assert.deepEqual(
      [cut.tries[0]?.state, cut.tries[0]?.ending],
      ['open', 'Under way when the window closed'],
    );
    assert.deepEqual(
      cut.steps.map(({ line }) => line),
      ['A was asked first.', 'The window closed.'],
    );
    const stop = { ...answer, state: 'stopped', error: record({ kind: 'aborted' }) } as const;
    const stopped = receiptView({ ...storyTurn, answers: [stop] }, closed, own);
    assert.equal(stopped.tries[0]?.ending, 'Stopped');
    assert.equal(stopped.steps.at(-1)?.line, 'It was stopped.');
  });

  it('says what is not kept: a turn without a journal, notes that were left out', () => {
    const bare = receiptView(storyTurn, undefined, own);
    assert.deepEqual(bare.tries, []);
    assert.match(bare.notes[0] ?? '', /is not kept any more/);
    assert.equal(bare.facts[0]?.value, 'none');
    const long = receiptView(storyTurn, { ...story(), leftOut: 7 }, own);
    assert.deepEqual(long.notes, ['It went on for so long that 7 notes are left out here.']);
  });
});
