/*
 * Several windows and one question: whoever sends it, it is sent once; what a dead window was
 * sending may have been sent.
 */
import assert from 'node:assert/strict';
import { askInVain, back, world, type World } from './queueStage.ts';

const MINUTE = 60_000;
const sentences = (all: World) => [...all.sent];
const endOf = (
  turns: readonly { answers: readonly { state: string }[] }[],
): (string | undefined)[] => turns.map(({ answers }) => answers.at(-1)?.state);

describe('host/queue/sendOne', () => {
  async function two() {
    const all = world();
    const [first, second] = [all.window('w'), all.window('v')];
    const one = await first.talk();
    const turn = await askInVain(all, one, 'which of us?');
    await first.queue.put(one.session.conversationId(), turn.turnId);
    const other = await second.talk(one.session.conversationId());
    await second.queue.look();
    all.sent.length = 0;
    return { all, first, second, one, other, turnId: turn.turnId };
  }

  it('only the window that put it there sends it, and the other shows the answer', async () => {
    const { all, first, second, one, other, turnId } = await two();
    assert.equal(first.queue.viewOf(turnId)?.state, 'waiting');
    assert.equal(second.queue.viewOf(turnId)?.state, 'ask');
    all.status = 'working';
    all.isUp = true;
    for (const { queue } of [first, second]) queue.note(back());
    await all.clock.advance(3_000);
    assert.deepEqual(sentences(all), ['which of us?']);
    for (const { session } of [one, other]) assert.deepEqual(endOf(session.turns()), ['whole']);
    assert.equal(second.queue.viewOf(turnId), undefined);
  });

  it('pressed in both at once it is sent once', async () => {
    const { all, first, second, turnId } = await two();
    all.isUp = true;
    const pressed = [first, second].map(({ queue }) => queue.sendNow(turnId));
    await all.clock.advance(3_000);
    await Promise.all(pressed);
    assert.deepEqual(sentences(all), ['which of us?']);
    assert.deepEqual(await all.states(), []);
  });

  it('says that another window is sending it, and sends nothing itself', async () => {
    const { all, first, second, turnId } = await two();
    assert.equal(await first.leases.take(`question ${turnId}`, 60_000), true);
    await all.rows.moveQueued({ turnId, from: ['waiting'], to: 'sending', windowId: 'w' });
    all.isUp = true;
    await second.queue.look();
    assert.equal(second.queue.viewOf(turnId)?.sentence, 'Another window is sending this.');
    const pressed = second.queue.sendNow(turnId);
    await all.clock.advance(1_000);
    await pressed;
    assert.deepEqual([sentences(all), await all.states()], [[], [`${turnId} sending`]]);
  });

  it('what a dead window was sending may have been sent: never again by itself', async () => {
    const { all, second, other, turnId } = await two();
    await all.rows.moveQueued({ turnId, from: ['waiting'], to: 'sending', windowId: 'w' });
    all.status = 'working';
    all.isUp = true;
    second.queue.note(back());
    await all.clock.advance(10 * MINUTE);
    assert.equal(all.sent.length, 0);
    const view = second.queue.viewOf(turnId);
    assert.equal(view?.sentence, 'This may have been sent.');
    assert.deepEqual(
      view?.buttons.map(({ label }) => label),
      ['Send again', 'Edit', 'Cancel'],
    );
    const sending = second.queue.sendNow(turnId);
    await all.clock.advance(1_000);
    await sending;
    assert.equal(all.sent.length, 1);
    assert.deepEqual(endOf(other.session.turns()), ['whole']);
  });

  it('an old answer is no answer: the question waits on, and the old one stands once', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'known?');
    await queue.put(one.session.conversationId(), turnId);
    all.status = 'working';
    all.isStored = true;
    await all.clock.advance(50_000);
    assert.deepEqual(await all.states(), [`${turnId} waiting`]);
    assert.equal(one.session.turns()[0]?.answers.filter(({ stored }) => stored).length, 1);
    all.isStored = false;
    all.isUp = true;
    queue.note(back());
    await all.clock.advance(2_000);
    assert.deepEqual(await all.states(), []);
    const answers = one.session.turns()[0]?.answers ?? [];
    assert.deepEqual(
      answers.map(({ stored, state }) => [stored !== undefined, state]),
      [
        [true, 'whole'],
        [false, 'whole'],
      ],
    );
  });

  it('after a restart it asks, and what stands behind it waits as well', async () => {
    const all = world();
    const before = all.window('before');
    const one = await before.talk();
    const id = one.session.conversationId();
    for (const words of ['one?', 'two?'])
      await before.queue.put(id, (await askInVain(all, one, words)).turnId);
    before.queue.dispose();
    const after = all.window('after');
    const again = await after.talk(id);
    await after.queue.look();
    all.sent.length = 0;
    all.status = 'working';
    all.isUp = true;
    await all.clock.advance(MINUTE);
    assert.equal(all.sent.length, 0);
    const states = again.session.turns().map(({ turnId }) => after.queue.viewOf(turnId)?.state);
    assert.deepEqual(states, ['ask', 'ask']);
  });

  it('a window that is closed in the middle leaves it in doubt', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'closed?');
    await queue.put(one.session.conversationId(), turnId);
    all.isUp = true;
    const push = all.sent.push.bind(all.sent);
    all.sent.push = (...words) => {
      all.clock.after(0, () => void one.session.end());
      return push(...words);
    };
    const sending = queue.sendNow(turnId);
    await all.clock.advance(5_000);
    await sending;
    assert.deepEqual(await all.states(), [`${turnId} doubtful`]);
  });
});
