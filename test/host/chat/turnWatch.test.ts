import assert from 'node:assert/strict';
import { ChatError, type EngineEvent, type TurnRecord } from '../../../src/core/index.ts';
import { createTurnWatch, type TurnWatch } from '../../../src/host/chat/turnWatch.ts';
import { beginAnswer, foldEvent, foldFailure } from '../../../src/host/chat/turnFold.ts';
import { a, context, turn } from '../fakes.ts';

const begun: TurnRecord = foldEvent(
  beginAnswer(turn()),
  { type: 'attempt-started', attemptId: 'r', target: a, origin: 'first' },
  1,
);
const waiting: EngineEvent = {
  type: 'waiting-until',
  target: a,
  untilMs: 1,
  untilWallMs: context.wallMs + 5_000,
  reason: 'backoff',
  canSwitch: true,
  error: new ChatError({ kind: 'overloaded', message: 'busy', target: a }),
};
const watch = (): TurnWatch => createTurnWatch(() => context);

describe('turnWatch', () => {
  it('knows who is answering until the turn ends', () => {
    const own = watch();
    own.note(begun, undefined);
    assert.deepEqual(own.answering(), a);
    own.note(foldEvent(begun, { type: 'finish', reason: 'stop' }, 2), undefined);
    assert.equal(own.answering(), undefined);
  });

  it('holds the wait with its cause until it ends', () => {
    const own = watch();
    own.note(begun, waiting);
    assert.equal(own.answering(), undefined);
    assert.equal(own.wait()?.sentence, 'A is overloaded right now. Asking again in {seconds} s');
    own.note(begun, { type: 'alive' });
    assert.ok(own.wait());
    own.note(begun, { type: 'wait-ended', by: 'time' });
    assert.deepEqual(own.answering(), a);
    assert.equal(own.wait(), undefined);
  });

  it('lets go of a wait when the turn was stopped in it, or the conversation left', () => {
    const own = watch();
    own.note(begun, waiting);
    own.note(foldFailure(begun, new ChatError({ kind: 'aborted', message: 'x' }), 2), undefined);
    assert.equal(own.wait(), undefined);
    own.note(begun, waiting);
    own.forget();
    assert.deepEqual([own.wait(), own.answering()], [undefined, undefined]);
  });
});
