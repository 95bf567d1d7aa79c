/*
 * Noise on every wire: the bodies of a JSON test suite, random bytes, real answers with bytes
 * changed, and events in any order with anything inside. Whatever an adapter is fed it ends in one
 * answer or one error, lets the connection go, and lets out whole calls only: never a crash, a hang
 * or half a call.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { brokenLaws } from '../replay/compare.ts';
import { memoryPlayer } from '../replay/memoryPlayer.ts';
import { servedAs } from '../replay/served.ts';
import { speakerOf } from '../replay/speaker.ts';
import { bytesOf, type Drive } from './bench.ts';
import type { WireSample } from './contract/sample.ts';
import { SAMPLES } from './contract/samples.ts';

/** (c) 2016 Nicolas Seriot, MIT; source and commit stand in the file. */
const SUITE = path.join(import.meta.dirname, '../fixtures/torture/jsontestsuite-parsing.json');
const { cases } = JSON.parse(readFileSync(SUITE, 'utf8')) as {
  cases: readonly { name: string; b64: string }[];
};
const RUNS = 120;

async function fed(sample: WireSample, bytes: Uint8Array, status = 200): Promise<Drive> {
  const served = servedAs({ status }, bytes);
  // Cut in the middle, too: what a piece leaves behind must not matter.
  const way = { sizes: [Math.max(1, bytes.length >> 1)], path: 'fetch' } as const;
  const run = await memoryPlayer.play(served, speakerOf(sample.wire), way);
  assert.deepEqual(brokenLaws(run), []);
  if (status >= 300) assert(run.error !== undefined);
  return run;
}

/** Any JSON, made of names and words that mean something on this wire. */
function jsonOf({ keys, nouns }: WireSample): fc.Arbitrary<unknown> {
  return fc.letrec((tie) => ({
    tree: fc.oneof(
      { depthSize: 'medium' },
      fc.constantFrom(...nouns),
      fc.string({ maxLength: 6 }),
      fc.double(),
      fc.constantFrom(null, true, '', '{', -1, 2 ** 53),
      fc.array(tie('tree'), { maxLength: 3 }),
      fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 5 }),
    ),
  })).tree;
}

describe('the JSON test suite', () => {
  it('is whole', () => assert.equal(cases.length, 181));
});

for (const sample of SAMPLES) {
  const { wire, text, call, event } = sample;

  describe(`noise on ${wire}`, () => {
    it('every body of the JSON test suite ends in one error', async () => {
      for (const { name, b64 } of cases) {
        const body = new Uint8Array(Buffer.from(b64, 'base64'));
        const [before = '', after = ''] = event('@').split('"@"');
        const framed = Buffer.concat([bytesOf(before), body, bytesOf(after)]);
        for (const bytes of [body, framed]) assert((await fed(sample, bytes)).error, name);
        // Refusals are read the same way on every wire.
        if (sample === SAMPLES[0]) await fed(sample, body, 500);
      }
    });

    it('random bytes', async () => {
      await fc.assert(
        fc.asyncProperty(fc.uint8Array({ maxLength: 400 }), async (bytes) => {
          await fed(sample, bytes);
        }),
        { numRuns: RUNS, seed: 1 },
      );
    });

    it('answers in which bytes are changed, lost and doubled', async () => {
      const bodies = [text(['Hello', ' there']), call('look', { at: 'x' })].map((frames) =>
        Buffer.from(frames.join('')),
      );
      const edit = fc.record({
        at: fc.double({ min: 0, max: 1, noNaN: true }),
        length: fc.nat(30),
        by: fc.uint8Array({ maxLength: 6 }),
      });
      await fc.assert(
        fc.asyncProperty(
          fc.constantFrom(...bodies),
          fc.array(edit, { minLength: 1, maxLength: 4 }),
          async (body, edits) => {
            let bytes = body;
            for (const { at, length, by } of edits) {
              const from = Math.floor(at * bytes.length);
              bytes = Buffer.concat([bytes.subarray(0, from), by, bytes.subarray(from + length)]);
            }
            await fed(sample, new Uint8Array(bytes));
          },
        ),
        { numRuns: RUNS, seed: 2 },
      );
    });

    it('its own events in any order, lost and doubled', async () => {
      const frames = [...text(['Hello', ' there']), ...call('look', { at: 'x' }), sample.brokenBy];
      await fc.assert(
        fc.asyncProperty(
          fc.array(fc.constantFrom(...frames), { maxLength: 12 }),
          async (shuffled) => {
            await fed(sample, bytesOf(shuffled.join('')));
          },
        ),
        { numRuns: RUNS, seed: 3 },
      );
    });

    it('events with anything inside', async () => {
      await fc.assert(
        fc.asyncProperty(fc.array(jsonOf(sample), { maxLength: 8 }), async (values) => {
          await fed(sample, bytesOf(values.map(event).join('')));
          await fed(sample, bytesOf(JSON.stringify(values[0] ?? null)));
          await fed(sample, bytesOf(JSON.stringify(values[0] ?? null)), 400);
        }),
        { numRuns: RUNS, seed: 4 },
      );
    });
  });
}
