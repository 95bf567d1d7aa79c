/*
 * Every recording of every wire, read through the real provider: whole, at the recorded packet
 * borders, at every byte (small bodies) and at random borders, and judged as `npm run replay` does.
 * Answers that break off anywhere keep their beginning and are never taken for whole.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { Wire } from '../../src/providers/wire.ts';
import { bordersOf } from '../replay/borders.ts';
import { differences } from '../replay/compare.ts';
import { readFolder } from '../replay/folder.ts';
import { memoryPlayer } from '../replay/memoryPlayer.ts';
import { servedAs } from '../replay/served.ts';
import { readCorpus } from '../replay/sidecar.ts';
import { askedOf, speakerOf, WIRES } from '../replay/speaker.ts';
import { find, seeded } from './bench.ts';

const ROOT = path.join(import.meta.dirname, '../fixtures/corpus');
const SEED = 1;
const RANDOM_CUTS = 12;
const SHORT_CUTS = 10;

/** What ends a stream. */
const END: { readonly [W in Wire]: RegExp } = {
  'openai.chat': /"finish_reason": ?"\w/,
  'openai.responses': /"type": ?"response\.(?:completed|incomplete)"/,
  'ollama.chat': /"done": ?true/,
  'gemini.generateContent': /"finishReason": ?"\w/,
  'anthropic.messages': /"type": ?"message_stop"/,
};

describe('recorded answers', () => {
  const { cases, skipped } = readFolder(ROOT);

  it('are all there, of every wire', () => {
    assert.deepEqual(skipped, []);
    for (const wire of WIRES) assert(cases.filter(({ api }) => api === wire).length > 10, wire);
  });

  for (const one of cases) {
    it(`${one.id} is read right, whole and cut anywhere`, async () => {
      for (const { name, sizes } of bordersOf(one, SEED, RANDOM_CUTS)) {
        const problems = await one.judge(memoryPlayer, { sizes, path: 'fetch' });
        assert.deepEqual(problems, [], name);
      }
    });
  }

  const whole = readCorpus(ROOT).recorded.flatMap(({ file, sidecar, body }) => {
    const asked = askedOf(sidecar);
    const { expected } = sidecar;
    if (asked?.to !== 'chat' || !expected || expected.error) return [];
    return [{ file, body, expected, wire: asked.wire, response: sidecar.response ?? {} }];
  });

  it(`${whole.length} answers that break off anywhere keep their beginning and are never taken for whole`, async () => {
    for (const { file, body, expected, wire, response } of whole) {
      const random = seeded(body.length + 1);
      for (let turn = 0; turn < SHORT_CUTS; turn += 1) {
        const length = Math.floor(random() * body.length);
        const served = servedAs(response, body.subarray(0, length));
        const run = await memoryPlayer.play(served, speakerOf(wire), { sizes: [], path: 'fetch' });
        const { text, refusal, reasoning } = expected;
        const what = `${file} after ${length} bytes`;
        assert(((text ?? '') + (refusal ?? '')).startsWith(run.text), what);
        assert((reasoning ?? '').startsWith(run.reasoning), what);
        if (run.error === undefined) {
          const seen = Buffer.from(body.subarray(0, length)).toString('utf8');
          assert.match(seen, END[wire], what);
          continue;
        }
        assert(
          ['truncated', 'cut', 'protocol'].includes(run.error.kind),
          `${what}: ${run.error.kind}`,
        );
        assert.equal(find(run.events, 'tool-call').length, 0, what);
        // What the sidecar says of the whole is no longer true, and the judge must say so.
        assert.notDeepEqual(differences(expected, run), [], what);
      }
    }
  });
});
