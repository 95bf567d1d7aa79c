/*
 * What an ended turn used and cost: reported, by price, estimated, or not known.
 */
import assert from 'node:assert/strict';
import {
  UNKNOWN_FACTS,
  type AnswerRecord,
  type ChatRequest,
  type ModelFacts,
} from '../../../src/core/index.ts';
import { createBill } from '../../../src/host/chat/bill.ts';
import { a, record, turn } from '../fakes.ts';

const request: ChatRequest = { messages: [] };
const PRICED = {
  price: { inputUsdMicrosPerMillion: 1_000_000, outputUsdMicrosPerMillion: 2_000_000 },
};

async function bill(
  fields: Partial<AnswerRecord>,
  facts: Partial<ModelFacts> = PRICED,
): Promise<Pick<AnswerRecord, 'cost' | 'estimatedUsage'>> {
  let isReady = false;
  const make = createBill({
    ready: () => {
      isReady = true;
      return Promise.resolve();
    },
    catalog: {
      get: () => (isReady ? { ...UNKNOWN_FACTS, ...facts } : assert.fail('asked too early')),
      at: () => assert.fail(),
    },
    estimator: {
      inputTokens: () => ({ tokens: 100, minTokens: 50, maxTokens: 200 }),
      textTokens: (text) => text.length,
      observe: () => undefined,
      restore: () => undefined,
    },
  });
  const answer: AnswerRecord = {
    answerId: 'x',
    start: { how: 'first' },
    state: 'whole',
    blocks: [
      { type: 'reasoning', text: '12' },
      { type: 'text', text: '345' },
      { type: 'tool-call', id: 'c', name: 'n', argumentsText: '67890', whole: true },
    ],
    target: a,
    ...fields,
  };
  const { answers } = await make({ ...turn(), answers: [answer] }, request);
  const { cost, estimatedUsage, ...rest } = answers[0] ?? assert.fail();
  assert.deepEqual(rest, answer);
  return { ...(cost && { cost }), ...(estimatedUsage && { estimatedUsage }) };
}

describe('what an answer cost', () => {
  it('is what the vendor says, whatever the price', async () => {
    const usage = { inputTokens: 5, outputTokens: 5, costUsdMicros: 42 };
    for (const facts of [PRICED, {}]) {
      assert.deepEqual(await bill({ usage }, facts), {
        cost: { usdMicros: 42, isEstimated: false },
      });
    }
  });

  it('is the reported count at the known price', async () => {
    const usage = { inputTokens: 1000, outputTokens: 500 };
    assert.deepEqual(await bill({ usage }), { cost: { usdMicros: 2000, isEstimated: false } });
    const cached = { ...usage, cachedInputTokens: 10 };
    assert.deepEqual((await bill({ usage: cached })).cost?.isEstimated, true);
  });

  it('is estimated where nothing was reported, and says so', async () => {
    assert.deepEqual(await bill({}), {
      estimatedUsage: { inputTokens: 100, outputTokens: 10 },
      cost: { usdMicros: 120, isEstimated: true },
    });
  });

  it('is not known without a price, of a model that thinks unseen, and of nothing', async () => {
    assert.equal((await bill({ usage: { inputTokens: 1, outputTokens: 1 } }, {})).cost, undefined);
    assert.deepEqual(await bill({}, { ...PRICED, reasoning: 'yes' }), {});
    assert.deepEqual(await bill({ blocks: [], state: 'failed' }), {});
    assert.equal((await bill({}, {})).estimatedUsage?.inputTokens, 100);
  });

  it('says of a question that was too long how long it was, where that agrees', async () => {
    const refused = async (contextTokensMax: number | 'unknown') => {
      const make = createBill({
        ready: () => Promise.resolve(),
        catalog: { get: () => ({ ...UNKNOWN_FACTS, contextTokensMax }), at: () => assert.fail() },
        estimator: {
          inputTokens: () => ({ tokens: 100, minTokens: 50, maxTokens: 200 }),
          textTokens: () => 0,
          observe: () => undefined,
          restore: () => undefined,
        },
      });
      const cause = record({ kind: 'context-length', target: a });
      const error = record({ kind: 'exhausted', causes: [cause, record({ kind: 'auth' })] });
      const answer: AnswerRecord = {
        ...{ answerId: 'x', start: { how: 'first' }, state: 'failed', blocks: [], target: a },
        error,
      };
      const { answers } = await make({ ...turn(), answers: [answer] }, request);
      return answers[0]?.error?.causes?.map(({ tooLong }) => tooLong);
    };
    assert.deepEqual(await refused(80), [{ neededTokens: 100, windowTokens: 80 }, undefined]);
    assert.deepEqual(await refused(200), [undefined, undefined]);
    assert.deepEqual(await refused('unknown'), [undefined, undefined]);
  });

  it('is nothing where nobody was asked', async () => {
    const make = createBill({
      ready: () => Promise.resolve(),
      catalog: { get: () => assert.fail(), at: () => assert.fail() },
      estimator: {
        inputTokens: () => assert.fail(),
        textTokens: () => 0,
        observe: () => undefined,
        restore: () => undefined,
      },
    });
    const answer: AnswerRecord = {
      answerId: 'x',
      start: { how: 'first' },
      state: 'failed',
      blocks: [],
    };
    const asked = { ...turn(), answers: [answer] };
    assert.deepEqual(await make(asked, request), asked);
  });
});
