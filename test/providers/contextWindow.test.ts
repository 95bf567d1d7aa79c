/*
 * The window that is asked for: the person's, none, or the smallest that holds the question.
 */
import assert from 'node:assert/strict';
import { createContextWindows, type Need } from '../../src/providers/contextWindow.ts';

const RULE = { usualTokens: 4096, unaskedTokensMax: 32_768 };
const need = (maxTokens: number, more: Partial<Need> = {}): Need => ({
  modelId: 'm',
  request: { messages: [] },
  estimate: { tokens: maxTokens, minTokens: maxTokens, maxTokens },
  facts: { contextTokensMax: 'unknown', windowTokens: 'unknown' },
  seen: () => Promise.resolve(undefined),
  ...more,
});

describe('the window that is asked for', () => {
  it('is none while the question fits, and nobody looks then', async () => {
    const windows = createContextWindows(RULE);
    const seen = (): Promise<undefined> => assert.fail('looked');
    assert.deepEqual(await windows(need(3072, { seen })), { ask: undefined, tokens: 4096 });
  });

  it('is none where the server has opened a large one already', async () => {
    const windows = createContextWindows(RULE);
    const seen = (): Promise<number> => Promise.resolve(65_536);
    assert.deepEqual(await windows(need(40_000, { seen })), { ask: undefined, tokens: 65_536 });
  });

  it('holds question and answer, and stays for the next question', async () => {
    const windows = createContextWindows(RULE);
    assert.deepEqual(await windows(need(7000)), { ask: 8192, tokens: 8192 });
    assert.deepEqual(await windows(need(10)), { ask: 8192, tokens: 8192 });
    const long = { request: { messages: [], outputTokensMax: 12_000 } };
    assert.deepEqual(await windows(need(7000, long)), { ask: 32_768, tokens: 32_768 });
    assert.deepEqual(await windows(need(10, { modelId: 'other' })), {
      ask: undefined,
      tokens: 4096,
    });
  });

  it('ends at what the model was made for, and at a bound', async () => {
    const facts = { contextTokensMax: 6000, windowTokens: 'unknown' as const };
    assert.deepEqual(await createContextWindows(RULE)(need(100_000, { facts })), {
      ask: 6000,
      tokens: 6000,
    });
    assert.deepEqual(await createContextWindows(RULE)(need(100_000)), {
      ask: 32_768,
      tokens: 32_768,
    });
    const tiny = { contextTokensMax: 2048, windowTokens: 'unknown' as const };
    assert.deepEqual(await createContextWindows(RULE)(need(100_000, { facts: tiny })), {
      ask: undefined,
      tokens: 4096,
    });
  });

  it('is the person’s own, whatever else is known', async () => {
    const facts = { contextTokensMax: 8192, windowTokens: 131_072 };
    for (const tokens of [1, 100_000]) {
      assert.deepEqual(await createContextWindows(RULE)(need(tokens, { facts })), {
        ask: 131_072,
        tokens: 131_072,
      });
    }
  });
});
