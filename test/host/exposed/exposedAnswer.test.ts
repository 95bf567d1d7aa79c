// A question of another extension: one stream of words, each call once, seals remembered.

import assert from 'node:assert/strict';
import {
  ChatError,
  type EngineEvent,
  type Opaque,
  type RequestCall,
} from '../../../src/core/index.ts';
import {
  answerOutside,
  createSealMemory,
  isExternalTurn,
} from '../../../src/host/exposed/exposedAnswer.ts';

const limits = { tier: 'any', localOnly: false, canFold: false } as const;

async function asked(events: readonly EngineEvent[], fails?: ChatError) {
  const calls: RequestCall[] = [];
  const said: unknown[] = [];
  const seals = createSealMemory();
  const engine = {
    async *run(call: RequestCall) {
      calls.push(call);
      await Promise.resolve();
      yield* events;
      if (fails !== undefined) throw fails;
    },
  };
  const ask = { request: { messages: [] }, limits, signal: new AbortController().signal };
  let error: unknown;
  await answerOutside({ engine, newId: () => 'n', seals }, ask, {
    text: (text) => said.push(text),
    toolCall: (call) => said.push(call),
  }).catch((thrown: unknown) => {
    error = thrown;
  });
  return { call: calls[0], said, seals, error };
}

const opaque: Opaque = { wire: 'gemini.generateContent', modelId: 'g', data: 1 };
const call = { type: 'tool-call', id: 'c', name: 'look', argumentsJson: '{"a":1}' } as const;
const done: EngineEvent = { type: 'finish', reason: 'stop' };

describe('a question of another extension', () => {
  it('goes the lane of outsiders, under a name of its own', async () => {
    const { call: run } = await asked([done]);
    assert.equal(run?.lane, 'external');
    assert.ok(isExternalTurn(run?.turnId ?? ''));
    assert.equal(isExternalTurn('turn'), false);
    assert.equal(run?.limits, limits);
  });

  it('is answered in words and whole calls, each call once', async () => {
    const { said, seals } = await asked([
      { type: 'reasoning-delta', text: 'hm' },
      { type: 'text-delta', text: 'I look. ' },
      { type: 'tool-call-delta', id: 'c', name: 'look', argumentsText: '{"a"' },
      { ...call, opaque },
      { ...call, opaque },
      { type: 'finish', reason: 'tool-calls' },
    ]);
    assert.deepEqual(said, ['I look. ', { id: 'c', name: 'look', input: { a: 1 } }]);
    assert.equal(seals.of('c'), opaque);
    assert.equal(seals.of('d'), undefined);
  });

  it('hands over no arguments that are no object', async () => {
    for (const argumentsJson of ['', '[1]', 'null', '{', '"x"']) {
      const { said } = await asked([{ ...call, argumentsJson }, done]);
      assert.deepEqual(said, [{ id: 'c', name: 'look', input: {} }], argumentsJson);
    }
  });

  it('ends with the engine’s error, and with one where the answer was held back', async () => {
    const fails = new ChatError({ kind: 'exhausted', message: 'Nobody.' });
    assert.equal((await asked([], fails)).error, fails);
    const held = await asked([{ type: 'finish', reason: 'filtered' }]);
    assert.equal((held.error as ChatError).kind, 'content-filter');
  });

  it('forgets the oldest seals', () => {
    const seals = createSealMemory();
    for (let n = 0; n < 600; n += 1) seals.keep({ id: String(n), opaque });
    seals.keep({ id: 'none' });
    assert.equal(seals.of('99'), undefined);
    assert.equal(seals.of('599'), opaque);
    assert.equal(seals.of('none'), undefined);
  });
});
