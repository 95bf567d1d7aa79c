// Money in the whole composition: prices from the catalog, limits from the settings, raised limits,
// a new day, a new window, and what panel and causes say of it all.

import assert from 'node:assert/strict';
import type { Transport } from '../../../src/core/index.ts';
import { createMemoryFactStore, createMemorySpendStore } from '../../../src/store/index.ts';
import { nextDayWallMs } from '../../../src/host/spend/localDay.ts';
import { composed, type Composed, type ComposedOptions } from '../composed.ts';

/** Answers every question with these counts. */
const chat = (input: number, output: number): Transport => ({
  send() {
    const chunk = {
      choices: [{ delta: { content: 'hello' }, finish_reason: 'stop' }],
      usage: { prompt_tokens: input, completion_tokens: output },
    };
    return Promise.resolve({
      status: 200,
      headers: { 'content-type': 'text/event-stream' },
      body: (async function* () {
        await Promise.resolve();
        yield new TextEncoder().encode(`data: ${JSON.stringify(chunk)}\n\ndata: [DONE]\n\n`);
      })(),
    });
  },
});
const far = {
  id: 'far',
  kind: 'compatible',
  baseUrl: 'https://far.example/v1',
  models: ['m'],
  armed: true,
};
const near = { ...far, id: 'near', baseUrl: 'http://127.0.0.1:9/v1' };
/** A dollar for each answer of 10 tokens; two are put aside. */
const PRICED = { 'far/m': { price: { input: 0, output: 100_000 }, outputTokens: 20 } };

const stageOf = (options: ComposedOptions = {}): Composed =>
  composed({ transport: chat(1, 10), spend: createMemorySpendStore(), ...options });
const ask = async (stage: Composed, question: string): Promise<void> => {
  const sending = stage.session.send(question, question);
  for (let i = 0; i < 400 && stage.session.busyTurnId() !== undefined; i += 1) {
    await stage.clock.advance(100);
  }
  await sending;
  stage.model.refresh();
};
const cause = (stage: Composed) => stage.shown().turns.at(-1)?.answers.at(-1)?.cause;

