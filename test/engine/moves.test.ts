// The router's moves in words: switched, retracted first, or a seam; each told once.

import assert from 'node:assert/strict';
import { continued, type Continued } from '../../src/engine/continuation.ts';
import type { Ask } from '../../src/engine/decision.ts';
import { createJourney } from '../../src/engine/journey.ts';
import { createMoves } from '../../src/engine/moves.ts';
import { nothingShown, see } from '../../src/engine/shown.ts';
import type { EngineEvent } from '../../src/core/index.ts';
import { A, B, failure, ports, reasoning, requestCall, text } from './byHand.ts';

const C = { providerId: 'c', modelId: 'm' };
const setUp = () => {
  const all = ports();
  const call = requestCall();
  const journey = createJourney(call, 4);
  const moves = createMoves(all.journal, call, journey);
  const fail = (...shownEvents: EngineEvent[]): void => {
    const shown = nothingShown();
    for (const event of shownEvents) see(shown, event);
    journey.failed({ target: A, error: failure('cut'), shown, text: '' });
  };
  const announced = (to = B): string[] => [...moves.announce(to, 'fold')].map(({ type }) => type);
  const choose = (target = A, step: Partial<Ask> = {}, hasWaited = false, goesOn?: Continued) => {
    const candidate = { target, isLocal: false, isPicked: false };
    const ask: Ask = { kind: 'ask', candidate, isTrial: false, goesOn: false, ...step };
    const chosen = moves.callFor(call, { step: ask, hasWaited, patienceMs: 5, goesOn });
    const note = all.notes.findLast(({ type }) => type === 'target-chosen');
    assert.ok(note?.type === 'target-chosen');
    return { call: chosen, rule: note.rule, origin: note.origin };
  };
  return { ...all, journey, moves, fail, announced, choose };
};

describe('moves', () => {
  it('say nothing before the first question', () => {
    assert.deepEqual(setUp().announced(), []);
  });

  it('switch in silence where nothing was shown', () => {
    const { announced, fail, types } = setUp();
    fail();
    assert.deepEqual(announced(), ['switched']);
    assert.deepEqual(types(), ['switched']);
  });

  it('retract shown reasoning first', () => {
    const { announced, fail } = setUp();
    fail(reasoning('hm'));
    assert.deepEqual(announced(), ['retracted', 'switched']);
  });

  it('retract without a switch where the same target is asked again', () => {
    const { announced, fail } = setUp();
    fail(reasoning('hm'));
    assert.deepEqual(announced(A), ['retracted']);
  });

  it('fold what was shown, and say how much of it is kept', () => {
    const { moves, fail, notes } = setUp();
    fail(reasoning('hm'), text('Half an answer'));
    const [event] = moves.announce(B, 'fold');
    assert.ok(event?.type === 'seam-started');
    assert.deepEqual([event.mode, event.keptChars, event.from, event.to], ['fold', 14, A, B]);
    assert.equal(notes[0]?.type, 'seam-started');
  });

  it('go on with what was shown, in the form that the model takes', () => {
    const { moves, fail, choose } = setUp();
    fail(text('Half an answer'));
    const [event] = moves.announce(B, 'continue');
    assert.ok(event?.type === 'seam-started');
    assert.equal(event.mode, 'continue');
    const goesOn = continued({ messages: [] }, 'Half an answer', true);
    const { call } = choose(B, {}, false, goesOn);
    assert.deepEqual([call.sentAs, call.request], ['prefill', goesOn.request]);
  });

  it('tell one failure once, though the chosen target refused at the last moment', () => {
    const { announced, fail } = setUp();
    fail(text('Half'));
    assert.deepEqual(announced(B), ['seam-started']);
    assert.deepEqual(announced(B), []);
    assert.deepEqual(announced(C), ['switched']);
  });

  it('note each reason to pass over a target once', () => {
    const { moves, types } = setUp();
    const skip = { target: A, reason: 'open' } as const;
    moves.noteSkips([skip]);
    moves.noteSkips([skip, { target: A, reason: 'paused' }]);
    assert.deepEqual(types(), ['target-skipped', 'target-skipped']);
  });

  it('name the rule and the origin of each choice', () => {
    const { choose, fail, journey } = setUp();
    const of = (...given: Parameters<typeof choose>) => {
      const { rule, origin } = choose(...given);
      return [rule, origin];
    };
    const picked = { target: A, isLocal: false, isPicked: true };
    assert.deepEqual(of(), ['order', 'first']);
    assert.deepEqual(of(A, { candidate: picked }), ['picked', 'first']);
    assert.deepEqual(of(A, { isTrial: true }), ['live-trial', 'first']);
    assert.deepEqual(of(A, {}, true), ['wait-over', 'first']);
    fail();
    assert.deepEqual(of(B), ['failover', 'failover']);
    assert.deepEqual(of(A, {}, true), ['wait-over', 'retry']);
    journey.failed({
      target: A,
      error: failure('cut'),
      shown: { ...nothingShown(), isCommitted: true },
      text: 'Half',
    });
    assert.deepEqual(of(A, { goesOn: true }), ['failover', 'retry']);
    const goesOn = continued({ messages: [] }, 'Half', false);
    assert.deepEqual(of(B, {}, false, goesOn), ['continuation', 'continuation']);
  });

  it('number the attempts and mark a trial', () => {
    const { choose } = setUp();
    assert.equal(choose().call.attemptId, 'r1.1');
    const { call } = choose(A, { isTrial: true });
    assert.deepEqual([call.attemptId, call.trial, call.patienceMs], ['r1.2', 'live', 5]);
    assert.ok(!('trial' in choose().call));
  });
});
