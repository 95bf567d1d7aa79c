// The router over targets driven by hand: commit point, folding, waits, trials, and who ends it.

import assert from 'node:assert/strict';
import type { EngineEvent, ErrorKind, RequestCall, TargetCall } from '../../src/core/index.ts';
import { breakerLayer } from '../../src/engine/breaker.ts';
import { failoverRouter } from '../../src/engine/failover.ts';
import { createOutputForecast } from '../../src/engine/outputForecast.ts';
import { rateGateLayer } from '../../src/engine/rateGate.ts';
import type { EngineOptionsInput } from '../../src/engine/index.ts';
import { books } from './books.ts';
import {
  byHand,
  controls,
  failure,
  FINISH,
  reasoning,
  read,
  text,
  type Reading,
} from './byHand.ts';
import { drain } from './rig.ts';

const setUp = (names: string, input: EngineOptionsInput = {}) => {
  const all = books(names, input);
  const hand = byHand<TargetCall>();
  const voice = controls();
  const controller = new AbortController();
  const forecast = createOutputForecast();
  const gated = rateGateLayer({ ...all.deps, forecast })(
    breakerLayer({ ...all, book: all.breakers })(hand.handler),
  );
  const handler = failoverRouter(all.deps)(gated);
  const begin = (fields: Partial<RequestCall> = {}): Reading => {
    const { signal } = controller;
    return read(handler({ ...all.call, signal, controls: voice, ...fields }));
  };
  const emit = async (...events: EngineEvent[]): Promise<void> => {
    for (const event of events) hand.emit(event);
    await drain();
  };
  const fail = async (kind: ErrorKind, retryAfterMs?: number): Promise<void> => {
    hand.fail(failure(kind, retryAfterMs === undefined ? {} : { retryAfterMs }));
    await drain();
  };
  const finish = async (): Promise<void> => {
    await emit(FINISH);
    hand.end();
    await drain();
  };
  const asked = (): string => hand.calls.map(({ target }) => target.providerId).join('');
  return { ...all, hand, voice, controller, begin, emit, fail, finish, asked };
};

const CANNOT_FOLD = { tier: 'any', localOnly: false, canFold: false } as const;

