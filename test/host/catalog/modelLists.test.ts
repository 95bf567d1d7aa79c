/*
 * Lists that are kept: through a failure, through the end of a window, and by address.
 */
import assert from 'node:assert/strict';
import { ChatError, type ModelInfo } from '../../../src/core/index.ts';
import { createModelLists } from '../../../src/host/catalog/modelLists.ts';
import { createMemoryFactStore } from '../../../src/store/index.ts';

const place = { id: 'p', kind: 'openai' as const, baseUrl: undefined };
const signal = new AbortController().signal;
const gives = (...models: ModelInfo[]) => ({ listModels: () => Promise.resolve(models) });
const fails = {
  listModels: () => Promise.reject(new ChatError({ kind: 'connect', message: 'x' })),
};
const A: ModelInfo = {
  id: 'a',
  name: 'A',
  contextTokensMax: 8,
  vision: true,
  price: { inputUsdMicrosPerMillion: 1, outputUsdMicrosPerMillion: 2 },
};

describe('lists of models', () => {
  it('survive a failure of the endpoint, with their age', async () => {
    let wallMs = 10;
    const lists = createModelLists(createMemoryFactStore(), () => wallMs);
    assert.equal(lists.of(place), undefined);
    await lists.refresh(place, gives(A, { id: 'b' }), signal);
    wallMs = 99;
    await assert.rejects(lists.refresh(place, fails, signal), { kind: 'connect' });
    assert.deepEqual(lists.of(place), { models: [A, { id: 'b' }], readWallMs: 10 });
    assert.deepEqual(lists.model(place, 'a'), A);
    assert.equal(lists.model(place, 'c'), undefined);
  });

  it('survive the window, and are one for all entries at an address', async () => {
    const store = createMemoryFactStore();
    const first = createModelLists(store, () => 10);
    await first.refresh(place, gives(A), signal);
    const second = createModelLists(store, () => 20);
    await second.restore();
    assert.deepEqual(second.of({ ...place, id: 'other' }), { models: [A], readWallMs: 10 });
    assert.equal(second.of({ ...place, baseUrl: 'https://h.example' }), undefined);
    assert.equal(second.model({ ...place, kind: 'groq' }, 'a'), undefined);
  });

  it('are not given up for an endpoint that lists nothing just now', async () => {
    const lists = createModelLists(createMemoryFactStore(), () => 10);
    assert.deepEqual(await lists.refresh(place, gives(), signal), { models: [], readWallMs: 10 });
    await lists.refresh(place, gives(A), signal);
    assert.deepEqual((await lists.refresh(place, gives(), signal)).models, [A]);
  });

  it('that are newer than what is stored stay; what cannot be read is left out', async () => {
    const store = createMemoryFactStore();
    const keep = (key: string, text: string) =>
      store.keepFact({ kind: 'model-list', key, wallMs: 1, text });
    await keep('openai ', JSON.stringify([{ id: 'old' }]));
    await keep('groq ', '{');
    await keep('xai ', '[{"id":1}]');
    await keep('zai ', '[{"id":"a","price":{"inputUsdMicrosPerMillion":-1}}]');
    const lists = createModelLists(store, () => 10);
    await lists.refresh(place, gives(A), signal);
    await keep('openai ', JSON.stringify([{ id: 'old' }]));
    await lists.restore();
    assert.deepEqual(lists.of(place)?.models, [A]);
    for (const kind of ['groq', 'xai', 'zai'] as const) {
      assert.equal(lists.of({ ...place, kind }), undefined);
    }
  });

  it('last as long as the window where nothing can be stored', async () => {
    const broken = {
      keepFact: () => Promise.reject(new Error('full')),
      factsOf: () => Promise.resolve([]),
    };
    const lists = createModelLists(broken, () => 10);
    await lists.refresh(place, gives(A), signal);
    assert.deepEqual(lists.of(place)?.models, [A]);
  });

  it('that do not end are bounded', async () => {
    const many = Array.from({ length: 6000 }, (_, n) => ({ id: `m${n}` }));
    const lists = createModelLists(createMemoryFactStore(), () => 10);
    assert.equal((await lists.refresh(place, gives(...many), signal)).models.length, 5000);
  });
});
