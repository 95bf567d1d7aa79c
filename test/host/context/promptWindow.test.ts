import assert from 'node:assert/strict';
import type { ModelFacts } from '../../../src/core/index.ts';
import { windowOf } from '../../../src/host/context/promptWindow.ts';
import { a } from '../fakes.ts';

function windowWith(facts: Partial<ModelFacts>) {
  const known = {
    windowTokens: 'unknown',
    contextTokensMax: 'unknown',
    outputTokensMax: 'unknown',
  };
  const catalog = { get: () => ({ ...known, ...facts }) };
  const estimator = { inputTokens: () => ({ tokens: 7 }) };
  return windowOf({ catalog, estimator } as never, a);
}

describe('the window of a prompt', () => {
  it('is the one in use, else the largest, less the room for an answer', () => {
    assert.equal(windowWith({ windowTokens: 8000, contextTokensMax: 32_000 }).promptMax, 6000);
    assert.equal(windowWith({ contextTokensMax: 32_000 }).promptMax, 27_904);
    assert.equal(windowWith({}).tokens({ messages: [] }), 7);
  });

  it('bounds nothing where it is not known, or nobody is asked', () => {
    assert.equal(windowWith({}).promptMax, Number.POSITIVE_INFINITY);
    const nobody = windowOf({} as never, undefined);
    assert.deepEqual([nobody.promptMax, nobody.tokens({ messages: [] })], [Infinity, 0]);
  });
});
