import assert from 'node:assert/strict';
import type { TurnRecord } from '../../../src/core/index.ts';
import { createTalks, type Talk, type Talks } from '../../../src/host/chat/talks.ts';
import { composed, type Composed } from '../composed.ts';
import { listStore, type ListStore } from '../fakes.ts';
import { quick, setUp, slow, type Script, type Stage } from './sessionStage.ts';

type Set = {
  readonly talks: Talks;
  readonly stages: Map<string, Stage>;
  readonly store: ListStore;
};

/** Sessions that follow a script; what they show stands in no test here. */
function talksOn(script: Script, store = listStore()): Set {
  const stages = new Map<string, Stage>();
  let id = 0;
  const talks = createTalks({
    store,
    newId: () => `c${(id += 1)}`,
    make: (begun) => {
      const stage = setUp(script, store, begun);
      stages.set(begun.conversationId, stage);
      return { session: stage.session, model: {} as Talk['model'] };
    },
  });
  return { talks, stages, store };
}
const stageOf = ({ stages }: Set, talk: Talk): Stage =>
  stages.get(talk.session.conversationId()) ?? assert.fail();
const stored = (conversationId: string): TurnRecord => ({
  ...{ turnId: `t-${conversationId}`, conversationId, askedWallMs: 1 },
  ...{ question: 'stored?', answers: [] },
});

describe('talks', () => {
  it('opens a stored conversation once, however many ask at once, and none that is gone', async () => {
    const set = talksOn(quick);
    set.store.saved.push(stored('old'));
    const [one, two] = await Promise.all([set.talks.open('old'), set.talks.open('old')]);
    assert.ok(one);
    assert.equal(one, two);
    assert.equal(one.session.turns()[0]?.question, 'stored?');
    assert.equal(await set.talks.open('never was'), undefined);
    assert.equal(await set.talks.open('old'), one);
    assert.equal(set.talks.all().length, 1);
  });

  it('goes on while nobody shows it, is stored whole, and then is let go', async () => {
    const set = talksOn(slow);
    const talk = set.talks.begin();
    set.talks.hold(talk);
    const { clock, session } = stageOf(set, talk);
    const sending = session.send('1', 'why?');
    await clock.advance(250);
    set.talks.letGo(talk, 'closed');
    assert.equal(await set.talks.open(session.conversationId()), talk, 'it can be shown again');
    await clock.runUntilIdle();
    await sending;
    assert.equal(set.store.saved.at(-1)?.answers[0]?.state, 'whole');
    await clock.advance(1);
    assert.deepEqual(set.talks.all(), []);
  });

  it('is stopped when its last page turns to another chat, and only then', async () => {
    const set = talksOn(slow);
    const talk = set.talks.begin();
    const { clock, session } = stageOf(set, talk);
    set.talks.hold(talk);
    set.talks.hold(talk);
    const sending = session.send('1', 'why?');
    await clock.advance(250);
    set.talks.letGo(talk, 'left');
    assert.notEqual(session.busyTurnId(), undefined);
    set.talks.letGo(talk, 'left');
    await sending;
    assert.equal(set.store.saved.at(-1)?.answers[0]?.state, 'stopped');
  });

  it('stops a private chat when its page is closed: nobody could ever read it', async () => {
    const set = talksOn(slow);
    const talk = set.talks.begin({ isPrivate: true });
    set.talks.hold(talk);
    const { clock, session } = stageOf(set, talk);
    const sending = session.send('1', 'secret');
    await clock.advance(250);
    set.talks.letGo(talk, 'closed');
    await sending;
    await clock.advance(1);
    assert.deepEqual(set.talks.all(), []);
    assert.deepEqual(set.store.saved, []);
  });

  it('is called by the title of the person, else by its first question', async () => {
    const set = talksOn(quick);
    const talk = set.talks.begin();
    set.talks.hold(talk);
    assert.equal(set.talks.titleOf(talk), '');
    await talk.session.send('1', 'What is a pool?');
    assert.equal(set.talks.titleOf(talk), 'What is a pool?');
    await set.talks.rename(talk.session.conversationId(), ' Pools ');
    assert.equal(set.talks.titleOf(talk), 'Pools');
    await set.talks.rename(talk.session.conversationId(), '');
    assert.equal(set.talks.titleOf(talk), 'What is a pool?');
  });

  it('ends all that is under way when the window closes', async () => {
    const set = talksOn(slow);
    const [one, two] = [set.talks.begin(), set.talks.begin()];
    for (const talk of [one, two]) {
      set.talks.hold(talk);
      void talk.session.send(talk.session.conversationId(), 'why?');
      await stageOf(set, talk).clock.advance(250);
    }
    await set.talks.end();
    const states = set.store.saved.slice(-2).map(({ answers }) => answers[0]?.state);
    assert.deepEqual(states, ['unfinished', 'unfinished']);
  });

  it('two conversations are answered at once over one engine, each told only its own', async () => {
    const stage: Composed = composed({ isTrial: true });
    const other = stage.begin('c2');
    const sending = [stage.session.send('1', 'one?'), other.session.send('2', 'two?')];
    await stage.clock.runUntilIdle();
    assert.deepEqual(await Promise.all(sending), [true, true]);
    assert.equal(stage.shown().turns.length, 1);
    assert.equal(other.model.view().turns[0]?.question, 'two?');
    assert.equal(other.session.turns()[0]?.answers[0]?.state, 'whole');
  });
});
