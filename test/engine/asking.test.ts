// One target's answer on its way through: passed on, trimmed behind a seam, and its failure told.

import assert from 'node:assert/strict';
import type { EngineEvent, TargetCall } from '../../src/core/index.ts';
import { ask } from '../../src/engine/asking.ts';
import { drive } from '../../src/engine/drive.ts';
import { createJourney, type Failed } from '../../src/engine/journey.ts';
import type { KeptEnd } from '../../src/engine/seamTrim.ts';
import { byHand, failure, FINISH, requestCall, targetCall, text } from './byHand.ts';
import { drain } from './rig.ts';

const setUp = (goesOnWith?: KeptEnd) => {
  const hand = byHand<TargetCall>();
  const journey = createJourney(requestCall(), 4);
  const events: EngineEvent[] = [];
  const state: { end?: Failed | undefined; isOver: boolean } = { isOver: false };
  const go = async (): Promise<void> => {
    const warming = { see: () => undefined, dispose: () => undefined };
    const layer = drive(async function* asked() {
      const how = { journey, canSwitch: true, goesOnWith, warming };
      const end = yield* ask(hand.handler, targetCall(), how);
      Object.assign(state, { end, isOver: true });
    });
    for await (const event of layer(undefined)) events.push(event);
  };
  void go();
  const play = async (...acts: (EngineEvent | Error)[]): Promise<void> => {
    for (const act of acts) {
      if (act instanceof Error) hand.fail(act);
      else hand.emit(act);
    }
    await drain();
  };
  const words = (): string =>
    events.map((event) => (event.type === 'text-delta' ? event.text : `<${event.type}>`)).join('');
  return { hand, events, state, play, words };
};

describe('asking', () => {
  it('passes everything on as it comes', async () => {
    const { hand, play, words, state } = setUp();
    await play(text('One '), text('two'), FINISH);
    hand.end();
    await drain();
    assert.deepEqual([words(), state], ['One two<finish>', { end: undefined, isOver: true }]);
  });

  it('says whether another could be asked, which layers below cannot know', async () => {
    const { events, play } = setUp();
    const wait = { untilMs: 1, untilWallMs: 1, reason: 'backoff', canSwitch: false } as const;
    await play({ type: 'waiting-until', target: targetCall().target, ...wait });
    assert.ok(events[0]?.type === 'waiting-until' && events[0].canSwitch);
  });

  it('tells the failure with what was shown', async () => {
    const { play, state } = setUp();
    await play(text('Half'), failure('cut'));
    const { end } = state;
    assert.deepEqual([end?.error.kind, end?.text, end?.shown.isCommitted], ['cut', 'Half', true]);
  });

  it('leaves out what repeats the end of what is kept', async () => {
    const { play, words } = setUp({ kept: 'so the pool is never', unsentSpace: 0 });
    await play(text('the pool'), text(' is never drained'), FINISH);
    assert.equal(words(), ' drained<finish>');
  });

  it('shows what was held back before a call and before the end', async () => {
    const kept = { kept: 'The pool is never drained.', unsentSpace: 0 };
    const call = { type: 'tool-call-delta', id: '1', name: 'read', argumentsText: '' } as const;
    const one = setUp(kept);
    await one.play(text('The pool'), call);
    assert.equal(one.words(), 'The pool<tool-call-delta>');
    const two = setUp(kept);
    await two.play(text('The pool'), FINISH);
    assert.equal(two.words(), 'The pool<finish>');
  });

  it('has shown nothing where it broke within the repeat', async () => {
    const { play, words, state } = setUp({ kept: 'The pool is never drained.', unsentSpace: 0 });
    await play(text('The pool'), failure('cut'));
    assert.deepEqual([words(), state.end?.shown.isCommitted], ['', false]);
  });
});
