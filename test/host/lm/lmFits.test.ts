import assert from 'node:assert/strict';
import type { ChatRequest } from '../../../src/core/index.ts';
import { checkFits } from '../../../src/host/lm/lmFits.ts';

const TARGET = { providerId: 'p', modelId: 'v/m' };
const asked = (...words: string[]): ChatRequest => ({
  messages: words.map((text) => ({ role: 'user', parts: [{ type: 'text', text }] })),
});
const check = async (
  request: ChatRequest,
  maxInputTokens: number,
  count: (text: string) => Promise<number> = (text) => Promise.resolve(text.length),
): Promise<string[]> => {
  const counted: string[] = [];
  const countTokens = (text: string): Promise<number> => {
    counted.push(text);
    return count(text);
  };
  await checkFits({ maxInputTokens, countTokens }, request, TARGET, new AbortController().signal);
  return counted;
};

describe('whether a question fits', () => {
  it('is not asked where it surely does, or where nobody knows the limit', async () => {
    assert.deepEqual(await check(asked('12345'), 10), []);
    for (const limit of [0, -1, Number.NaN, Number.POSITIVE_INFINITY]) {
      assert.deepEqual(await check(asked('x'.repeat(9999)), limit), []);
    }
  });

  it('is counted message by message where it may be too long', async () => {
    assert.deepEqual(await check(asked('1234', '56'), 6), ['1234', '56']);
    const error = {
      kind: 'context-length',
      origin: 'local',
      message: 'This needs ~7 tokens; v/m takes 6.',
    };
    await assert.rejects(check(asked('1234', '567'), 6), error);
  });

  it('counts calls and results too', async () => {
    const request: ChatRequest = {
      messages: [
        {
          role: 'assistant',
          parts: [{ type: 'tool-call', id: 'a', name: 't', argumentsJson: '{"a":1}' }],
        },
        {
          role: 'tool',
          parts: [{ type: 'tool-result', id: 'a', name: 't', text: 'result', isError: false }],
        },
      ],
    };
    await assert.rejects(check(request, 12), { kind: 'context-length' });
  });

  it('is left open where counting fails or gives no number', async () => {
    await check(asked('1234567'), 6, () => Promise.reject(new Error('no tokenizer')));
    await check(asked('1234567'), 6, () => Promise.resolve(undefined as unknown as number));
    await check(asked('1234567'), 6, () => {
      throw new Error('at once');
    });
  });

  it('ends with the person’s stop, however long the counting takes', async () => {
    const abort = new AbortController();
    const model = { maxInputTokens: 1, countTokens: () => new Promise<number>(() => {}) };
    const checking = checkFits(model, asked('123'), TARGET, abort.signal);
    abort.abort();
    await assert.rejects(checking, { kind: 'aborted' });
  });
});
