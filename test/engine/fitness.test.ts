import assert from 'node:assert/strict';
import { UNKNOWN_FACTS, type ChatRequest, type ModelFacts } from '../../src/core/index.ts';
import { createTokenEstimator } from '../../src/engine/index.ts';
import { imagesIn, isRoomier, misfitOf } from '../../src/engine/fitness.ts';
import { A, B } from './byHand.ts';

const knowing = (facts: Partial<ModelFacts>, others: Partial<ModelFacts> = facts) => ({
  catalog: {
    get: ({ providerId }: { providerId: string }) => ({
      ...UNKNOWN_FACTS,
      ...(providerId === 'a' ? facts : others),
    }),
  },
  estimator: createTokenEstimator(),
});
const image = { type: 'image', mediaType: 'image/png', dataBase64: '' } as const;
const asking = (text: string, more: Partial<ChatRequest> = {}): ChatRequest => ({
  messages: [{ role: 'user', parts: [{ type: 'text', text }] }],
  ...more,
});
const seeing: ChatRequest = { messages: [{ role: 'user', parts: [image, image] }] };
const LONG = 'word '.repeat(4_000);

describe('fitness', () => {
  it('fits what is not known to be too much', () => {
    for (const models of [undefined, knowing({})]) {
      assert.equal(misfitOf(models, seeing, A), undefined);
      assert.equal(misfitOf(models, asking(LONG), A), undefined);
    }
  });

  it('names images, tools and windows that do not fit', () => {
    assert.equal(misfitOf(knowing({ vision: 'no' }), seeing, A), 'vision');
    assert.equal(misfitOf(knowing({ vision: 'no' }), asking('hi'), A), undefined);
    const tools = [{ name: 't', description: '', parametersSchema: {} }];
    assert.equal(misfitOf(knowing({ tools: 'no' }), asking('hi', { tools }), A), 'tools');
    assert.equal(misfitOf(knowing({ contextTokensMax: 1_000 }), asking(LONG), A), 'context');
  });

  it('takes a window for too small only where even the low estimate exceeds it', () => {
    // 20 000 characters are about 5 000 tokens, and surely no fewer than 3 000.
    assert.equal(misfitOf(knowing({ contextTokensMax: 4_000 }), asking(LONG), A), undefined);
    assert.equal(misfitOf(knowing({ contextTokensMax: 2_900 }), asking(LONG), A), 'context');
  });

  it('calls roomier what is known to be larger and to be enough', () => {
    const roomier = (models: Parameters<typeof isRoomier>[0], scope: 'request' | 'account') =>
      isRoomier(models, asking(LONG), { other: B, tried: A, scope });
    const windows = (a: number | 'unknown', b: number | 'unknown') =>
      knowing({ contextTokensMax: a }, { contextTokensMax: b });
    assert.ok(roomier(windows(8_000, 128_000), 'request'));
    assert.ok(roomier(windows('unknown', 128_000), 'request'));
    assert.ok(!roomier(windows(128_000, 128_000), 'request'));
    assert.ok(!roomier(windows(1_000, 4_000), 'request'), 'larger, and still too small');
    assert.ok(!roomier(windows(8_000, 'unknown'), 'request'));
    assert.ok(!roomier(undefined, 'request'));
    assert.ok(roomier(undefined, 'account'), 'another account has a limit of its own');
    const same = { other: { ...A, modelId: 'n' }, tried: A, scope: 'account' } as const;
    assert.ok(!isRoomier(undefined, asking(LONG), same));
  });

  it('counts images', () => assert.deepEqual([imagesIn(seeing), imagesIn(asking('x'))], [2, 0]));
});
