// Layer 7 put together: one book of each for all of its parts, on the person's own settings.

import assert from 'node:assert/strict';
import { createFlow } from '../../src/engine/flow.ts';
import { validateEngineOptions } from '../../src/engine/index.ts';
import { createLockBook } from '../../src/engine/lockBook.ts';
import { createPauseBook } from '../../src/engine/pauseBook.ts';
import { createTokenEstimator } from '../../src/engine/tokenEstimator.ts';
import { A, ports, requestCall } from './byHand.ts';
import { TARGET_ORDER } from '../../src/engine/pipeline.ts';

const setUp = () => {
  const all = ports();
  const entry = { target: A, armed: true, enabled: true, hasKey: true } as const;
  const chain = () => [{ ...entry, tier: 'any', isLocal: false, requestsPerMinute: 1 } as const];
  const flow = createFlow(
    {
      ...{ ...all, chain, random: { next: () => 0 }, providerOf: () => undefined },
      ...{ pauses: createPauseBook(all), locks: createLockBook(all) },
      ...{ estimator: createTokenEstimator(), latency: { usualMs: () => undefined } },
    },
    () => validateEngineOptions({ budget: { tokensMax: 3 } }),
  );
  return { ...all, flow };
};

describe('flow', () => {
  it('has the three parts of its layer, by their names in the pipeline', () => {
    const names: readonly string[] = TARGET_ORDER;
    const parts = Object.keys(setUp().flow.layers);
    assert.deepEqual(parts, names.slice(names.indexOf('throttle'), names.indexOf('spend')));
  });

  it('reads budget and limits from options and chain', () => {
    const { flow } = setUp();
    const { purse, rates } = flow;
    assert.deepEqual([purse.max(), purse.left(A)], [3, 3]);
    assert.ok(purse.take(A, 2) && purse.has(A, 1) && !purse.has(A, 2));
    rates.reserve(A, requestCall().request);
    assert.deepEqual(rates.held(A, requestCall().request)?.facts.by, 'own');
  });
});
