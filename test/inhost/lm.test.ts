// The adapter for models of other extensions against the real API and a real second extension: what
// is listed, asked and answered, tools and images both ways, errors, and stopping.

import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import {
  ChatError,
  type ChatRequest,
  type Part,
  type StreamEvent,
  type TargetCall,
} from '../../src/core/index.ts';
import * as asking from '../../src/host/lm/lmAsking.ts';
import { offeredModels } from '../../src/host/lm/lmModels.ts';
import { createLmProvider } from '../../src/host/lm/lmProvider.ts';
import { modelNames, modelsVendor, type AskedModel } from '../harness/modelsExtension.ts';

/** One transparent pixel. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';

const text = (words: string): Part => ({ type: 'text', text: words });
const question = (...parts: Part[]): ChatRequest => ({ messages: [{ role: 'user', parts }] });

function callOf(model: string, request: ChatRequest): TargetCall {
  return {
    request,
    conversationId: 'c',
    turnId: 't',
    requestId: 'r',
    lane: 'chat',
    deadlineAtMs: Infinity,
    signal: new AbortController().signal,
    limits: { tier: 'any', localOnly: false, canFold: true },
    controls: { on: () => ({ dispose: () => undefined }) },
    target: { providerId: 'p', modelId: `${modelsVendor}/${model}` },
    attemptId: 'r.1',
    origin: 'first',
    ledger: { nextAttemptId: () => 'r.2', takeRepeat: () => false },
    patienceMs: 0,
    firstByteMaxMs: Infinity,
    idleMaxMs: Infinity,
  };
}

describe('models of other extensions', () => {
  const access = { api: vscode, justification: 'A test.', load: () => Promise.resolve(asking) };
  const provider = createLmProvider(
    { id: 'p', models: modelNames.map((name) => `${modelsVendor}/${name}`) },
    { access, answered: new Set() },
  );
  const ask = async (
    model: string,
    request = question(text('Hello')),
    signal = new AbortController().signal,
  ) => {
    const events: StreamEvent[] = [];
    let error: unknown;
    try {
      for await (const event of provider.stream(callOf(model, request), signal)) events.push(event);
    } catch (thrown) {
      error = thrown;
    }
    assert.ok(error === undefined || error instanceof ChatError, String(error));
    const said = events.map((event) => (event.type === 'text-delta' ? event.text : '')).join('');
    return { events, types: events.map(({ type }) => type), error, said };
  };
  const asked = async (): Promise<AskedModel | undefined> =>
    (await vscode.commands.executeCommand<AskedModel[]>('loopbackModels.asked')).at(-1);

  before(async () => {
    // The other extension is activated after the start of the editor has finished.
    for (let n = 0; n < 100; n += 1) {
      const names = await vscode.commands.getCommands(true);
      if (names.includes('loopbackModels.asked')) return;
      await sleep(100);
    }
  });

  it('are listed with their vendor, and none of our own', async () => {
    const offered = await offeredModels(vscode);
    assert.ok(offered.every(({ vendor }) => vendor !== 'steadfast'));
    const own = (await provider.listModels(new AbortController().signal)).map(({ id }) => id);
    assert.deepEqual(
      own,
      modelNames.map((name) => `${modelsVendor}/${name}`),
    );
  });

  it('answer a question, and are told the system’s words first', async () => {
    const request: ChatRequest = {
      messages: [
        { role: 'system', parts: [text('Be brief.')] },
        ...question(text('Are you there?')).messages,
      ],
    };
    const { said, types } = await ask('echo', request);
    assert.equal(said, 'You said: Are you there?');
    assert.deepEqual([types[0], types.at(-1)], ['response-start', 'finish']);
    assert.ok(!types.includes('usage'));
    const seen = await asked();
    assert.deepEqual(seen?.texts, ['Be brief.', 'Are you there?']);
    const { User } = vscode.LanguageModelChatMessageRole;
    assert.deepEqual(seen?.roles, [User, User]);
  });

  it('show their thoughts where the editor passes them on', async () => {
    const { events, said } = await ask('thinks');
    assert.equal(said, 'Done thinking.');
    const thought = events.find((event) => event.type === 'reasoning-delta');
    assert.equal(thought?.text, 'Let me see.');
  });

  it('call a tool and get its result back under their own id', async () => {
    const tool = { name: 'look', description: 'Looks', parametersSchema: { type: 'object' } };
    const first = await ask('calls', { ...question(text('Look')), tools: [tool] });
    const call = first.events.find((event) => event.type === 'tool-call');
    assert.ok(call !== undefined);
    assert.deepEqual([call.name, call.argumentsJson], ['look', '{"at":"x"}']);
    assert.deepEqual((await asked())?.tools, ['look']);
    const { type, id, argumentsJson, opaque } = call;
    const second = await ask('calls', {
      tools: [tool],
      messages: [
        ...question(text('Look')).messages,
        {
          role: 'assistant',
          parts: [{ type, id, name: 'look', argumentsJson, ...(opaque && { opaque }) }],
        },
        {
          role: 'tool',
          parts: [{ type: 'tool-result', id, name: 'look', text: 'a cat', isError: false }],
        },
      ],
    });
    assert.equal(second.said, 'It says a cat');
    assert.deepEqual((await asked())?.results, [{ callId: 'own-1', text: 'a cat' }]);
  });

  it('get images as they are', async () => {
    const image: Part = { type: 'image', mediaType: 'image/png', dataBase64: PIXEL };
    const { error } = await ask('echo', question(text('What is this?'), image));
    assert.equal(error, undefined);
    const [seen] = (await asked())?.images ?? [];
    assert.deepEqual(seen, { mime: 'image/png', bytes: Buffer.from(PIXEL, 'base64').length });
  });

  for (const [model, kind] of [
    ['quota', 'quota'],
    ['off-topic', 'content-filter'],
    ['blocked', 'rate-limit'],
    ['gone', 'model-gone'],
  ] as const) {
    it(`fail as what it is: ${model} is ${kind}`, async () => {
      const { error, said } = await ask(model);
      assert.deepEqual([error?.kind, said], [kind, ''], error?.vendorMessage);
    });
  }

  it('keep what was said when they break', async () => {
    const { error, said } = await ask('breaks');
    assert.deepEqual([said, error?.kind], ['Half of', 'cut']);
  });

  it('are asked nothing that is too long for them', async () => {
    const before = await asked();
    const { error } = await ask('echo', question(text('x'.repeat(5000))));
    assert.equal(error?.kind, 'context-length');
    assert.deepEqual(await asked(), before);
  });

  it('stop within a tick, and hear of it', async () => {
    const abort = new AbortController();
    const { signal } = abort;
    const events = provider.stream(callOf('slow', question(text('Go'))), signal);
    const reader = events[Symbol.asyncIterator]();
    for (let said = ''; said.length < 10;) {
      const { value } = await reader.next();
      if (value?.type === 'text-delta') said += value.text;
    }
    const pending = reader.next();
    const startedMs = performance.now();
    abort.abort();
    await assert.rejects(pending, { kind: 'aborted' });
    assert.ok(performance.now() - startedMs < 50);
    for (let n = 0; n < 50 && (await asked())?.isCancelled !== true; n += 1) {
      await sleep(100);
    }
    assert.equal((await asked())?.isCancelled, true);
  });
});
