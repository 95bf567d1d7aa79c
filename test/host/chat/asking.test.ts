import assert from 'node:assert/strict';
import { a, listStore } from '../fakes.ts';
import { quick, setUp, slow } from './sessionStage.ts';

describe('asking', () => {
  it('asks in the place of a turn, stops what is under way, and sends none of the old branch', async () => {
    const { session, clock, calls, store } = setUp(slow);
    void session.send('1', 'first?');
    await clock.advance(250);
    const place = session.turns()[0]?.turnId ?? '';
    const again = session.resend({ clientId: '2', turnId: place, question: 'other?', first: a });
    await clock.runUntilIdle();
    assert.equal(await again, true);
    assert.deepEqual(
      session.turns().map(({ question }) => question),
      ['other?'],
    );
    assert.deepEqual(calls[1]?.limits.first, a);
    assert.equal(calls[1]?.request.messages.length, 2);
    const kept = (await store.turnsOf(session.conversationId())).find(
      (one) => one.turnId === place,
    );
    assert.equal(kept?.answers[0]?.state, 'stopped');
    assert.equal(kept?.aside?.branch, place);
    assert.deepEqual(session.versionOf(session.turns()[0]?.turnId ?? ''), { at: 2, of: 2 });
    assert.equal(await session.resend({ clientId: '2', turnId: place, question: 'x' }), false);
    assert.equal(await session.resend({ clientId: '3', turnId: place, question: 'x' }), false);
    await session.rework.showVersion(session.turns()[0]?.turnId ?? '', -1);
    assert.equal(session.turns()[0]?.turnId, place);
  });

  it('deletes the turn under way once it has ended; the next question ends the Undo', async () => {
    const { session, clock, store } = setUp(slow);
    void session.send('1', 'first?');
    await clock.advance(250);
    await session.rework.remove(session.turns()[0]?.turnId ?? '');
    assert.deepEqual(session.turns(), []);
    assert.deepEqual(await store.turnsOf(session.conversationId()), []);
    await session.rework.undoRemove();
    assert.equal(session.turns()[0]?.answers[0]?.state, 'stopped');
    await session.rework.remove(session.turns()[0]?.turnId ?? '');
    const sending = session.send('2', 'next?');
    await clock.runUntilIdle();
    await sending;
    assert.equal(session.rework.removedCount(), 0);
  });

  it('keeps nothing of a private chat, whatever is changed in it', async () => {
    const { session, clock, store } = setUp(quick, listStore(), { isPrivate: true });
    await session.send('1', 'first?');
    const turnId = session.turns()[0]?.turnId ?? '';
    await session.resend({ clientId: '2', turnId, question: 'other?' });
    await session.rework.showVersion(session.turns()[0]?.turnId ?? '', -1);
    await session.rework.remove(turnId);
    await session.rework.undoRemove();
    await clock.runUntilIdle();
    assert.equal(session.turns()[0]?.turnId, turnId);
    assert.deepEqual(store.saved, []);
  });
});
