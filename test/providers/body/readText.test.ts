/*
 * A body as text: characters over chunk borders, and the limit.
 */
import assert from 'node:assert/strict';
import { createBodyReader } from '../../../src/providers/body/bodyReader.ts';
import { readText } from '../../../src/providers/body/readText.ts';
import { bytesOf, cutEverywhere, handClock } from '../bench.ts';

async function* of(chunks: readonly Uint8Array[]): AsyncGenerator<Uint8Array> {
  yield* chunks;
}
const read = (chunks: readonly Uint8Array[], bytesMax: number) =>
  readText(createBodyReader(handClock(), of(chunks), new AbortController().signal), bytesMax);

describe('a body as text', () => {
  it('joins characters that were cut', async () => {
    assert.deepEqual(await read(cutEverywhere(bytesOf('wörld 🌍')), 100), {
      text: 'wörld 🌍',
      isWhole: true,
    });
  });
  it('stops at the limit', async () => {
    const { text, isWhole } = await read(cutEverywhere(bytesOf('x'.repeat(50))), 10);
    assert.deepEqual([text.length, isWhole], [11, false]);
  });
});