describe('createSpend', () => {
  it('shows what was spent today, asks at the limit, and answers once it is raised', async () => {
    const stage = stageOf({ settings: { providers: [far], models: PRICED, 'budget.day': 3 } });
    assert.equal(stage.shown().strip.spend, undefined);
    await ask(stage, 'one');
    assert.equal(stage.shown().strip.spend, '$1.00 today');
    await ask(stage, 'two');
    await ask(stage, 'three');
    assert.deepEqual(
      [cause(stage)?.sentence, cause(stage)?.kept],
      ["Today's limit of $3.00 is reached.", 'Nothing was sent. Your question is kept.'],
    );
    assert.deepEqual(
      cause(stage)?.buttons.map(({ label }) => label),
      ['Raise for today', 'Use local', 'Change limit'],
    );
    await stage.composition.spend?.raise('day', 4_000_000);
    assert.equal(stage.composition.spend?.limits().dayUsdMicros, 6_000_000);
    await ask(stage, 'four');
    assert.equal(stage.shown().strip.spend, '$3.00 today');
  });

  it('a raise ends with its day, and so does what was spent', async () => {
    const stage = stageOf({ settings: { providers: [far], models: PRICED, 'budget.day': 2 } });
    const { spend } = stage.composition;
    await spend?.raise('day');
    await ask(stage, 'one');
    let changes = 0;
    if (spend !== undefined) spend.onChange = () => (changes += 1);
    await spend?.refresh();
    await stage.clock.advance(nextDayWallMs(stage.clock.wallMs()) - stage.clock.wallMs());
    stage.model.refresh();
    assert.ok(changes > 1, 'the strip is told at midnight');
    assert.equal(stage.shown().strip.spend, undefined);
    assert.equal(spend?.limits().dayUsdMicros, 2_000_000);
    assert.equal(stage.clock.pending, 0);
  });

  it('another window, and the next one, know what was spent and raised', async () => {
    const both = {
      settings: { providers: [far], models: PRICED, 'budget.day': 2 },
      spend: createMemorySpendStore(),
      facts: createMemoryFactStore(),
    };
    const one = stageOf({ ...both, windowId: 'one' });
    const two = stageOf({ ...both, windowId: 'two' });
    await one.composition.spend?.raise('day');
    await ask(one, 'mine');
    await two.composition.spend?.refresh();
    two.model.refresh();
    assert.equal(two.shown().strip.spend, '$1.00 today');
    assert.equal(two.composition.spend?.limits().dayUsdMicros, 4_000_000);
    await ask(two, 'yours');
    await ask(two, 'yours too');
    // 3 are spent; another would put 2 aside and come to 5.
    await ask(one, 'one more');
    assert.equal(cause(one)?.sentence, "Today's limit of $4.00 is reached.");
  });

  it('raises by whole limits, as often as it takes', async () => {
    const stage = stageOf({ settings: { providers: [far], 'budget.day': 5, 'budget.month': 0 } });
    await stage.composition.spend?.raise('day', 12_000_000);
    assert.equal(stage.composition.spend?.limits().dayUsdMicros, 15_000_000);
    await stage.composition.spend?.raise('month', 1);
    assert.equal(stage.composition.spend?.limits().monthUsdMicros, 0, 'there is no limit to raise');
  });

  it('asks once what a model costs, and counts it as it is told', async () => {
    const settings = { providers: [far] };
    const stage = stageOf({ settings });
    await ask(stage, 'one');
    assert.equal(cause(stage)?.sentence, 'What far costs is not known.');
    assert.deepEqual(
      cause(stage)?.buttons.map(({ action, args }) => [action, args?.['targetKey']]),
      [
        ['enter-price', 'far/m'],
        ['count-free', 'far/m'],
        ['count-unknown', 'far/m'],
      ],
    );
    stage.set({ ...settings, models: { 'far/m': { uncounted: true } } });
    await ask(stage, 'two');
    assert.equal(cause(stage), undefined);
    assert.equal(stage.composition.spend?.book.today().unknowns, 1);
    stage.set({ ...settings, models: { 'far/m': { price: { input: 0, output: 0 } } } });
    await ask(stage, 'three');
    stage.set({ ...settings, models: PRICED });
    await ask(stage, 'four');
    // What is not known makes the sum one that is at least so much.
    assert.equal(stage.shown().strip.spend, '~$1.00 today');
  });

  it('asks nobody about the price of a server on this computer, nor of stand-ins', async () => {
    const stage = stageOf({ settings: { providers: [near] } });
    await ask(stage, 'one');
    assert.equal(cause(stage), undefined);
    assert.equal(stage.composition.spend?.book.today().unknowns, 1);
    const trial = stageOf({ isTrial: true });
    await ask(trial, 'hello');
    assert.equal(trial.composition.spend?.book.today().attempts, 0);
  });

  it('holds a limit of one model: the next one answers', async () => {
    const models = { 'far/m': { ...PRICED['far/m'], dayBudget: 1 } };
    const stage = stageOf({ settings: { providers: [far, near], models } });
    await ask(stage, 'one');
    const answer = stage.session.turns()[0]?.answers.at(-1);
    assert.equal(answer?.target?.providerId, 'near');
    const chip = stage.shown().turns[0]?.answers[0]?.seam?.sentence;
    assert.equal(chip, "Today's limit of $1.00 for far is reached. By a simpler model");
  });

  it('an interrupted price list does not make a known price unknown', async () => {
    let ready: (() => void) | undefined;
    const gate = new Promise<void>((resolve) => {
      ready = resolve;
    });
    const rates = [{ base: [1e6, 1e6, null, null] as const }];
    const lists = { openai: [{ match: { equals: 'gpt-4.1' }, rates }] };
    const gpt = { id: 'gpt', kind: 'openai', models: ['gpt-4.1'], armed: true };
    const stage = stageOf({
      settings: { providers: [gpt] },
      readPrices: () => gate.then(() => ({ source: '', lists })),
    });
    const asking = ask(stage, 'one');
    await stage.clock.advance(300);
    ready?.();
    await asking;
    assert.equal(cause(stage)?.sentence, undefined);
  });
});
