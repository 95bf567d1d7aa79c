/*
 * A model of another extension behind the provider's contract: what is asked, what comes back, when
 * nothing may be asked, how it stops, and what is left behind.
 */
import assert from 'node:assert/strict';
import { setImmediate as tick } from 'node:timers/promises';
import { ChatError, type StreamEvent, type TargetCall } from '../../../src/core/index.ts';
import * as asking from '../../../src/host/lm/lmAsking.ts';
import { createLmProvider } from '../../../src/host/lm/lmProvider.ts';
import { callOf } from '../../providers/bench.ts';
import { breaks, fakeLm, hangs, LmErrorLike, says, ThinkingPart, ToolCallPart } from './fakeLm.ts';
import type { Answer, FakeLm } from './fakeLm.ts';

const call = (more: Partial<TargetCall> = {}): TargetCall => ({
  ...callOf(undefined, 'copilot/m'),
  target: { providerId: 'p', modelId: 'copilot/m' },
  ...more,
});
function stage(answer?: Answer, api: FakeLm = fakeLm()) {
  api.offer('copilot', 'm', answer);
  const answered = new Set<string>();
  const access = { api, justification: 'why', load: () => Promise.resolve(asking) };
  const provider = createLmProvider({ id: 'p', models: ['copilot/m'] }, { access, answered });
  const run = async (own: TargetCall = call(), signal = own.signal) => {
    const events: StreamEvent[] = [];
    let error: unknown;
    try {
      for await (const event of provider.stream(own, signal)) events.push(event);
    } catch (thrown) {
      error = thrown;
    }
    assert.ok(error === undefined || error instanceof ChatError, String(error));
    return { events, types: events.map(({ type }) => type), error };
  };
  return { api, answered, provider, run };
}

describe('asking a model of another extension', () => {
  it('sends the question with its reason, and gives the answer back', async () => {
    const { api, run } = stage(says(new ThinkingPart('hm'), 'Hel', 'lo'));
    const { events, error } = await run();
    assert.equal(error, undefined);
    assert.deepEqual(events, [
      { type: 'response-start', status: 200 },
      { type: 'reasoning-delta', text: 'hm' },
      { type: 'text-delta', text: 'Hel' },
      { type: 'text-delta', text: 'lo' },
      { type: 'finish', reason: 'stop' },
    ]);
    assert.equal(api.asked.length, 1);
    assert.deepEqual(api.asked[0]?.options, { justification: 'why' });
    assert.deepEqual(JSON.parse(JSON.stringify(api.asked[0]?.messages)), [
      { role: 'user', content: [{ value: 'Hello' }] },
    ]);
  });

  it('reports no token counts: unknown stays unknown', async () => {
    assert.ok(!(await stage(says('x')).run()).types.includes('usage'));
  });

  it('hands over whole calls at the end, and none of a stream that broke', async () => {
    const part = new ToolCallPart('own', 'read', {});
    const whole = await stage(says(part)).run();
    assert.deepEqual(whole.types.slice(1), ['tool-call-delta', 'tool-call', 'finish']);
    const broken = await stage(breaks(new Error('boom'), part)).run();
    assert.ok(!broken.types.includes('tool-call'));
    assert.equal(broken.error?.kind, 'cut');
    const circular: Record<string, unknown> = {};
    circular['self'] = circular;
    const bad = await stage(says(new ToolCallPart('own', 'read', circular))).run();
    assert.equal(bad.error?.kind, 'tool-use-failed');
  });

  it('maps what is thrown, before words and after them', async () => {
    const refused = stage(() => Promise.reject(new LmErrorLike('NoPermissions', 'no')));
    assert.equal((await refused.run()).error?.kind, 'permission');
    const cut = await stage(breaks(new Error('boom'), 'Hel')).run();
    assert.deepEqual([cut.types.at(-1), cut.error?.kind], ['text-delta', 'cut']);
    const thrown = stage(() => {
      throw new Error('at once');
    });
    assert.equal((await thrown.run()).error?.kind, 'server');
  });

  it('says who is missing: nobody there, that model gone, a name that is none, ourselves', async () => {
    const { api, run } = stage();
    const at = (modelId: string) => run(call({ target: { providerId: 'p', modelId } }));
    assert.equal((await at('copilot/old')).error?.kind, 'model-gone');
    assert.equal((await at('copilot')).error?.kind, 'model-gone');
    api.offer('steadfast', 'auto');
    assert.equal((await at('steadfast/auto')).error?.kind, 'model-gone');
    api.withdraw('copilot');
    const { error } = await at('copilot/m');
    assert.equal(error?.kind, 'connect');
    assert.match(error?.vendorMessage ?? '', /No extension offers models of "copilot" now/);
    assert.equal(api.asked.length, 0);
  });

  it('refuses what is longer than the model reads before anything is sent', async () => {
    const api = fakeLm();
    const { run } = stage(undefined, api);
    api.withdraw('copilot');
    api.offer('copilot', 'm', says('x'), { maxInputTokens: 3 });
    assert.equal((await run()).error?.kind, 'context-length');
    assert.deepEqual([api.asked.length, api.counted], [0, ['Hello']]);
  });

  it('leaves what others had sealed, and says so', async () => {
    const opaque = { wire: 'openai.chat', modelId: 'copilot/m', data: 1 } as const;
    const request = {
      messages: [
        { role: 'assistant', parts: [{ type: 'reasoning', text: '', opaque }] },
        { role: 'user', parts: [{ type: 'text', text: 'Hi' }] },
      ],
    } as const;
    assert.deepEqual((await stage().run(call({ request }))).types.slice(0, 2), [
      'response-start',
      'reasoning-left-out',
    ]);
  });
});

