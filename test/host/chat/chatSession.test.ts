import assert from 'node:assert/strict';
import { ChatError } from '../../../src/core/index.ts';
import { a, listStore } from '../fakes.ts';
import { quick, setUp, slow, started, text, wait } from './sessionStage.ts';

describe('chatSession', () => {
  it('stores the question before anything is sent', async () => {
    const store = listStore();
    let storedFirst = false;
    const { session } = setUp((call, clock) => {
      storedFirst = store.saved[0]?.question === 'why?';
      return quick(call, clock);
    }, store);
    assert.equal(await session.send('1', 'why?'), true);
    assert.equal(storedFirst, true);
    assert.equal(store.saved.at(-1)?.answers[0]?.state, 'whole');
  });

  it('stores what was shown at most half a second later', async () => {
    const { session, clock, store } = setUp(slow);
    void session.send('1', 'why?');
    await clock.advance(1_050);
    const kept = store.saved.at(-1)?.answers[0]?.blocks[0];
    const words = kept?.type === 'text' ? kept.text : '';
    const shown = session.turns()[0]?.answers[0]?.blocks[0];
    assert.ok(words.startsWith('w0 w1 w2 w3 w4 '), words);
    assert.equal(shown?.type === 'text' && shown.text.startsWith(words), true);
    session.stop();
    await clock.runUntilIdle();
    assert.equal(clock.pending, 0);
  });

  it('stops at once, keeps the text, and can be asked again', async () => {
    const { session, clock, store } = setUp(slow);
    const sending = session.send('1', 'why?');
    await clock.advance(350);
    session.stop();
    await sending;
    const answer = store.saved.at(-1)?.answers[0];
    assert.equal(answer?.state, 'stopped');
    assert.deepEqual(answer?.blocks, [{ type: 'text', text: 'w0 w1 w2 ' }]);
    assert.equal(session.busyTurnId(), undefined);
  });

  it('sends the same click only once, and nothing while busy or empty', async () => {
    const { session, clock, calls } = setUp(slow);
    const first = session.send('1', 'why?');
    assert.equal(await session.send('2', 'and?'), false);
    assert.equal(await session.send('3', '  '), false);
    await clock.runUntilIdle();
    assert.equal(await first, true);
    assert.equal(await session.send('1', 'why?'), false);
    assert.equal(calls.length, 1);
  });

  it('sends what was said before along with the next question', async () => {
    const { session, calls } = setUp(quick);
    await session.send('1', 'first?');
    await session.send('2', 'second?');
    const said = calls[1]?.request.messages.map((message) => message.role);
    assert.deepEqual(said, ['system', 'user', 'assistant', 'user']);
  });

  it('keeps a failure with its cause', async () => {
    const { session } = setUp(async function* () {
      yield started;
      throw new ChatError({ kind: 'auth', message: 'refused' });
    });
    await session.send('1', 'why?');
    const answer = session.turns()[0]?.answers[0];
    assert.deepEqual([answer?.state, answer?.error?.kind], ['failed', 'auth']);
  });

  it('ends the turn with its words when the engine itself fails', async () => {
    const { session } = setUp(async function* () {
      yield text('half');
      throw new TypeError('a bug');
    });
    await session.send('1', 'why?');
    const answer = session.turns()[0]?.answers[0];
    assert.deepEqual([answer?.state, answer?.error?.message], ['unfinished', 'a bug']);
  });

  it('still answers when nothing can be stored, and says so', async () => {
    const broken = { ...listStore(), save: () => Promise.reject(new Error('disk full')) };
    const { session, errors } = setUp(quick, broken);
    await session.send('1', 'why?');
    assert.equal(session.turns()[0]?.answers[0]?.state, 'whole');
    assert.equal(errors[0]?.message, 'disk full');
  });

  it('marks what was left open when it begins with stored turns', async () => {
    const store = listStore();
    const before = setUp(slow, store);
    void before.session.send('1', 'why?');
    await before.clock.advance(1_050);
    const after = setUp(quick, store, { turns: await store.turnsOf('c1') });
    const [turn] = after.session.turns();
    assert.equal(turn?.question, 'why?');
    assert.equal(turn?.answers[0]?.state, 'unfinished');
    assert.match(JSON.stringify(turn?.answers[0]?.blocks), /w0 w1 w2/);
    before.session.stop();
    await before.clock.runUntilIdle();
  });

  it('hands the words of the person to who waits, and resolves its end when all is stored', async () => {
    const heard: string[] = [];
    const { session, clock, store } = setUp(async function* (call) {
      call.controls.on((control) => heard.push(control));
      yield started;
      await wait(clock, 60_000, call.signal);
    });
    void session.send('1', 'why?');
    await clock.advance(10);
    session.control('try-now');
    await session.end();
    assert.deepEqual(heard, ['try-now']);
    // Nobody pressed Stop: the window went.
    const left = store.saved.at(-1)?.answers[0];
    assert.equal(left?.state, 'unfinished');
    assert.equal(left?.error, undefined);
  });

  it('stores nothing of a private conversation', async () => {
    const { session, store } = setUp(quick, listStore(), { isPrivate: true });
    await session.send('1', 'secret');
    assert.equal(session.isPrivate(), true);
    assert.equal(session.turns()[0]?.answers[0]?.state, 'whole');
    assert.deepEqual(store.saved, []);
  });

  it('is over only when nothing more of it will be stored', async () => {
    const { session, store, clock } = setUp(slow);
    const sent = session.send('1', 'long');
    await clock.advance(250);
    session.stop();
    await session.over();
    const stored = store.saved.length;
    assert.equal(store.saved.at(-1)?.answers[0]?.state, 'stopped');
    await sent;
    await clock.advance(20_000);
    assert.equal(store.saved.length, stored);
    await session.over();
  });

  it('keeps what was chosen with its conversation, and asks within it', async () => {
    const { session, store, calls } = setUp(quick);
    const model = { target: a, how: 'only' } as const;
    await session.choose({ tier: 'trusted', localOnly: true, model });
    await session.send('1', 'why?');
    assert.deepEqual(calls[0]?.limits, {
      tier: 'trusted',
      localOnly: true,
      only: a,
      canFold: true,
    });
    const choice = store.choices.get('c1');
    const reopened = setUp(quick, store, { choice });
    assert.deepEqual(reopened.session.limits(), { tier: 'trusted', localOnly: true, only: a });
    const next = setUp(quick, store, { conversationId: 'c2' });
    assert.deepEqual(next.session.limits(), { tier: 'any', localOnly: false });
  });
});