describe('failover', () => {
  it('goes from target to target in order, invisibly but for `switched`', async () => {
    const { begin, fail, emit, finish, asked } = setUp('abc');
    const reading = begin();
    await fail('server');
    await fail('connect');
    await emit(text('C'));
    await finish();
    assert.deepEqual(reading.types, ['switched', 'switched', 'text-delta', 'finish']);
    assert.equal(asked(), 'abc');
  });

  it('gives each target its own number, origin and the patience of the moment', async () => {
    const { begin, fail, hand, finish } = setUp('ab');
    begin();
    await fail('server');
    const told = hand.calls.map(({ attemptId, origin, patienceMs }) => [
      attemptId,
      origin,
      patienceMs,
    ]);
    assert.deepEqual(told, [
      ['r1.1', 'first', 5_000],
      ['r1.2', 'failover', Infinity],
    ]);
    await finish();
  });

  for (const kind of [
    'invalid',
    'too-large',
    'context-length',
    'content-filter',
    'budget',
  ] as const) {
    it(`ends at once with ${kind}, whoever else is there`, async () => {
      const { begin, fail, asked } = setUp('ab');
      const reading = begin();
      await fail(kind);
      assert.deepEqual([reading.kind, asked()], [kind, 'a']);
    });
  }

  it('goes on from a full queue or a target’s own cap, which speak of the target', async () => {
    const { begin, hand, asked, finish } = setUp('ab');
    begin();
    hand.fail(failure('budget', { origin: 'local', scope: 'target' }));
    await drain();
    assert.equal(asked(), 'ab');
    await finish();
  });

  it('keeps the fragment, folds, and never asks the broken target again', async () => {
    const { begin, emit, fail, finish, asked } = setUp('ab');
    const reading = begin();
    await emit(text('Half'));
    await fail('stall');
    await emit(text('Whole'));
    await finish();
    assert.deepEqual(reading.types, ['text-delta', 'seam-started', 'text-delta', 'finish']);
    assert.equal(asked(), 'ab');
  });

  it('throws the failure where the caller can neither fold nor be gone on for (law 2)', async () => {
    const { begin, emit, fail, asked } = setUp('ab');
    const reading = begin({ limits: { ...CANNOT_FOLD, midStream: 'restart' } });
    await emit(text('Half'));
    await fail('cut');
    assert.deepEqual([reading.kind, asked()], ['cut', 'a']);
  });

  it('commits on a piece of a tool call too, and no cut call ever surfaces whole (litellm#31067)', async () => {
    const { begin, emit, fail, finish } = setUp('ab');
    const reading = begin();
    await emit({ type: 'tool-call-delta', id: '1', name: 'read', argumentsText: '{"pa' });
    await fail('cut');
    await emit(text('Whole'));
    await finish();
    assert.ok(reading.types.includes('seam-started'));
    assert.ok(!reading.types.includes('tool-call'));
  });

  it('asks the same target for one more whole answer when nobody else is left', async () => {
    const { begin, emit, fail, hand } = setUp('a');
    const reading = begin();
    await emit(text('Half'));
    await fail('cut');
    assert.deepEqual(
      hand.calls.map(({ origin }) => origin),
      ['first', 'retry'],
    );
    await emit(text('Again half'));
    await fail('cut');
    assert.deepEqual(reading.types, ['text-delta', 'seam-started', 'text-delta']);
    assert.equal(reading.kind, 'exhausted');
    assert.equal(hand.calls.length, 2);
  });

  it('gives what follows a fragment a deadline of its own', async () => {
    const { begin, emit, fail, finish, hand, clock } = setUp('ab');
    begin({ deadlineAtMs: 10_000 });
    await emit(text('Half'));
    await clock.advance(9_000);
    await fail('stall');
    assert.equal(hand.calls[1]?.deadlineAtMs, 309_000);
    await finish();
  });

  it('retracts reasoning before the switch', async () => {
    const { begin, emit, fail, finish } = setUp('ab');
    const reading = begin();
    await emit(reasoning('hm'));
    await fail('stall');
    await finish();
    assert.deepEqual(reading.types, ['reasoning-delta', 'retracted', 'switched', 'finish']);
  });

  it('waits for the earliest pause, shows it, and asks the other at once on a switch', async () => {
    const { begin, fail, voice, finish, asked } = setUp('ab');
    const reading = begin();
    await fail('rate-limit', 20_000);
    await fail('rate-limit', 10_000);
    const shown = reading.events.at(-1);
    assert.ok(shown?.type === 'waiting-until');
    assert.deepEqual(
      [shown.target.providerId, shown.untilMs, shown.canSwitch],
      ['b', 10_000, true],
    );
    voice.say('switch');
    await drain();
    assert.equal(asked(), 'aba');
    await finish();
    assert.ok(reading.isOver);
  });

  it('overrides the pause when the person says so', async () => {
    const { begin, pause, voice, finish, asked } = setUp('a');
    pause('a', 20_000);
    begin();
    await drain();
    assert.equal(asked(), '');
    voice.say('try-now');
    await drain();
    assert.equal(asked(), 'a');
    await finish();
  });

  it('does not wait for whom another can replace', async () => {
    const { begin, pause, finish, asked } = setUp('ab');
    pause('a', 1_000);
    const reading = begin();
    await finish();
    assert.deepEqual([asked(), reading.types], ['b', ['finish']]);
  });

  it('stops waiting when somebody puts things right', async () => {
    const { begin, pause, pauses, finish, asked } = setUp('a');
    pause('a', 20_000);
    const reading = begin();
    await drain();
    pauses.lift({ providerId: 'a' });
    await drain();
    assert.deepEqual(reading.events.at(-1), { type: 'wait-ended', by: 'change' });
    assert.equal(asked(), 'a');
    await finish();
  });

  it('lets a second request wait for the running trial, then decide afresh', async () => {
    const { begin, open, emit, fail, hand } = setUp('a');
    open('a');
    const first = begin();
    const second = begin({ requestId: 'r2' });
    await drain();
    assert.deepEqual(
      hand.calls.map(({ trial }) => trial),
      ['live'],
    );
    assert.deepEqual(second.types, ['waiting-until']);
    await emit(text('x'));
    assert.equal(hand.calls.length, 2);
    assert.equal(hand.calls[1]?.trial, undefined);
    await fail('invalid');
    await fail('invalid');
    assert.ok(first.isOver && second.isOver);
  });

  it('tries one target after the other when all are open', async () => {
    const { begin, open, fail, hand } = setUp('ab');
    open('a');
    open('b');
    const reading = begin();
    await fail('server');
    await fail('server');
    assert.deepEqual(
      hand.calls.map(({ target, trial }) => `${target.providerId} ${trial}`),
      ['a live', 'b live'],
    );
    assert.equal(reading.kind, 'exhausted');
  });

  it('ends within the tick of an abort, whatever it waits for', async () => {
    const { begin, pause, controller, clock } = setUp('a');
    pause('a', 20_000);
    const reading = begin();
    await drain();
    controller.abort();
    await drain();
    assert.deepEqual([reading.kind, clock.pending], ['aborted', 0]);
  });

  it('goes to local targets only once the computer is offline', async () => {
    const { begin, rungs, fail, asked, finish } = setUp('abc');
    Object.assign(rungs[2] ?? {}, { isLocal: true });
    begin();
    await fail('offline');
    assert.equal(asked(), 'ac');
    await finish();
  });

  it('reads the chain afresh: who was disarmed meanwhile is not asked', async () => {
    const { begin, rungs, fail, asked } = setUp('ab');
    const reading = begin();
    await drain();
    Object.assign(rungs[1] ?? {}, { armed: false });
    await fail('server');
    assert.deepEqual([asked(), reading.kind], ['a', 'server']);
  });
});
