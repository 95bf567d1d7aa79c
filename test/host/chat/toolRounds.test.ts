// Tools within one turn: a whole answer with calls is followed by their results and the next answer;
// no failover, break or stop ever runs a call twice, and the rounds have an end.

import assert from 'node:assert/strict';
import {
  ChatError,
  type EngineEvent,
  type RequestCall,
  type ToolOutcome,
} from '../../../src/core/index.ts';
import { createChatSession, type SessionDeps } from '../../../src/host/chat/chatSession.ts';
import { ROUNDS_MAX, type OpenCall, type ToolBox } from '../../../src/host/chat/toolRounds.ts';
import { a, b, listStore, virtualClock } from '../fakes.ts';
import { finish, started, text } from './sessionStage.ts';

const called = (id: string): EngineEvent => ({
  type: 'tool-call',
  id,
  name: 'look',
  argumentsJson: `{"id":"${id}"}`,
});
const wantsTools: EngineEvent = { type: 'finish', reason: 'tool-calls' };
const cut = new ChatError({ kind: 'cut', message: 'Cut.' });
const declared = [{ name: 'look', description: 'Looks.', parametersSchema: { type: 'object' } }];

type Rounds = (round: number, call: RequestCall) => AsyncIterable<EngineEvent>;

function stage(rounds: Rounds, outcome: ToolOutcome = { outcome: 'ran', text: 'seen' }) {
  const calls: RequestCall[] = [];
  const ran: OpenCall[] = [];
  const store = listStore();
  let id = 0;
  const tools: ToolBox = {
    declared: () => declared,
    run: (call) => {
      ran.push(call);
      return Promise.resolve(outcome);
    },
  };
  const deps: SessionDeps = {
    engine: {
      run: (call) => {
        calls.push(call);
        return rounds(calls.length - 1, call);
      },
    },
    ...{ store, tools },
    clock: virtualClock(),
    newId: () => `id-${(id += 1)}`,
    limits: () => ({ tier: 'any', localOnly: false }),
    bill: (turn) => Promise.resolve(turn),
    journals: { of: () => undefined, remember: () => undefined },
    onTurn: () => undefined,
    onTurns: () => undefined,
    onStoreError: (error) => assert.fail(error),
  };
  const session = createChatSession(deps, { conversationId: 'c1', isPrivate: false, turns: [] });
  const answers = () => session.turns().at(-1)?.answers ?? [];
  return { session, calls, ran, answers, ask: () => session.send('q', 'What is there?') };
}

describe('tools within a turn', () => {
  it('run once the answer is whole, and their results go back', async () => {
    const { calls, ran, answers, ask } = stage(async function* (round) {
      yield started;
      if (round > 0) {
        yield text('A pool.');
        yield finish;
        return;
      }
      yield text('I look. ');
      yield called('1');
      yield called('2');
      yield wantsTools;
    });
    await ask();
    assert.deepEqual(
      ran.map(({ id, argumentsJson }) => [id, argumentsJson]),
      [
        ['1', '{"id":"1"}'],
        ['2', '{"id":"2"}'],
      ],
    );
    assert.equal(calls.length, 2);
    assert.notEqual(calls[0]?.requestId, calls[1]?.requestId);
    assert.equal(calls[0]?.turnId, calls[1]?.turnId);
    assert.deepEqual(calls[0]?.request.tools, declared);
    const [said, results] = calls[1]?.request.messages.slice(-2) ?? [];
    assert.deepEqual(
      said?.parts.map(({ type }) => type),
      ['text', 'tool-call', 'tool-call'],
    );
    const result = { type: 'tool-result', name: 'look', text: 'seen', isError: false };
    assert.deepEqual(results, {
      role: 'tool',
      parts: [
        { ...result, id: '1' },
        { ...result, id: '2' },
      ],
    });
    assert.deepEqual(
      answers().map(({ state, afterTools }) => [state, afterTools]),
      [
        ['whole', undefined],
        ['whole', true],
      ],
    );
  });

  it('do not run twice when the next answer fails over', async () => {
    const { calls, ran, answers, ask } = stage(async function* (round) {
      yield started;
      if (round === 0) {
        yield called('1');
        yield wantsTools;
        return;
      }
      yield { type: 'switched', from: a, to: b, error: cut };
      yield text('A pool.');
      yield finish;
    });
    await ask();
    assert.equal(ran.length, 1);
    assert.equal(calls.length, 2);
    assert.equal(answers().at(-1)?.start.how, 'switched');
  });

  it('do not run of an answer that broke off or was folded away', async () => {
    const { ran, ask, answers } = stage(async function* (round) {
      assert.equal(round, 0);
      yield started;
      yield called('1');
      yield { type: 'seam-started', mode: 'fold', from: a, to: b, error: cut, keptChars: 0 };
      yield text('Whole.');
      yield finish;
    });
    await ask();
    assert.deepEqual(ran, []);
    assert.equal(answers().length, 2);
    const failing = stage(async function* () {
      yield started;
      yield called('1');
      throw cut;
    });
    await failing.ask();
    assert.deepEqual(failing.ran, []);
    assert.equal(failing.calls.length, 1);
  });

  it('tell the model what was refused or failed', async () => {
    const refused = { outcome: 'refused', text: 'Not allowed.' } as const;
    const { calls, answers, ask } = stage(async function* (round) {
      yield started;
      yield round === 0 ? called('1') : text('Then not.');
      yield round === 0 ? wantsTools : finish;
    }, refused);
    await ask();
    const [part] = calls[1]?.request.messages.at(-1)?.parts ?? [];
    assert.ok(part?.type === 'tool-result' && part.isError && part.text === 'Not allowed.');
    const [block] = answers()[0]?.blocks ?? [];
    assert.deepEqual(block?.type === 'tool-call' ? block.result : undefined, refused);
  });

  it('end: the last round may not call, and what it calls all the same is not run', async () => {
    const { calls, ran, answers, ask } = stage(async function* (round) {
      yield started;
      yield called(String(round));
      yield wantsTools;
    });
    await ask();
    assert.equal(calls.length, ROUNDS_MAX + 1);
    assert.equal(ran.length, ROUNDS_MAX);
    assert.equal(calls.at(-1)?.request.toolChoice, 'none');
    assert.equal(answers().at(-1)?.state, 'whole');
  });

  it('stop with the person: what has run is kept, nothing more runs or is asked', async () => {
    const world = stage(async function* () {
      yield started;
      yield called('1');
      yield called('2');
      yield wantsTools;
    });
    const { session, ran, calls, answers, ask } = world;
    const asking = ask();
    ran.push = (...items: OpenCall[]) => {
      session.stop();
      return Array.prototype.push.apply(ran, items);
    };
    await asking;
    assert.equal(ran.length, 1);
    assert.equal(calls.length, 1);
    const [block] = answers()[0]?.blocks ?? [];
    assert.equal(block?.type === 'tool-call' ? block.result?.text : '', 'seen');
    assert.equal(answers().at(-1)?.state, 'stopped');
  });
});
