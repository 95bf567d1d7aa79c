/*
 * Answers in memory keep the same contract as the file, and are bounded.
 */
import assert from 'node:assert/strict';
import type { AnswerCache } from '../../src/core/index.ts';
import { createMemoryAnswerCache } from '../../src/store/memoryAnswerCache.ts';
import { answerCacheContract } from './answerCacheContract.ts';

describe('store/memoryAnswerCache', () => {
  answerCacheContract(() => {
    const caches = new Map<string, AnswerCache>();
    return Promise.resolve((workspace) => {
      const cache = caches.get(workspace) ?? createMemoryAnswerCache();
      caches.set(workspace, cache);
      return cache;
    });
  });

  it('forgets the oldest of many', async () => {
    const cache = createMemoryAnswerCache();
    const target = { providerId: 'a', modelId: 'm' };
    for (let at = 0; at < 201; at += 1)
      await cache.keep(`k${at}`, { question: `q${at}`, text: 'x', target, wallMs: at });
    assert.equal(await cache.exact('k0'), undefined);
    assert.ok(await cache.exact('k1'));
    assert.ok(await cache.exact('k200'));
  });
});
