// Four verdicts from what the journal says, and the news that a target has become another model.

import assert from 'node:assert/strict';
import { createLatencyBook } from '../../src/engine/index.ts';
import { createHealthBook } from '../../src/engine/healthBook.ts';
import { createJournal } from '../../src/engine/journal.ts';
import type { JournalEvent, JournalNote, TargetHealth } from '../../src/core/index.ts';
import { answering, refusing } from '../../src/sim/scripts.ts';
import { A, ports } from './byHand.ts';
import { createRig, expectNothingLeft, on } from './rig.ts';

const setUp = () => {
  const { clock } = ports();
  const events: JournalEvent[] = [];
  const journal = createJournal({
    clock,
    windowId: 'w',
    sink(event) {
      events.push(event);
      book.see(event);
    },
  });
  const book = createHealthBook({ clock, journal });
  const of = { requestId: 'r', turnId: 't', attemptId: 'r.1', target: A };
  const note = (fields: Partial<JournalNote> & { readonly type: JournalNote['type'] }): void =>
    journal.note({ ...of, ...fields } as JournalNote);
  const ended = (fields: object): void =>
    note({
      type: 'attempt-ended',
      outcome: 'finished',
      origin: 'first',
      durationMs: 1,
      textChars: 5,
      ...fields,
    });
  const is = (what: Exclude<keyof TargetHealth, 'target'>) => book.of(A)[what].is;
  return { clock, events, book, note, ended, is };
};

describe('health book', () => {
  afterEach(expectNothingLeft);

  it('knows nothing of whom it has not seen', () => {
    const { book } = setUp();
    const { target, ...verdicts } = book.of(A);
    assert.deepEqual(
      [target, Object.values(verdicts)],
      [A, Array.from({ length: 4 }, () => ({ is: 'unknown' }))],
    );
  });

  it('reachable: by a response, a refusal or a free look; not by silence', () => {
    const { note, ended, is } = setUp();
    note({ type: 'response-started', status: 200, afterMs: 5 });
    assert.equal(is('reachable'), 'good');
    const error = { message: '', origin: 'remote' };
    ended({ outcome: 'failed', error: { ...error, kind: 'connect', net: 'dns' } });
    assert.equal(is('reachable'), 'bad');
    ended({ outcome: 'failed', error: { ...error, kind: 'server', status: 503 } });
    assert.equal(is('reachable'), 'good');
    ended({ outcome: 'failed', error: { ...error, kind: 'silent', waitedMs: 60_000 } });
    assert.equal(is('reachable'), 'bad');
    note({ type: 'probe-ended', what: 'reach', outcome: 'answered', durationMs: 1 });
    assert.equal(is('reachable'), 'good');
    ended({ outcome: 'failed', error: { ...error, kind: 'offline', origin: 'local', net: 'dns' } });
    assert.equal(is('reachable'), 'good', 'our own rules say nothing of it');
  });

  it('fast: against its own 95th percentile, once there are enough to have one', () => {
    const { note, book, is } = setUp();
    const first = (afterMs: number): void =>
      note({ type: 'first-progress', afterMs, what: 'text' });
    for (let i = 0; i < 8; i += 1) first(500 + i);
    assert.equal(is('fast'), 'unknown');
    first(505);
    assert.equal(is('fast'), 'good');
    first(9_000);
    assert.deepEqual(
      [is('fast'), book.of(A).fast.figure, book.of(A).fast.limit],
      ['bad', 9_000, 507],
    );
  });

  it('coherent: not where it is empty, degenerate or doubted', () => {
    const { ended, note, is } = setUp();
    const error = { message: '', origin: 'remote' };
    ended({});
    assert.equal(is('coherent'), 'good');
    for (const kind of ['empty', 'degenerate'] as const) {
      ended({ outcome: 'failed', error: { ...error, kind } });
      assert.equal(is('coherent'), 'bad');
      ended({});
    }
    note({ type: 'answer-doubted', found: { is: 'script', script: 'cyrillic' } });
    assert.equal(is('coherent'), 'bad');
  });

  it('headroom: the scarcest of its limits, until that is over', async () => {
    const { note, book, clock, is } = setUp();
    const limits = {
      requests: { limit: 100, remaining: 90, resetsInMs: 60_000 },
      tokens: { limit: 1_000, remaining: 100, resetsInMs: 30_000 },
      inputTokens: { remaining: 0 },
    };
    note({ type: 'response-started', status: 200, afterMs: 5, limits });
    assert.deepEqual([is('headroom'), book.of(A).headroom.figure], ['bad', 0.1]);
    await clock.advance(30_000);
    assert.equal(is('headroom'), 'unknown');
    note({
      type: 'response-started',
      status: 200,
      afterMs: 5,
      limits: { requests: limits.requests },
    });
    assert.equal(is('headroom'), 'good');
  });

  it('tells that a target answers as another model, in the turn that found out', () => {
    const { ended, events } = setUp();
    ended({ model: 'm-1', fingerprint: 'f1' });
    ended({ model: 'm-1', fingerprint: 'f1' });
    ended({ model: 'm-1' });
    ended({ model: 'm-1', fingerprint: 'f2' });
    ended({ model: 'm-2', fingerprint: 'f3' });
    const told = events.flatMap((event) =>
      event.type === 'model-changed'
        ? [`${event.turnId} ${event.what} ${event.from}>${event.to}`]
        : [],
    );
    assert.deepEqual(told, ['t fingerprint f1>f2', 't model m-1>m-2']);
    assert.deepEqual(
      events.map(({ seq }) => seq),
      events.map((_, i) => i + 1),
      'behind what it comes from',
    );
  });

  it('halves what the engine has learned of a model that is another one now', async () => {
    let model = 'm-1';
    const latency = createLatencyBook({ wallMs: () => 0, kindOf: () => 'remote' });
    const samples = (): number => latency.of('firstToken', on('a'), 10).samples;
    const named = () => [{ event: { type: 'model-named', model } } as const, ...answering(['A'])];
    const rig = createRig({ providers: { a: { script: named } }, latency });
    for (let i = 0; i < 7; i += 1) await rig.answer();
    assert.equal(samples(), 7);
    model = 'm-2';
    await rig.answer();
    assert.deepEqual([rig.notes('model-changed').length, samples()], [1, 4]);
  });

  it('is what the engine tells', async () => {
    const rig = createRig({
      providers: { a: refusing('server', { status: 500 }), b: answering(['B']) },
    });
    await rig.answer();
    const said = (name: string): string[] => {
      const { reachable, coherent, fast } = rig.engine.health(on(name));
      return [reachable.is, coherent.is, fast.is];
    };
    assert.deepEqual(
      [said('a'), said('b')],
      [
        ['good', 'unknown', 'unknown'],
        ['good', 'good', 'unknown'],
      ],
    );
  });
});
