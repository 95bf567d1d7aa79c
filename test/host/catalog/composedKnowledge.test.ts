/*
 * Prices, estimates and windows in the whole composition: what the panel shows, what a server is
 * asked for, and what the next window still knows.
 */
import assert from 'node:assert/strict';
import type { FactStore, Transport, TransportRequest } from '../../../src/core/index.ts';
import { createMemoryFactStore } from '../../../src/store/index.ts';
import { composed, type Composed } from '../composed.ts';

const PRICES = {
  lists: { openai: [{ match: { equals: 'gpt-4.1' }, rates: [{ base: [2e6, 8e6, null, null] }] }] },
} as const;

const openai = { id: 'gpt', kind: 'openai', models: ['gpt-4.1'], armed: true };
const ollama = { id: 'near', kind: 'ollama', models: ['qwen3'], armed: true };

/** Serves one body to every question; what is loaded is not told. */
function serving(body: string, type: string, requests: TransportRequest[] = []): Transport {
  return {
    send(request) {
      requests.push(request);
      const text = request.url.endsWith('/api/ps') ? '{"models":[]}' : body;
      return Promise.resolve({
        status: 200,
        headers: { 'content-type': type },
        body: (async function* () {
          await Promise.resolve();
          yield new TextEncoder().encode(text);
        })(),
      });
    },
  };
}

function chat(usage: object | undefined): Transport {
  const chunk = {
    choices: [{ delta: { content: 'hello' }, finish_reason: 'stop' }],
    ...(usage === undefined ? {} : { usage }),
  };
  return serving(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`, 'text/event-stream');
}

async function answered(stage: Composed, question: string) {
  const sending = stage.session.send(question, question);
  await stage.clock.runUntilIdle();
  await sending;
  return stage.shown().turns.at(-1)?.answers.at(-1) ?? assert.fail();
}

describe('what is known of models, in the product', () => {
  it('shows what an answer cost, by the reported tokens', async () => {
    const settings = { providers: [openai] };
    const transport = chat({ prompt_tokens: 1000, completion_tokens: 1000 });
    const stage = composed({ settings, transport, prices: PRICES });
    const { footer } = await answered(stage, 'hi');
    assert.deepEqual(footer.slice(1), [
      { text: '2k tokens' },
      { text: '$0.010', hint: '$0.010 by list price' },
    ]);
    assert.deepEqual(stage.store.saved.at(-1)?.answers[0]?.cost, {
      usdMicros: 10_000,
      isEstimated: false,
    });
  });

  it('marks what it had to estimate, and is silent where no price is known', async () => {
    const settings = { providers: [openai] };
    const priced = composed({ settings, transport: chat(undefined), prices: PRICES });
    const [, tokens, cost] = (await answered(priced, 'hi')).footer;
    assert.match(tokens?.text ?? '', /^~\d+ tokens$/);
    assert.match(cost?.text ?? '', /^~\$0\.000\d$|^<\$0\.0001$/);
    const unpriced = composed({ settings, transport: chat(undefined) });
    assert.equal((await answered(unpriced, 'hi')).footer.length, 2);
  });

  it('lets the person’s own price win, and an answer keeps the price it had', async () => {
    const models = { 'gpt/gpt-4.1': { price: { input: 1000, output: 0 } } };
    const transport = chat({ prompt_tokens: 1000, completion_tokens: 1000 });
    const stage = composed({
      settings: { providers: [openai], models },
      transport,
      prices: PRICES,
    });
    assert.equal((await answered(stage, 'hi')).footer.at(-1)?.text, '$1.00');
    stage.set({ providers: [openai] });
    await answered(stage, 'again');
    const shown = stage.model.view().turns.map(({ answers }) => answers[0]?.footer.at(-1)?.text);
    assert.deepEqual(shown, ['$1.00', '$0.010']);
  });

  it('asks Ollama for a window that holds the question, and tells when it was cut', async () => {
    const requests: TransportRequest[] = [];
    const lines = [
      { message: { content: 'hm' }, done: false },
      { done: true, done_reason: 'stop', prompt_eval_count: 4_000, eval_count: 1 },
    ];
    const body = lines.map((line) => `${JSON.stringify(line)}\n`).join('');
    const transport = serving(body, 'application/x-ndjson', requests);
    const models = { 'near/qwen3': { contextTokens: 8192 } };
    const stage = composed({ settings: { providers: [ollama], models }, transport });
    const { notice, footer } = await answered(stage, 'word '.repeat(10_000));
    const sent = JSON.parse(requests.at(-1)?.body ?? '') as { options: unknown };
    assert.deepEqual(sent.options, { num_ctx: 8192 });
    assert.match(notice?.sentence ?? '', /^Ollama read only 4k of ~13k tokens/);
    assert.equal(notice?.buttons[0]?.args?.['setting'], 'steadfast.models');
    // It costs nothing here, and nothing is said of money.
    assert.equal(footer.at(-1)?.text, '4k tokens');
    const cut = stage.journal.find(({ type }) => type === 'prompt-cut');
    assert(cut?.type === 'prompt-cut' && cut.windowTokens === 8192);
  });

  it('learns from what is reported, and knows it in the next window', async () => {
    const facts: FactStore = createMemoryFactStore();
    const settings = { providers: [openai] };
    const transport = chat({ prompt_tokens: 9_000, completion_tokens: 1 });
    const first = composed({ settings, transport, facts });
    const question = 'word '.repeat(4000);
    await answered(first, question);
    const request = {
      messages: [{ role: 'user', parts: [{ type: 'text', text: question }] }],
    } as const;
    const target = { providerId: 'gpt', modelId: 'gpt-4.1' };
    const second = composed({ settings, transport, facts });
    const { estimator, ready } = second.composition.knowledge;
    const plain = estimator.inputTokens(request, target).tokens;
    await ready();
    assert(estimator.inputTokens(request, target).tokens > plain * 1.5);
  });

  it('counts a model that only seems to be on this computer as away from it', () => {
    const providers = [
      { ...ollama, models: ['gpt-oss:120b-cloud'] },
      { ...ollama, id: 'b' },
    ];
    const stage = composed({ settings: { providers } });
    assert.deepEqual(
      stage.composition.chain().map(({ isLocal }) => isLocal),
      [false, true],
    );
  });
});
