import assert from 'node:assert/strict';
import type { Transport } from '../../src/core/index.ts';
import { createMemoryFactStore } from '../../src/store/index.ts';
import * as asking from '../../src/host/lm/lmAsking.ts';
import { composed, silentTransport, type Composed } from './composed.ts';
import { fakeLm, says } from './lm/fakeLm.ts';

const answered = async (stage: Composed, question: string): Promise<void> => {
  const sending = stage.session.send(question, question);
  await stage.clock.runUntilIdle();
  await sending;
};
const last = (stage: Composed): NonNullable<ReturnType<typeof lastAnswer>> => {
  const answer = lastAnswer(stage);
  assert.ok(answer);
  return answer;
};
const lastAnswer = (stage: Composed) => stage.session.turns().at(-1)?.answers.at(-1);

const compatible = (id: string, fields: Record<string, unknown> = {}): Record<string, unknown> => ({
  id,
  kind: 'compatible',
  baseUrl: `https://${id}.example/v1`,
  models: ['m'],
  armed: true,
  ...fields,
});
/** Answers every question with the host it was sent to. */
const hosts: string[] = [];
const echo: Transport = {
  send: (request) => {
    hosts.push(new URL(request.url).host);
    const chunk = { choices: [{ delta: { content: 'hi' }, finish_reason: 'stop' }] };
    const body = new TextEncoder().encode(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
    return Promise.resolve({
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: (async function* () {
        await Promise.resolve();
        yield body;
      })(),
    });
  },
};

describe('compose', () => {
  beforeEach(() => hosts.splice(0));

  it('answers in the trial without a key and without a byte on the net', async () => {
    const stage = composed({ isTrial: true, transport: silentTransport });
    await answered(stage, 'What happens if my provider goes down?');
    assert.equal(last(stage).state, 'whole');
    assert.equal(last(stage).target?.providerId, 'aster');
    assert.equal(stage.clock.pending, 0);
  });

  for (const fault of ['outage', 'rate-limit', 'garbage'] as const) {
    it(`${fault}: the other one answers, and a chip says so`, async () => {
      const stage = composed({ isTrial: true });
      stage.composition.faults('aster')?.set(fault, true);
      await answered(stage, 'hello');
      assert.deepEqual(
        [last(stage).target?.providerId, last(stage).state, last(stage).start.how],
        ['birch', 'whole', 'switched'],
      );
    });
  }

  for (const fault of ['stall', 'cut'] as const) {
    it(`${fault}: the fragment is kept, and a whole answer follows`, async () => {
      const stage = composed({ isTrial: true });
      stage.composition.faults('aster')?.set(fault, true);
      await answered(stage, 'hello');
      const answers = stage.session.turns()[0]?.answers ?? [];
      assert.deepEqual(
        answers.map((answer) => [answer.target?.providerId, answer.state]),
        [
          ['aster', 'unfinished'],
          ['birch', 'whole'],
        ],
      );
      assert.ok((answers[0]?.blocks.length ?? 0) > 0);
    });
  }

  it('pauses a simulated provider after two failures, and asks it again when it is over', async () => {
    const stage = composed({ isTrial: true });
    const faults = stage.composition.faults('aster');
    const target = { providerId: 'aster', modelId: 'simulated' };
    faults?.set('outage', true);
    const state = (): string => stage.composition.engine.status(target).state;
    void stage.session.send('one', 'one');
    for (let n = 0; n < 40 && state() !== 'paused'; n += 1) await stage.clock.advance(100);
    assert.equal(state(), 'paused');
    stage.session.stop();
    await stage.clock.advance(10);
    const before = stage.journal.length;
    void stage.session.send('two', 'two');
    await stage.clock.advance(1_000);
    const asked = stage.journal.slice(before).filter((event) => event.type === 'attempt-started');
    assert.deepEqual(
      asked.map((event) => event.target.providerId),
      ['birch'],
    );
    faults?.set('outage', false);
    await stage.clock.runUntilIdle();
    await stage.clock.advance(8_000);
    await answered(stage, 'four');
    assert.equal(last(stage).target?.providerId, 'aster');
    assert.equal(stage.composition.engine.status(target).state, 'working');
  });

  it('asks real providers in their order and never the one that is not armed', async () => {
    const providers = [compatible('a', { armed: false }), compatible('b'), compatible('c')];
    const stage = composed({ settings: { providers }, transport: echo });
    await answered(stage, 'hello');
    assert.deepEqual(hosts, ['b.example']);
    stage.set({ providers, 'routing.order': ['c', 'b'] });
    await answered(stage, 'again');
    assert.deepEqual(hosts, ['b.example', 'c.example']);
  });

  it('makes a provider anew when its entry changes, and forgets one that is gone', async () => {
    const stage = composed({ settings: { providers: [compatible('a')] }, transport: echo });
    const before = stage.composition.provider('a');
    assert.equal(stage.composition.provider('a'), before);
    stage.set({ providers: [compatible('a', { baseUrl: 'https://new.example/v1' })] });
    assert.notEqual(stage.composition.provider('a'), before);
    await answered(stage, 'hello');
    assert.deepEqual(hosts, ['new.example']);
    stage.set({});
    assert.equal(stage.composition.provider('a'), undefined);
  });

  it('keeps a conversation within its privacy tier', async () => {
    const providers = [compatible('far'), compatible('near', { privacyTier: 'trusted' })];
    const settings = { providers, 'privacy.tier': 'trusted' };
    const stage = composed({ settings, transport: echo });
    await answered(stage, 'hello');
    assert.deepEqual(hosts, ['near.example']);
  });

  it('asks models of other extensions when a person’s question comes to them, and only as armed', async () => {
    const api = fakeLm();
    api.offer('copilot', 'm', says('From the editor.'));
    api.offer('copilot', 'n');
    const lm = { api, justification: 'why', load: () => Promise.resolve(asking) };
    const other = { id: 'copilot', kind: 'vscode.lm', models: ['copilot/m'], armed: true };
    const providers = [compatible('gone'), { ...other, id: 'no', armed: false }, other];
    const down: Transport = { send: () => Promise.reject(new Error('down')) };
    const stage = composed({ settings: { providers }, transport: down, lm, hasKey: () => false });
    await answered(stage, 'hello');
    assert.equal(last(stage).target?.providerId, 'copilot');
    assert.deepEqual(last(stage).blocks, [{ type: 'text', text: 'From the editor.' }]);
    assert.equal(last(stage).usage, undefined);
    assert.deepEqual(
      api.asked.map(({ model }) => model),
      ['copilot/m'],
    );
    stage.set({ providers, 'privacy.localOnly': true });
    await answered(stage, 'again');
    assert.equal(api.asked.length, 1);
  });

  it('says where there is no editor to ask', async () => {
    const providers = [{ id: 'c', kind: 'vscode.lm', models: ['copilot/m'], armed: true }];
    const stage = composed({ settings: { providers } });
    await answered(stage, 'hello');
    assert.equal(last(stage).state, 'failed');
    assert.match(JSON.stringify(last(stage).error), /inside VS Code only/);
  });

  it('knows within a second of a pause, and of its end, that another window has learned', async () => {
    const facts = createMemoryFactStore();
    const busy: Transport = {
      send: (request, signal) =>
        new URL(request.url).host.startsWith('a.')
          ? Promise.resolve({
              status: 429,
              headers: { 'retry-after': '600' },
              body: (async function* () {})(),
            })
          : echo.send(request, signal),
    };
    const settings = { providers: [compatible('a'), compatible('b')] };
    const one = composed({ facts, settings, transport: busy, windowId: 'one' });
    const two = composed({ facts, settings, transport: busy, windowId: 'two' });
    const following = [one, two].map(({ composition }) => composition.followOthers());
    const sending = one.session.send('hello', 'hello');
    await one.clock.advance(1_000);
    await sending;
    const target = { providerId: 'a', modelId: 'm' };
    const state = (stage: Composed): string => stage.composition.engine.status(target).state;
    assert.deepEqual([state(one), state(two)], ['paused', 'working']);
    await two.clock.advance(1_000);
    assert.equal(state(two), 'paused');
    two.composition.engine.unlock({ providerId: 'a' });
    await one.clock.advance(1_000);
    assert.deepEqual([state(one), state(two)], ['working', 'working']);
    for (const each of following) each.dispose();
    assert.deepEqual([one.clock.pending, two.clock.pending], [0, 0]);
  });
});
