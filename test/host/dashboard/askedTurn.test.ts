import assert from 'node:assert/strict';
import type { JournalNote } from '../../../src/core/index.ts';
import { askedTurn, isOfTheQuestion } from '../../../src/host/dashboard/askedTurn.ts';
import { a, b, record } from '../fakes.ts';
import { journalOf, story, storyNotes } from '../receipt/journals.ts';

type Notes = readonly (readonly [number, JournalNote])[];
const of = { requestId: 'r', turnId: 't1' };
const ended = (outcome: 'answered' | 'cancelled' | 'failed', error = {}): Notes => [
  [900, { type: 'request-ended', ...of, outcome, durationMs: 900, shownChars: 0, ...error }],
];
const seen = (notes: Notes): string | undefined => askedTurn(journalOf(notes))?.seen;

describe('askedTurn', () => {
  it('reads a question that another model answered: seen well, alone failed', () => {
    const turn = askedTurn(story());
    assert.equal(turn?.seen, 'answered');
    assert.equal(turn?.alone, 'failed');
    assert.deepEqual(turn?.first, a);
    assert.deepEqual(
      turn?.tries.map(({ key, outcome, paidFor, firstMs }) => [key, outcome, paidFor, firstMs]),
      [
        ['a/m', 'failed', 'failed', undefined],
        ['a/m', 'failed', 'failed', 1_200],
        ['b/m', 'finished', 'answer', 800],
      ],
    );
    assert.equal(turn?.tries[2]?.cost?.usdMicros, 14_000);
  });

  it('a retry of the first choice that answers is no failure without failover', () => {
    const notes = storyNotes.slice(0, 8);
    const finish = { type: 'attempt-ended', ...of, attemptId: 'r.2', target: a } as const;
    const end = { ...finish, outcome: 'finished', origin: 'retry', durationMs: 9, textChars: 9 };
    const turn = askedTurn(
      journalOf([...notes, [9_000, end as JournalNote], ...ended('answered')]),
    );
    assert.equal(turn?.alone, 'answered');
  });

  it('one that was passed over for how it was is skipped; one that was off is no first choice', () => {
    const skip = (reason: 'open' | 'off'): Notes => [
      [0, { type: 'target-skipped', ...of, target: a, reason }],
      [0, { type: 'target-chosen', ...of, target: b, origin: 'first', rule: 'order' }],
      [0, { type: 'attempt-started', ...of, attemptId: 'r.1', target: b, origin: 'first' }],
    ];
    const open = askedTurn(journalOf(skip('open')));
    assert.deepEqual([open?.alone, open?.first, open?.skips.length], ['skipped', a, 1]);
    const off = askedTurn(journalOf(skip('off')));
    assert.deepEqual([off?.alone, off?.first, off?.skips.length], ['unknown', b, 0]);
  });

  it('leaves out what says nothing of a provider', () => {
    assert.equal(seen(ended('cancelled')), 'left-out');
    assert.equal(seen(storyNotes.slice(0, 2)), 'left-out');
    assert.equal(seen(ended('failed', { error: record({ kind: 'budget' }) })), 'left-out');
    const causes = [record({ kind: 'offline' }), record({ kind: 'invalid' })];
    const nobody = { error: record({ kind: 'exhausted', causes }) };
    assert.equal(seen(ended('failed', nobody)), 'left-out');
    const off = {
      error: record({ kind: 'exhausted', passedOver: [{ target: a, reason: 'off' }] }),
    };
    assert.equal(seen(ended('failed', off)), 'left-out');
  });

  it('counts as failed what a provider failed at, or was left alone for', () => {
    assert.equal(seen(ended('failed')), 'failed');
    assert.equal(seen(ended('failed', { error: record({ kind: 'deadline' }) })), 'failed');
    const causes = [record({ kind: 'invalid' }), record({ kind: 'server' })];
    assert.equal(seen(ended('failed', { error: record({ kind: 'exhausted', causes }) })), 'failed');
    const passedOver = [{ target: a, reason: 'paused' as const }];
    const paused = { error: record({ kind: 'exhausted', passedOver }) };
    assert.equal(seen(ended('failed', paused)), 'failed');
  });

  it('prefers what was booked to what the price says, and nothing to an unknown cost', () => {
    const sum = { type: 'spend-settled', ...of, attemptId: 'r.3', target: b } as const;
    const booked = (isUnknown: boolean): number | undefined => {
      const note = { ...sum, usdMicros: 7, isEstimated: true, isUnknown } as const;
      const { events, ...rest } = story();
      const [more] = journalOf([[22_400, note]]).events;
      assert.ok(more);
      return askedTurn({ ...rest, events: [...events, more] })?.tries[2]?.cost?.usdMicros;
    };
    assert.deepEqual([booked(false), booked(true)], [7, 14_000]);
  });

  it('knows what a try in parallel and one that goes on are paid for; nothing of no events', () => {
    const start = (id: string, origin: 'first' | 'hedge' | 'continuation'): Notes[number] => [
      0,
      { type: 'attempt-started', ...of, attemptId: id, target: a, origin },
    ];
    const end = (id: string, outcome: 'finished' | 'aborted'): Notes[number] => {
      const its = { type: 'attempt-ended', ...of, attemptId: id, target: a } as const;
      return [9, { ...its, outcome, origin: 'first', durationMs: 9, textChars: 0 }];
    };
    const hedge = [start('1', 'first'), start('2', 'hedge'), end('1', 'aborted')];
    const turn = askedTurn(journalOf([...hedge, end('2', 'finished')]));
    assert.deepEqual(
      turn?.tries.map(({ paidFor }) => paidFor),
      ['parallel', 'answer'],
    );
    const goes = askedTurn(journalOf([start('1', 'continuation'), end('1', 'finished')]));
    assert.equal(goes?.tries[0]?.paidFor, 'continued');
    assert.equal(askedTurn(journalOf([])), undefined);
  });

  it('takes a kind that nobody knows for a failure of the provider', () => {
    assert.equal(isOfTheQuestion('constructor' as never), false);
    assert.equal(isOfTheQuestion('context-length'), true);
  });
});
