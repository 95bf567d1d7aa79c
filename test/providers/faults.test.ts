/*
 * Bodies that are wrong in one way each: every case of the fault list, and what servers of each wire
 * send beside answers. Each has one end, the same wherever it is cut, and half a call never leaves.
 */
import assert from 'node:assert/strict';
import path from 'node:path';
import type { Wire } from '../../src/providers/wire.ts';
import { bordersOf } from '../replay/borders.ts';
import { brokenLaws } from '../replay/compare.ts';
import { readFolder } from '../replay/folder.ts';
import { memoryPlayer } from '../replay/memoryPlayer.ts';
import { servedAs } from '../replay/served.ts';
import { speakerOf } from '../replay/speaker.ts';
import { bytesOf, find } from './bench.ts';
import { SAMPLES } from './contract/samples.ts';

const TORTURE = path.join(import.meta.dirname, '../fixtures/torture');
const WHOLE = { sizes: [], path: 'fetch' } as const;
const RANDOM_CUTS = 10;

/** What each open case of the list was decided to be. */
const DECIDED: { readonly [id: string]: string } = {
  'done-no-finish': 'unknown',
  'content-number': 'stop',
  'deep-json': 'stop',
  'error-event-mid': 'overloaded',
  'error-event-first': 'overloaded',
  'error-then-done': 'server',
  'html-200': 'protocol',
  'html-200-sse-type': 'protocol',
  'json-error-200': 'auth',
  '204': 'protocol',
  'only-keepalives': 'truncated',
  'empty-finish': 'empty',
};

async function endOf(wire: Wire, bytes: Uint8Array, status = 200): Promise<string | undefined> {
  const run = await memoryPlayer.play(servedAs({ status }, bytes), speakerOf(wire), WHOLE);
  assert.deepEqual(brokenLaws(run), []);
  return run.error?.kind ?? find(run.events, 'finish')[0]?.reason;
}

describe('faults in a 2xx', () => {
  const faults = readFolder(TORTURE).cases.filter(({ kind }) => kind === 'fault');
  it('are all there', () => assert.equal(faults.length, 45));

  for (const fault of faults) {
    it(`${fault.api}: ${fault.id}`, async () => {
      for (const { name, sizes } of bordersOf(fault, 1, RANDOM_CUTS)) {
        assert.deepEqual(await fault.judge(memoryPlayer, { sizes, path: 'fetch' }), [], name);
      }
      const decided = DECIDED[fault.id];
      const end = await endOf(fault.api as Wire, fault.served.plain, fault.served.status);
      if (decided !== undefined) assert.equal(end, decided);
    });
  }
});

for (const { wire, whole, event, brokenBy, text } of SAMPLES) {
  const isLines = wire === 'ollama.chat';
  const json = JSON.stringify(whole('Hi'));
  const ends: readonly (readonly [string, string, string])[] = [
    ['nothing', '', 'protocol'],
    ['blank lines', '\n\n\n', 'protocol'],
    ['plain text', 'Service is starting', 'protocol'],
    ['a page', '<html>', 'protocol'],
    ['JSON of another kind', '{"status":"ok"}', 'protocol'],
    ['a list of numbers', '[1,2]', 'protocol'],
    // A line that ends early is what a stream that ends early leaves.
    ['half a JSON answer', json.slice(0, 30), isLines ? 'protocol' : 'cut'],
    ['half an event', event({ a: 1 }).slice(0, 16), isLines ? 'protocol' : 'truncated'],
    ['a broken event', event({ can: 1 }).replace(':1}', '') + event({}), 'cut'],
    [
      'an answer after a broken event',
      `${text(['a'])[0]}${event({ a: 1 }).replace('{', '')}`,
      'cut',
    ],
    ['an error and nothing else', brokenBy, 'overloaded'],
  ];
  describe(`what ${wire} sends beside answers`, () => {
    for (const [what, body, expected] of ends) {
      it(`${what} is ${expected}`, async () =>
        assert.equal(await endOf(wire, bytesOf(body)), expected));
    }
  });
}

describe('what those who speak Chat Completions send beside answers', () => {
  const ends: readonly (readonly [string, string, string])[] = [
    ['no choices', '{"choices":[]}', 'protocol'],
    [
      'an error in a list',
      '[{"error":{"code":429,"message":"Quota","status":"RESOURCE_EXHAUSTED"}}]',
      'rate-limit',
    ],
    [
      'an address that is wrong',
      '{"error":"Unexpected endpoint or method. (POST /chat/completions)"}',
      'protocol',
    ],
    [
      'a flat error',
      '{"message":"Wrong API Key","type":"invalid_request_error","code":"wrong_api_key","status_code":401}',
      'auth',
    ],
    ['an error as text', 'data: {"error":"model is overloaded"}\n\n', 'overloaded'],
    ['an error event as text', 'event: error\ndata: upstream went away\n\n', 'upstream'],
    [
      'an error in a choice',
      'data: {"choices":[{"index":0,"delta":{},"error":{"code":502,"message":"x"}}]}\n\n',
      'server',
    ],
  ];
  for (const [what, body, kind] of ends) {
    it(`${what} is ${kind}`, async () =>
      assert.equal(await endOf('openai.chat', bytesOf(body)), kind));
  }
});
