// Our models as any extension meets them, through the editor's own API: listed once they are switched
// on, answered while the first provider is down, with tools and images both ways, counted, cancelled.

import { strict as assert } from 'node:assert';
import { setTimeout as sleep } from 'node:timers/promises';
import * as vscode from 'vscode';
import { startLoopbackProvider, type LoopbackProvider } from '../harness/loopbackProvider.ts';
import { callOf, streamOf } from '../harness/recording.ts';

/** One transparent pixel; the editor opens images before it hands them on. */
const PIXEL =
  'iVBORw0KGgoAAAANSUhEUgAAAAEAAAABCAYAAAAfFcSJAAAADUlEQVR42mNkYPhfDwAChwGA60e6kgAAAABJRU5ErkJggg==';
const DOWN = { kind: 'status', status: 503 } as const;

describe('our models in the editor', () => {
  const { LanguageModelChatMessage: Message, ConfigurationTarget } = vscode;
  let one: LoopbackProvider;
  let two: LoopbackProvider;
  const set = async (name: string, value: unknown): Promise<void> =>
    vscode.workspace.getConfiguration('steadfast').update(name, value, ConfigurationTarget.Global);
  const listed = async (): Promise<readonly string[]> =>
    (await vscode.lm.selectChatModels({ vendor: 'steadfast' })).map(({ id }) => id);
  const untilListed = async (wanted: readonly string[]): Promise<void> => {
    for (let n = 0; n < 100; n += 1) {
      if ((await listed()).join() === wanted.join()) return;
      await sleep(100);
    }
    assert.deepEqual(await listed(), wanted);
  };
  const auto = async (): Promise<vscode.LanguageModelChat> => {
    const [model] = await vscode.lm.selectChatModels({ vendor: 'steadfast', id: 'auto' });
    assert.ok(model !== undefined);
    return model;
  };
  const read = async (
    messages: vscode.LanguageModelChatMessage[],
    options: vscode.LanguageModelChatRequestOptions = {},
  ): Promise<unknown[]> => {
    const { stream } = await (await auto()).sendRequest(messages, options);
    const parts: unknown[] = [];
    for await (const part of stream) parts.push(part);
    return parts;
  };
  const words = (parts: readonly unknown[]): string =>
    parts.map((part) => (part instanceof vscode.LanguageModelTextPart ? part.value : '')).join('');
  const body = (): string => two.chatRequests().at(-1)?.body ?? '';

  before(async () => {
    one = await startLoopbackProvider({ fault: DOWN });
    two = await startLoopbackProvider({ recording: { body: streamOf(['Borealis ', 'here.']) } });
    const entry = (id: string, { baseUrl }: LoopbackProvider) => ({
      ...{ id, baseUrl, kind: 'compatible', models: ['loopback-1'], armed: true },
    });
    await set('providers', [entry('aurora', one), entry('borealis', two)]);
  });
  after(async () => {
    await set('exposeToVSCode', undefined);
    await set('providers', undefined);
    for (const server of [one, two]) await server.close();
  });

  it('are there once the person has switched them on', async () => {
    assert.deepEqual(await listed(), []);
    await set('exposeToVSCode', true);
    await untilListed(['auto', 'fast', 'local']);
    const model = await auto();
    assert.equal(model.name, 'Steadfast Auto');
    assert.ok(model.maxInputTokens > 1000);
  });

  it('answer while the first provider is down', async () => {
    assert.equal(words(await read([Message.User('Are you there?')])), 'Borealis here.');
    assert.match(body(), /Are you there\?/);
  });

  it('call tools, and read their results with who fails over', async () => {
    const tools = [{ name: 'look', description: 'Looks.', inputSchema: { type: 'object' } }];
    two.replay({ body: callOf('look', { at: 'pool' }) });
    const asked = Message.User('Look.');
    const [call] = (await read([asked], { tools })).filter(
      (part) => part instanceof vscode.LanguageModelToolCallPart,
    );
    assert.deepEqual([call?.name, call?.input], ['look', { at: 'pool' }]);
    assert.match(body(), /"tools":\[/);
    two.replay({ body: streamOf(['Empty.']) });
    assert.ok(call !== undefined);
    const said = [new vscode.LanguageModelTextPart('nothing in it')];
    const result = new vscode.LanguageModelToolResultPart(call.callId, said);
    const messages = [asked, Message.Assistant([call]), Message.User([result])];
    assert.equal(words(await read(messages, { tools })), 'Empty.');
    assert.match(body(), /"role":"tool"[^}]*nothing in it/);
  });

  it('see images', async () => {
    const image = vscode.LanguageModelDataPart.image(Buffer.from(PIXEL, 'base64'), 'image/png');
    await read([Message.User([new vscode.LanguageModelTextPart('What is it?'), image])]);
    assert.match(body(), /data:image\/[a-z]+;base64,[A-Za-z0-9+/]{40}/);
  });

  it('count tokens', async () => {
    const model = await auto();
    const few = await model.countTokens('word');
    const many = await model.countTokens('word '.repeat(500));
    assert.ok(few > 0 && many > few * 20, `${few}, ${many}`);
  });

  it('stop when they are told to', async () => {
    two.replay({ body: streamOf(Array.from({ length: 400 }, (_, n) => `${n} `)), pauseMs: 50 });
    const cancel = new vscode.CancellationTokenSource();
    const model = await auto();
    const response = await model.sendRequest([Message.User('Count.')], {}, cancel.token);
    for await (const _ of response.text) break;
    cancel.cancel();
    for (let n = 0; n < 50 && two.chatRequests().at(-1)?.disconnectedMs === undefined; n += 1) {
      await sleep(50);
    }
    assert.notEqual(two.chatRequests().at(-1)?.disconnectedMs, undefined);
    two.replay({ body: streamOf(['Borealis.']) });
  });

  it('say why when nobody is left', async () => {
    await two.behave(DOWN);
    await assert.rejects(read([Message.User('Anybody?')]), /aurora|borealis|503|down/i);
    await two.behave('ok');
  });

  it('are gone once they are switched off', async () => {
    await set('exposeToVSCode', false);
    await untilListed([]);
  });
});
