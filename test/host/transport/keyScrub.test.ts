/*
 * The scrub over every way in which chunk borders can fall.
 */
import assert from 'node:assert/strict';
import * as fc from 'fast-check';
import { keyScrub } from '../../../src/host/transport/keyScrub.ts';

async function* pieces(text: string, borders: readonly number[]): AsyncIterable<Uint8Array> {
  const cuts = [...new Set(borders.map((n) => n % (text.length + 1)))].toSorted((a, b) => a - b);
  let from = 0;
  for (const cut of [...cuts, text.length]) {
    yield Buffer.from(text.slice(from, cut), 'latin1');
    from = cut;
  }
}

async function joined(chunks: AsyncIterable<Uint8Array>): Promise<string> {
  const all: Uint8Array[] = [];
  for await (const chunk of chunks) all.push(chunk);
  return Buffer.concat(all).toString('latin1');
}

describe('host/transport/keyScrub', () => {
  it('replaces every occurrence, wherever chunks are cut, and nothing else', async () => {
    // A key that overlaps with itself, in a text of its own letters: the hard case.
    const letters = fc.string({ unit: fc.constantFrom('a', 'b', 'c'), maxLength: 60 });
    await fc.assert(
      fc.asyncProperty(letters, fc.array(fc.nat(60)), async (text, borders) => {
        const scrubbed = await joined(keyScrub('abaab').bytes(pieces(text, borders)));
        assert.equal(scrubbed, text.replaceAll('abaab', '[key]'));
      }),
    );
  });

  it('lets bytes go at once unless they may begin the key', async () => {
    const out: string[] = [];
    for await (const chunk of keyScrub('secret').bytes(pieces('a sec|tion', [5, 6]))) {
      out.push(Buffer.from(chunk).toString());
    }
    assert.deepEqual(out, ['a ', 'sec|', 'tion']);
  });

  it('gives back what it holds before an error passes', async () => {
    async function* breaking(): AsyncIterable<Uint8Array> {
      yield Buffer.from('hello sec');
      throw new Error('cut');
    }
    let text = '';
    await assert.rejects(async () => {
      for await (const chunk of keyScrub('secret').bytes(breaking())) {
        text += Buffer.from(chunk).toString();
      }
    }, /cut/);
    assert.equal(text, 'hello sec');
  });

  it('without a key everything passes', async () => {
    assert.equal(await joined(keyScrub(undefined).bytes(pieces('abc', [1]))), 'abc');
    assert.equal(keyScrub('').text('abc'), 'abc');
  });

  it('costs a chunk next to nothing, also with a key as long as OpenAI’s', async () => {
    const chunk = Buffer.from(`data: {"content":"skies","id":"${'x'.repeat(200)}"}\n\n`);
    async function* many(): AsyncIterable<Uint8Array> {
      for (let n = 0; n < 50_000; n += 1) yield await Promise.resolve(chunk);
    }
    const startMs = performance.now();
    let bytes = 0;
    for await (const piece of keyScrub(`sk-${'a1B2'.repeat(40)}`).bytes(many()))
      bytes += piece.length;
    assert.equal(bytes, 50_000 * chunk.length);
    // Comparing every tail with every beginning took 6 s.
    assert.ok(performance.now() - startMs < 2_500);
  });
});
