/*
 * Table, lists and calibrations: loaded once and when wanted, kept for the next window, and missed
 * without harm.
 */
import assert from 'node:assert/strict';
import type { ChatRequest, FactStore } from '../../../src/core/index.ts';
import { createKnowledge } from '../../../src/host/catalog/createKnowledge.ts';
import type { PriceTable } from '../../../src/host/catalog/priceTable.ts';
import type { ProviderSetting } from '../../../src/host/settings/schema.ts';
import { createMemoryFactStore } from '../../../src/store/index.ts';

const target = { providerId: 'p', modelId: 'gpt-5' };
const request: ChatRequest = {
  messages: [{ role: 'user', parts: [{ type: 'text', text: 'word'.repeat(2000) }] }],
};
const TABLE: PriceTable = {
  source: 'x 1.0.0',
  lists: { openai: [{ match: { equals: 'gpt-5' }, context: 5 }] },
};

function make(facts: FactStore, readTable: () => Promise<PriceTable>) {
  const logged: string[] = [];
  const knowledge = createKnowledge({
    entryOf: (id) => ({ id, kind: 'openai' }) as ProviderSetting,
    overrides: () => ({}),
    isLocal: () => false,
    wallMs: () => 7,
    facts,
    readTable,
    log: (message) => logged.push(message),
  });
  return { ...knowledge, logged };
}

describe('knowledge of models', () => {
  it('reads the table once, and when it is wanted', async () => {
    let reads = 0;
    const { catalog, ready } = make(createMemoryFactStore(), () => {
      reads += 1;
      return Promise.resolve(TABLE);
    });
    assert.deepEqual([reads, catalog.get(target).contextTokensMax], [0, 'unknown']);
    await Promise.all([ready(), ready()]);
    assert.deepEqual([reads, catalog.get(target).contextTokensMax], [1, 5]);
  });

  it('keeps what was learned of tokens for the next window', async () => {
    const facts = createMemoryFactStore();
    const first = make(facts, () => Promise.resolve(TABLE));
    first.estimator.observe(request, target, 3000);
    const second = make(facts, () => Promise.resolve(TABLE));
    const plain = second.estimator.inputTokens(request, target).tokens;
    await second.ready();
    const learned = second.estimator.inputTokens(request, target);
    assert.deepEqual(learned, first.estimator.inputTokens(request, target));
    assert(learned.tokens > plain);
  });

  it('does without what cannot be read, says so, and goes on', async () => {
    const facts = createMemoryFactStore();
    for (const [key, text] of [
      ['p/gpt-5', '{"reported":"many"}'],
      ['p/b', 'null'],
      ['p/c', '{'],
    ] as const) {
      await facts.keepFact({ kind: 'token-calibration', key, wallMs: 1, text });
    }
    const broken = make(facts, () => Promise.reject(new Error('no prices.json')));
    await broken.ready();
    assert.deepEqual(broken.logged, ['catalog: Error: no prices.json']);
    assert.equal(broken.estimator.inputTokens(request, target).tokens, 2008);
    const shut: FactStore = {
      keepFact: () => Promise.reject(new Error('full')),
      factsOf: () => Promise.reject(new Error('closed')),
    };
    const alone = make(shut, () => Promise.resolve(TABLE));
    await alone.ready();
    assert.equal(alone.logged.length, 3);
    alone.estimator.observe(request, target, 3000);
    assert(alone.estimator.inputTokens(request, target).tokens > 2008);
  });
});
