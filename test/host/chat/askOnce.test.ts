import assert from 'node:assert/strict';
import { ChatError, type EngineEvent, type RequestCall } from '../../../src/core/index.ts';
import { askOnce } from '../../../src/host/chat/askOnce.ts';
import { a, b } from '../fakes.ts';

const said = (text: string): EngineEvent => ({ type: 'text-delta', text });
const finish = (reason: 'stop' | 'length' | 'filtered'): EngineEvent => ({
  type: 'finish',
  reason,
});
const cut = new ChatError({ kind: 'cut', origin: 'remote', message: 'It broke off.' });
const seam = (mode: 'fold' | 'continue'): EngineEvent => ({
  type: 'seam-started',
  ...{ mode, from: a, to: b, error: cut, keptChars: 3 },
});

async function asked(...events: readonly (EngineEvent | Error)[]) {
  const calls: RequestCall[] = [];
  let count = 0;
  const engine = {
    async *run(call: RequestCall): AsyncGenerator<EngineEvent> {
      calls.push(call);
      for (const event of events) {
        if (event instanceof Error) throw event;
        yield event;
      }
    },
  };
  const answer = await askOnce(engine, {
    request: { messages: [], cacheKey: 'c' },
    lane: 'background',
    limits: { tier: 'trusted', localOnly: true },
    signal: new AbortController().signal,
    newId: () => `id-${(count += 1)}`,
  }).then(
    (text) => text,
    (error: unknown) => error,
  );
  return { answer, call: calls[0] };
}

describe('ask once', () => {
  it('answers all that was said, within the bounds it was given', async () => {
    const { answer, call } = await asked(said('Fix '), said('it'), finish('stop'));
    assert.equal(answer, 'Fix it');
    assert.deepEqual(call?.limits, {
      ...{ tier: 'trusted', localOnly: true, midStream: 'auto', canFold: true },
    });
    assert.deepEqual([call?.lane, call?.conversationId], ['background', 'c']);
    assert.notEqual(call?.turnId, call?.requestId);
  });

  it('goes on behind a seam, and forgets what was answered anew', async () => {
    const on = await asked(said('one '), seam('continue'), said('two'), finish('stop'));
    assert.equal(on.answer, 'one two');
    const anew = await asked(said('one '), seam('fold'), said('whole'), finish('stop'));
    assert.equal(anew.answer, 'whole');
  });

  it('never answers half a text', async () => {
    assert.equal((await asked(said('one'), cut)).answer, cut);
    for (const reason of ['length', 'filtered'] as const) {
      const { answer } = await asked(said('one'), finish(reason));
      assert.ok(answer instanceof ChatError, reason);
    }
  });
});
