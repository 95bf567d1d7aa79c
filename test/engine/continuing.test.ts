// The router behind the commit point: who goes on with what was shown, who is asked about it, and
// what callers get that can see no seam.

import assert from 'node:assert/strict';
import { UNKNOWN_FACTS } from '../../src/core/index.ts';
import type {
  EngineEvent,
  ErrorKind,
  Known,
  RequestCall,
  TargetCall,
} from '../../src/core/index.ts';
import { breakerLayer } from '../../src/engine/breaker.ts';
import { failoverRouter } from '../../src/engine/failover.ts';
import { createPrefillBook } from '../../src/engine/prefillBook.ts';
import { createOutputForecast } from '../../src/engine/outputForecast.ts';
import { rateGateLayer } from '../../src/engine/rateGate.ts';
import type { EngineOptionsInput } from '../../src/engine/index.ts';
import { books } from './books.ts';
import { byHand, controls, failure, FINISH, read, text, type Reading } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = (names: string, input: EngineOptionsInput = {}, prefill: Known = 'unknown') => {
  const all = books(names, input);
  const prefills = createPrefillBook({ get: () => ({ ...UNKNOWN_FACTS, prefill }) });
  const hand = byHand<TargetCall>();
  const voice = controls();
  const controller = new AbortController();
  const gated = rateGateLayer({ ...all.deps, forecast: createOutputForecast() })(
    breakerLayer({ ...all, book: all.breakers })(hand.handler),
  );
  const handler = failoverRouter({ ...all.deps, prefills })(gated);
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

describe('continuing a broken answer', () => {
  it('goes on for a caller that cannot fold, without what is said twice', async () => {
    const { begin, emit, fail, finish, hand } = setUp('ab', {}, 'yes');
    const reading = begin({ limits: CANNOT_FOLD });
    await emit(text('The pool is never dra'));
    await fail('cut');
    await emit(text('is never drained'));
    await finish();
    const words = reading.events.flatMap((event) =>
      event.type === 'text-delta' ? event.text : [],
    );
    assert.equal(words.join(''), 'The pool is never drained');
    assert.deepEqual(reading.types, ['text-delta', 'seam-started', 'text-delta', 'finish']);
    assert.deepEqual([hand.calls[1]?.sentAs, hand.calls[1]?.origin], ['prefill', 'continuation']);
    assert.equal(hand.calls[0]?.sentAs, undefined);
  });

  it('throws what broke the answer, not what came of going on', async () => {
    const { begin, emit, fail, asked } = setUp('ab', {}, 'yes');
    const reading = begin({ limits: CANNOT_FOLD });
    await emit(text('Half'));
    await fail('stall');
    await fail('invalid');
    await fail('invalid');
    assert.equal(reading.kind, 'stall');
    assert.equal(asked(), 'aba');
  });

  it('gives a caller that cannot fold nothing that may be no continuation', async () => {
    const { begin, emit, fail, asked } = setUp('ab');
    const reading = begin({ limits: CANNOT_FOLD });
    await emit(text('Half'));
    await fail('stall');
    assert.deepEqual([reading.kind, asked(), reading.types], ['stall', 'a', ['text-delta']]);
  });

  it('asks in words who refuses to have its turn begun, and remembers it', async () => {
    const { begin, emit, fail, finish, hand, asked } = setUp(
      'ab',
      { midStream: { mode: 'continue' } },
      'yes',
    );
    const reading = begin();
    await emit(text('Half'));
    await fail('cut');
    await fail('invalid');
    await emit(text(' whole'));
    await finish();
    assert.deepEqual(
      hand.calls.map(({ sentAs }) => sentAs),
      [undefined, 'prefill', 'instruction'],
    );
    assert.deepEqual([asked(), reading.kind], ['abb', undefined]);
    begin({ requestId: 'r2' });
    await emit(text('Half'));
    await fail('cut');
    assert.equal(hand.calls.at(-1)?.sentAs, 'instruction');
    await finish();
  });

  it('goes on over several targets, each with all that was said', async () => {
    const { begin, emit, fail, finish, hand } = setUp('abc', { midStream: { mode: 'continue' } });
    const reading = begin();
    await emit(text('One '));
    await fail('cut');
    await fail('server');
    await emit(text('two '));
    await fail('cut');
    await emit(text('three'));
    await finish();
    const said = hand.calls.map(({ request }) => request.messages.at(-2)?.parts[0]);
    assert.deepEqual(
      said.map((part) => part?.type === 'text' && part.text),
      [false, 'One', 'One', 'One two'],
    );
    assert.deepEqual(reading.types, [
      ...['text-delta', 'seam-started', 'switched', 'text-delta'],
      ...['seam-started', 'text-delta', 'finish'],
    ]);
  });

  for (const [said, mode] of [
    ['continue', 'continue'],
    ['restart', 'fold'],
  ] as const) {
    it(`asks the person, who says ${said}`, async () => {
      const { begin, emit, fail, finish, voice, asked } = setUp('ab', {
        midStream: { mode: 'ask' },
      });
      const reading = begin();
      await emit(text('Half'));
      await fail('cut');
      const shown = reading.events.at(-1);
      assert.ok(shown?.type === 'waiting-until' && shown.reason === 'mid-stream');
      assert.deepEqual([shown.canContinue, shown.canSwitch, asked()], [true, false, 'a']);
      voice.say(said);
      await finish();
      const seam = reading.events.find(({ type }) => type === 'seam-started');
      assert.ok(seam?.type === 'seam-started');
      assert.deepEqual([seam.mode, asked(), voice.listeners], [mode, 'ab', 0]);
    });
  }

  it('keeps the fragment where the person does not come back', async () => {
    const { begin, emit, fail, clock, asked } = setUp('ab', { midStream: { mode: 'ask' } });
    const reading = begin();
    await emit(text('Half'));
    await fail('cut');
    await clock.advance(300_000);
    assert.deepEqual([reading.kind, asked(), clock.pending], ['cut', 'a', 0]);
  });

  it('offers no going on behind a tool call', async () => {
    const { begin, emit, fail, voice, finish } = setUp('ab', { midStream: { mode: 'ask' } });
    const reading = begin();
    await emit({ type: 'tool-call-delta', id: '1', name: 'read', argumentsText: '{' });
    await fail('cut');
    const shown = reading.events.at(-1);
    assert.ok(shown?.type === 'waiting-until' && shown.canContinue === false);
    voice.say('continue');
    await drain();
    assert.equal(reading.events.at(-1), shown);
    voice.say('restart');
    await finish();
    assert.ok(reading.isOver);
  });
});
