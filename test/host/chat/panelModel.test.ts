import assert from 'node:assert/strict';
import type { EngineEvent } from '../../../src/core/index.ts';
import { createPanelModel } from '../../../src/host/chat/panelModel.ts';
import { foldEvent } from '../../../src/host/chat/turnFold.ts';
import { NOTHING_FOUND } from '../../../src/host/firstRun/firstLook.ts';
import { server } from '../local/servers.ts';
import { plainEnglish } from '../../../src/host/l10n.ts';
import type { ChatView } from '../../../src/protocol/index.ts';
import { composed, type Composed } from '../composed.ts';

const whole = (stage: Composed): ChatView => stage.model.view();

describe('panelModel', () => {
  it('shows a newcomer one button and two links', () => {
    const view = composed().shown();
    assert.deepEqual(
      view.empty?.buttons.map((button) => button.action),
      ['add-provider'],
    );
    assert.deepEqual(
      view.empty?.links.map((button) => button.action),
      ['try-without-key', 'get-started'],
    );
    assert.equal(view.composer.canSend, false);
    assert.equal(view.composer.who, 'No model yet');
  });

  it('a panel that follows every op shows exactly what a new panel would', async () => {
    const stage = composed({ isTrial: true });
    stage.composition.faults('aster')?.set('cut', true);
    const sending = stage.session.send('1', 'show me a table');
    for (let n = 0; n < 40; n += 1) {
      await stage.clock.advance(250);
      stage.model.refresh();
      const followed = stage.shown();
      assert.deepEqual(followed.turns, whole(stage).turns);
      assert.deepEqual(followed.composer, whole(stage).composer);
      assert.deepEqual(followed.strip, whole(stage).strip);
    }
    await stage.clock.runUntilIdle();
    await sending;
    assert.deepEqual(stage.shown(), whole(stage));
    assert.equal(stage.shown().turns[0]?.answers.length, 2);
  });

  it('follows another try, its versions, a deletion and its Undo', async () => {
    const stage = composed({ isTrial: true });
    const { session, model, clock } = stage;
    const run = async (work: Promise<unknown>): Promise<void> => {
      await clock.runUntilIdle();
      await work;
      model.refresh();
      assert.deepEqual(stage.shown(), whole(stage));
    };
    await run(session.send('1', 'hello'));
    await run(session.send('2', 'and?'));
    const turnId = session.turns()[0]?.turnId ?? '';
    const first = { providerId: 'birch', modelId: 'simulated' };
    await run(session.resend({ clientId: '3', turnId, question: 'hello', first }));
    assert.equal(stage.shown().turns.length, 1);
    assert.deepEqual(stage.shown().turns[0]?.version, { at: 2, of: 2 });
    assert.equal(stage.shown().turns[0]?.answers[0]?.who?.name, 'Birch');
    await run(session.rework.showVersion(stage.shown().turns[0]?.turnId ?? '', -1));
    assert.equal(stage.shown().turns.length, 2);
    await run(session.rework.remove(turnId));
    assert.equal(stage.shown().turns.length, 1);
    assert.match(stage.shown().offers[0]?.sentence ?? '', /Deleted, with its other versions/);
    await run(session.rework.undoRemove());
    assert.equal(stage.shown().turns.length, 2);
    assert.deepEqual(stage.shown().offers, []);
  });

  it('is busy with exactly the turn under way, and says who is answering', async () => {
    const stage = composed({ isTrial: true });
    const sending = stage.session.send('1', 'hello');
    await stage.clock.advance(900);
    assert.equal(stage.shown().composer.busyTurnId, stage.session.turns()[0]?.turnId);
    assert.equal(stage.shown().strip.targets[0]?.state, 'answering');
    await stage.clock.runUntilIdle();
    await sending;
    assert.equal(stage.shown().composer.busyTurnId, undefined);
    assert.equal(stage.shown().strip.targets[0]?.state, 'working');
  });

  it('shows the wait while everybody asks for a pause, and hides it afterwards', async () => {
    const stage = composed({ isTrial: true });
    for (const id of ['aster', 'birch']) stage.composition.faults(id)?.set('rate-limit', true);
    const sending = stage.session.send('1', 'hello');
    await stage.clock.advance(2_000);
    const wait = stage.shown().wait;
    assert.match(wait?.sentence ?? '', /asks for a pause, \{seconds\} s/);
    assert.ok(wait?.buttons.some((button) => button.action === 'try-now'));
    for (const id of ['aster', 'birch']) stage.composition.faults(id)?.set('rate-limit', false);
    await stage.clock.runUntilIdle();
    await sending;
    assert.equal(stage.shown().wait, undefined);
    assert.equal(stage.session.turns()[0]?.answers.at(-1)?.state, 'whole');
  });

  it('sends a part only when it changed', () => {
    const stage = composed({ isTrial: true });
    const sent: string[] = [];
    stage.model.subscribe((op) => sent.push(op.op));
    stage.model.refresh();
    const first = sent.length;
    stage.model.refresh();
    assert.equal(sent.length, first);
    stage.composition.faults('aster')?.set('slow', true);
    stage.model.refresh();
    assert.deepEqual(sent.slice(first), ['strip']);
  });

  it('looks at strip and composer when something happens, not at each word or thought', () => {
    const stage = composed({ isTrial: true });
    let looks = 0;
    const { composition } = stage;
    const model = createPanelModel({
      clock: stage.clock,
      l10n: plainEnglish,
      composition,
      isTrial: () => true,
      proposedFor: () => undefined,
      journalOf: () => undefined,
      notices: () => {
        looks += 1;
        return [];
      },
      found: () => NOTHING_FOUND,
    });
    model.subscribe(() => undefined);
    const answer = {
      answerId: 'a',
      start: { how: 'first' },
      state: 'streaming',
      blocks: [],
    } as const;
    const turn = {
      turnId: 't',
      conversationId: 'c',
      askedWallMs: 0,
      question: 'q',
      answers: [answer],
    };
    const flow: EngineEvent[] = [
      { type: 'alive' },
      { type: 'text-delta', text: 'x' },
      { type: 'reasoning-delta', text: 'x' },
      { type: 'tool-call-delta', id: '1', name: 'f', argumentsText: 'x' },
    ];
    for (const event of flow) model.onTurn(foldEvent(turn, event, 1), event, turn);
    assert.equal(looks, 0);
    const finish: EngineEvent = { type: 'finish', reason: 'stop' };
    model.onTurn(foldEvent(turn, finish, 1), finish, turn);
    assert.equal(looks, 1);
  });

  it('shows what was found on this computer while there is no provider, once it is found', () => {
    let found = NOTHING_FOUND;
    const stage = composed({ found: () => found });
    assert.equal(stage.shown().empty?.found, undefined);
    found = { ...NOTHING_FOUND, servers: [server('Ollama', 'm')] };
    stage.model.refresh();
    assert.equal(stage.shown().empty?.found, 'Found on this computer: Ollama (1 model)');
    assert.equal(stage.shown().empty?.buttons[0]?.action, 'use-found');
    stage.set({ providers: [{ id: 'o', kind: 'ollama', models: ['m'] }] });
    assert.equal(stage.shown().empty, undefined);
  });
});
