import assert from 'node:assert/strict';
import type { JournalEvent, JournalNote, ModelPrice } from '../../../src/core/index.ts';
import { createTurnJournals } from '../../../src/host/chat/turnJournals.ts';
import { a } from '../fakes.ts';

let seq = 0;
const event = (note: JournalNote): JournalEvent => ({
  ...{ v: 1, seq: (seq += 1), windowId: 'w', monoMs: seq, wallMs: seq },
  ...note,
});
const started = (turnId: string): JournalEvent =>
  event({
    ...{ type: 'attempt-started', requestId: 'r', turnId, attemptId: 'r.1' },
    ...{ target: a, origin: 'first' },
  });
const ended = (attemptId: string, more: object = {}): JournalEvent =>
  event({
    ...{ type: 'attempt-ended', requestId: 'r', turnId: 't', attemptId, target: a },
    ...{ outcome: 'finished', origin: 'first', durationMs: 5, textChars: 3 },
    ...more,
  });
const price: ModelPrice = {
  inputUsdMicrosPerMillion: 1_000_000,
  outputUsdMicrosPerMillion: 2_000_000,
};
const usage = { inputTokens: 10, outputTokens: 20 };

describe('turnJournals', () => {
  it('keeps the events of each turn in order, and those of no turn nowhere', () => {
    const journals = createTurnJournals(() => 'unknown');
    const [one, two, other] = [started('t'), ended('r.1'), started('u')];
    for (const each of [one, other, two]) journals.note(each);
    journals.note(event({ type: 'pause-changed', scope: { target: a }, why: 'asked' }));
    assert.deepEqual(journals.of('t'), { events: [one, two], leftOut: 0, costs: {} });
    assert.deepEqual(journals.of('u')?.events, [other]);
    assert.equal(journals.of('nobody'), undefined);
  });

  it('works out what attempts cost once the price is known, and never again', () => {
    let known: 'unknown' | ModelPrice = 'unknown';
    const journals = createTurnJournals(() => known);
    journals.note(ended('r.1', { usage }));
    journals.note(ended('r.2', { usage: { ...usage, costUsdMicros: 7 } }));
    journals.note(ended('r.3'));
    assert.deepEqual(journals.of('t')?.costs, { 'r.2': { usdMicros: 7, isEstimated: false } });
    known = price;
    const cost = { usdMicros: 50, isEstimated: false };
    assert.deepEqual(journals.of('t')?.costs['r.1'], cost);
    known = { ...price, inputUsdMicrosPerMillion: 9_000_000 };
    assert.deepEqual(journals.of('t')?.costs['r.1'], cost);
    assert.equal(journals.of('t')?.costs['r.3'], undefined);
  });

  it('leaves out the middle of a turn that goes on and on, and counts it', () => {
    const journals = createTurnJournals(() => 'unknown');
    const all = Array.from({ length: 400 }, () => started('t'));
    all.forEach(journals.note);
    const { events = [], leftOut } = journals.of('t') ?? {};
    assert.equal(events.length + (leftOut ?? 0), 400);
    assert.equal(events.length, 300);
    assert.equal(events[0], all[0]);
    assert.equal(events.at(-1), all.at(-1));
  });

  it('keeps the last two hundred turns', () => {
    const journals = createTurnJournals(() => 'unknown');
    for (let n = 0; n <= 200; n += 1) journals.note(started(`t${n}`));
    assert.equal(journals.of('t0'), undefined);
    assert.equal(journals.of('t200')?.events.length, 1);
  });

  it('takes what an earlier window noted, but never in place of its own', () => {
    const journals = createTurnJournals(() => 'unknown');
    const own = started('t');
    journals.note(own);
    const old = { events: [started('u')], leftOut: 0, costs: {} };
    journals.remember(
      new Map([
        ['t', old],
        ['u', old],
      ]),
    );
    assert.deepEqual(journals.of('t')?.events, [own]);
    assert.equal(journals.of('u'), old);
  });
});