describe('when a model of another extension may be asked', () => {
  const asked = async (more: Partial<TargetCall>, hasAnswered: boolean) => {
    const { api, answered, run } = stage();
    if (hasAnswered) answered.add('copilot');
    const { error } = await run(call(more));
    assert.equal(api.asked.length, error === undefined ? 1 : 0);
    return error === undefined ? 'asked' : `${error.kind}, ${error.origin}, ${error.scope}`;
  };
  const NO = 'rejected, local, target';

  it('at once by what a person has just done, a test of theirs included', async () => {
    for (const lane of ['chat', 'inline', 'probe'] as const) {
      assert.equal(await asked({ lane }, false), 'asked', lane);
    }
    assert.equal(await asked({ lane: 'chat', trial: 'live' }, false), 'asked');
    assert.equal(await asked({ lane: 'chat', origin: 'failover' }, false), 'asked');
  });

  it('by others only once a question of the person’s was taken', async () => {
    for (const lane of ['background', 'external'] as const) {
      assert.equal(await asked({ lane }, false), NO, lane);
      assert.equal(await asked({ lane }, true), 'asked', lane);
    }
    const { run } = stage();
    assert.equal((await run(call({ lane: 'background' }))).error?.kind, 'rejected');
    await run();
    assert.equal((await run(call({ lane: 'background' }))).error, undefined);
  });

  it('never as a probe or a hedge', async () => {
    for (const hasAnswered of [false, true]) {
      assert.equal(await asked({ lane: 'probe', origin: 'probe' }, hasAnswered), NO);
      assert.equal(await asked({ trial: 'probe' }, hasAnswered), NO);
      assert.equal(await asked({ origin: 'hedge' }, hasAnswered), NO);
    }
  });

  it('listing and reaching ask no model', async () => {
    const { api, provider } = stage();
    api.offer('other', 'm');
    const { signal } = new AbortController();
    await provider.reach(signal);
    await provider.warm('copilot/m', signal);
    assert.deepEqual(await provider.listModels(signal), [
      { id: 'copilot/m', name: 'M', contextTokensMax: 1000 },
    ]);
    assert.equal(api.asked.length, 0);
    api.withdraw('copilot');
    await assert.rejects(provider.reach(signal), { kind: 'connect' });
  });

  it('the first question begins before it is sent, so that the editor can ask in peace', async () => {
    let answer: (stream: AsyncIterable<unknown>) => void = () => undefined;
    const pending = new Promise<AsyncIterable<unknown>>((resolve) => {
      answer = resolve;
    });
    const { provider, run } = stage(() => pending);
    const own = call();
    const events = provider.stream(own, own.signal)[Symbol.asyncIterator]();
    assert.deepEqual((await events.next()).value, { type: 'response-start', status: 200 });
    const next = events.next();
    answer((async function* () {})());
    assert.deepEqual((await next).value, { type: 'finish', reason: 'stop' });
    await events.return?.(undefined);
    assert.deepEqual((await run()).types, ['response-start', 'finish']);
  });
});

describe('stopping a model of another extension', () => {
  const phases: readonly (readonly [string, (onReturn: () => void) => Answer, number])[] = [
    ['while it is being asked', () => () => new Promise(() => {}), 1],
    ['while it is silent', (onReturn) => hangs(onReturn), 1],
    ['while it speaks', (onReturn) => hangs(onReturn, 'Hel', 'lo'), 3],
  ];
  for (const [when, answerOf, eventCount] of phases) {
    it(`${when}: within a tick, the editor is told, nothing stays behind`, async () => {
      let returned = 0;
      const { api, provider } = stage(answerOf(() => (returned += 1)));
      const abort = new AbortController();
      const events = provider.stream(call(), abort.signal)[Symbol.asyncIterator]();
      for (let n = 0; n < eventCount; n += 1) await events.next();
      const pending = events.next();
      pending.catch(() => undefined);
      await tick();
      let failure: unknown;
      pending.catch((error: unknown) => (failure = error));
      const reason = new ChatError({ kind: 'stall', message: 'x' });
      abort.abort(reason);
      await tick();
      assert.equal(failure, reason);
      assert.equal(api.tokens[0]?.isCancelled, true);
      assert.equal(returned, when === 'while it is being asked' ? 0 : 1);
    });
  }

  it('before anything: nothing is asked', async () => {
    const { api, provider } = stage();
    const abort = new AbortController();
    abort.abort();
    const events = provider.stream(call(), abort.signal)[Symbol.asyncIterator]();
    await assert.rejects(events.next(), { kind: 'aborted' });
    assert.equal(api.tokens.length, 0);
  });

  it('by a reader who leaves: the editor is told', async () => {
    let returned = 0;
    const { api, provider } = stage(hangs(() => (returned += 1), 'Hel'));
    const own = call();
    for await (const event of provider.stream(own, own.signal)) {
      if (event.type === 'text-delta') break;
    }
    assert.deepEqual([api.tokens[0]?.isCancelled, returned], [true, 1]);
  });

  it('an answer that does not end is a cut', async () => {
    const much = 'x'.repeat(16 * 1024 * 1024);
    assert.equal((await stage(says(much, much, much)).run()).error?.kind, 'cut');
  });
});
