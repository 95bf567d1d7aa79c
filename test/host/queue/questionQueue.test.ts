/*
 * Questions that wait: sent once, in order, by one window, when somebody is back; never by
 * themselves when too much time has passed or the window that was sending is gone.
 */
import assert from 'node:assert/strict';
import { askInVain, back, refused, world, type World } from './queueStage.ts';

const MINUTE = 60_000;
const sentences = (all: World) => [...all.sent];
const endOf = (
  turns: readonly { answers: readonly { state: string }[] }[],
): (string | undefined)[] => turns.map(({ answers }) => answers.at(-1)?.state);

describe('host/queue/questionQueue', () => {
  it('sends what waits when somebody is back, once, in its place, and says so', async () => {
    const all = world();
    const { queue, talk, answered, changed } = all.window('w');
    const one = await talk();
    const turn = await askInVain(all, one, 'first?');
    await queue.put(one.session.conversationId(), turn.turnId);
    assert.equal(queue.viewOf(turn.turnId)?.sentence, 'Queued. Sent when someone is back.');
    assert.deepEqual(changed, [turn.turnId]);
    await all.clock.advance(MINUTE);
    assert.deepEqual(sentences(all), ['first?'], 'while everybody is paused nothing is sent');
    all.status = 'working';
    all.isUp = true;
    queue.note(back());
    await all.clock.advance(2_000);
    assert.deepEqual(sentences(all), ['first?', 'first?']);
    assert.deepEqual(await all.states(), []);
    assert.deepEqual(endOf(one.session.turns()), ['whole']);
    assert.equal(one.session.turns()[0]?.answers.length, 1, 'the failure made room');
    assert.ok((one.session.turns()[0]?.sentWallMs ?? 0) > turn.askedWallMs);
    assert.deepEqual(answered, [[turn.turnId, true]]);
    assert.equal(queue.viewOf(turn.turnId), undefined);
    await all.clock.advance(MINUTE);
    assert.equal(all.sent.length, 2);
  });

  it('keeps the order within a conversation, however they were answered', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    for (const words of ['one?', 'two?', 'three?']) {
      const { turnId } = await askInVain(all, one, words);
      await queue.put(one.session.conversationId(), turnId);
    }
    all.sent.length = 0;
    all.status = 'working';
    all.isUp = true;
    await all.clock.advance(20_000);
    assert.deepEqual(sentences(all), ['one?', 'two?', 'three?']);
    assert.deepEqual(endOf(one.session.turns()), ['whole', 'whole', 'whole']);
  });

  it('waits longer each time it fails again, and goes at once on news', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'still?');
    await queue.put(one.session.conversationId(), turnId);
    all.sent.length = 0;
    all.status = 'working';
    await all.clock.advance(9_000);
    assert.equal(all.sent.length, 0);
    await all.clock.advance(20 * MINUTE);
    const tries = all.sent.length;
    assert.ok(tries >= 4 && tries <= 9, `${tries} tries in twenty minutes`);
    assert.deepEqual(await all.states(), [`${turnId} waiting`]);
    all.isUp = true;
    queue.note(back({ type: 'probe-ended', outcome: 'answered', what: 'reach' } as object));
    await all.clock.advance(500);
    assert.equal(all.sent.length, tries, 'that a line stands is no news');
    queue.note(back());
    await all.clock.advance(1_500);
    assert.equal(all.sent.length, tries + 1);
    assert.deepEqual(await all.states(), []);
  });

  it('is offline until the network is back, however well everybody was before', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'offline?');
    all.sent.length = 0;
    all.status = 'working';
    all.isUp = true;
    queue.note(back({ isOffline: true }));
    await queue.put(one.session.conversationId(), turnId);
    await all.clock.advance(5 * MINUTE);
    assert.equal(all.sent.length, 0);
    queue.note(back());
    await all.clock.advance(2_000);
    assert.equal(all.sent.length, 1);
  });

  it('after half an hour it asks, naming what changed, and sends when told', async () => {
    const all = world();
    all.changedFiles = ['worker.ts'];
    const { queue, talk, answered } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'later?');
    await queue.put(one.session.conversationId(), turnId);
    await all.clock.advance(31 * MINUTE);
    all.status = 'working';
    all.isUp = true;
    all.sent.length = 0;
    await all.clock.advance(5 * MINUTE);
    assert.equal(all.sent.length, 0, 'not by itself');
    const view = queue.viewOf(turnId);
    assert.deepEqual(
      [view?.sentence, view?.detail, view?.buttons.map(({ label }) => label)],
      ['Send now?', 'Queued 36 min ago; worker.ts changed since.', ['Send', 'Edit', 'Cancel']],
    );
    const sending = queue.sendNow(turnId);
    await all.clock.advance(1_000);
    await sending;
    assert.equal(all.sent.length, 1);
    assert.deepEqual(await all.states(), []);
    assert.deepEqual(answered, [], 'who pressed it needs no word');
  });

  it('can be taken back, and the failure with its buttons is there again', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'never mind');
    await queue.put(one.session.conversationId(), turnId);
    await queue.takeBack(turnId);
    all.status = 'working';
    await all.clock.advance(MINUTE);
    assert.deepEqual(await all.states(), []);
    assert.equal(all.sent.length, 1);
    assert.deepEqual(endOf(one.session.turns()), ['failed']);
  });

  it('follows an edit: the new words wait in its place, the old ones are never sent', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'old words');
    await queue.put(one.session.conversationId(), turnId);
    await all.clock.advance(5_000);
    const editing = one.session.resend({ clientId: 'e', turnId, question: 'new words' });
    await all.clock.advance(2_500);
    await editing;
    const now = one.session.turns().at(-1);
    assert.equal(now?.question, 'new words');
    assert.deepEqual(await all.states(), [`${now?.turnId} waiting`]);
    all.sent.length = 0;
    all.status = 'working';
    all.isUp = true;
    await all.clock.advance(30_000);
    assert.deepEqual(sentences(all), ['new words']);
  });

  it('goes with its turn when that is deleted', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'delete me');
    await queue.put(one.session.conversationId(), turnId);
    await one.session.rework.remove(turnId);
    all.status = 'working';
    all.isUp = true;
    await all.clock.advance(MINUTE);
    assert.deepEqual(await all.states(), []);
    assert.deepEqual(sentences(all), ['delete me']);
  });

  it('does not come between a question that is being asked', async () => {
    const all = world();
    const { queue, talk } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'waits?');
    await queue.put(one.session.conversationId(), turnId);
    all.status = 'working';
    all.isUp = true;
    const asking = one.session.send('now', 'now?');
    queue.note(back());
    await all.clock.advance(30_000);
    await asking;
    assert.deepEqual(sentences(all), ['waits?', 'now?', 'waits?']);
    assert.deepEqual(endOf(one.session.turns()), ['whole', 'whole']);
  });

  it('what is no passing trouble is an end: the cause stands there with its button', async () => {
    const all = world();
    const { queue, talk, answered } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'paid?');
    await queue.put(one.session.conversationId(), turnId);
    all.status = 'working';
    const quota = refused();
    Object.assign(quota, { kind: 'quota' });
    const push = all.sent.push.bind(all.sent);
    all.sent.push = (...words) => {
      push(...words);
      throw quota;
    };
    await all.clock.advance(20_000);
    assert.deepEqual(await all.states(), []);
    assert.deepEqual(endOf(one.session.turns()), ['failed']);
    assert.deepEqual(answered, [[turnId, true]]);
  });

  it('tells the log when the store fails, and goes on', async () => {
    const all = world();
    const { queue, talk, log } = all.window('w');
    const one = await talk();
    const { turnId } = await askInVain(all, one, 'why?');
    await queue.put(one.session.conversationId(), turnId);
    const { queued } = all.rows;
    Object.assign(all.rows, { queued: () => Promise.reject(new Error('busy')) });
    await all.clock.advance(2_500);
    assert.ok(log.length > 0 && log.every((line) => line === 'queue: Error: busy'), log.join());
    Object.assign(all.rows, { queued });
    all.status = 'working';
    all.isUp = true;
    await all.clock.advance(15_000);
    assert.equal(all.sent.length, 2);
  });
});
