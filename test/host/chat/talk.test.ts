import assert from 'node:assert/strict';
import { applyOp } from '../../../src/protocol/index.ts';
import { composed } from '../composed.ts';

describe('talk', () => {
  it('is followed live by every page that shows it, and the same by all of them', async () => {
    const stage = composed({ isTrial: true });
    const sending = stage.session.send('1', 'hello');
    await stage.clock.advance(1_000);
    let late = stage.model.view();
    const following = stage.model.subscribe((op) => {
      late = applyOp(late, op);
    });
    await stage.clock.advance(1_000);
    assert.deepEqual(late.turns, stage.shown().turns);
    following.dispose();
    const { turns } = late;
    await stage.clock.runUntilIdle();
    await sending;
    assert.equal(stage.shown().turns[0]?.answers[0]?.state, 'whole');
    assert.equal(late.turns, turns, 'a page that is gone hears nothing more');
  });

  it('keeps what was noted while a turn was asked with the turn', async () => {
    const stage = composed({ isTrial: true });
    stage.composition.faults('aster')?.set('cut', true);
    const sending = stage.session.send('1', 'hello');
    await stage.clock.runUntilIdle();
    await sending;
    const turnId = stage.session.turns()[0]?.turnId ?? '';
    const journal = stage.store.journals.get(turnId);
    const types = journal?.events.map(({ type }) => type) ?? [];
    assert.equal(types[0], 'request-started');
    assert.equal(types.at(-1), 'request-ended');
    assert.equal(types.filter((type) => type === 'attempt-ended').length, 2);
    await stage.session.rework.remove(turnId);
    assert.equal(stage.store.journals.has(turnId), false);
    await stage.session.rework.undoRemove();
    assert.deepEqual(stage.store.journals.get(turnId), journal);
  });
});
