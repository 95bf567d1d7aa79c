/*
 * The decoder against faults: every case of the fault list, noise of all kinds, and JSON that is
 * not an answer. Whatever comes, a stream ends with one finish or one error, and half a call never
 * leaves.
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createProvider } from '../../../src/providers/index.ts';
import {
  bytesOf,
  cutAtRandom,
  cutEverywhere,
  drive,
  find,
  handClock,
  seeded,
  serve,
  type Drive,
  type Served,
} from '../bench.ts';

const TORTURE = path.join(import.meta.dirname, '../../fixtures/torture');

export async function answer(served: Served): Promise<Drive> {
  const transport = serve(served);
  const provider = createProvider(
    { id: 'acme', kind: 'compatible', baseUrl: 'https://llm.example/v1', models: [] },
    transport,
    handClock(),
  );
  const run = await drive(provider);
  assert.equal(transport.closed(), transport.opened());
  const ends = find(run.events, 'finish').length + (run.error === undefined ? 0 : 1);
  assert.equal(ends, 1, 'one finish or one error');
  for (const call of find(run.events, 'tool-call')) JSON.parse(call.argumentsJson);
  if (run.error !== undefined) assert.equal(find(run.events, 'tool-call').length, 0);
  return run;
}

type Fault = {
  id: string;
  api: string;
  http: { status: number; contentType: string };
  b64: string;
  expect: string;
  text: string;
};

const faults = (
  JSON.parse(readFileSync(path.join(TORTURE, 'provider-stream-faults.json'), 'utf8')) as {
    cases: Fault[];
  }
).cases.filter((fault) => fault.api === 'openai-chat');

/** What each open case was decided to be; `error` cases name their kind. */
const DECIDED: { readonly [id: string]: string } = {
  'done-no-finish': 'unknown',
  'content-number': 'stop',
  'deep-json': 'stop',
  'content-filter': 'filtered',
  'refusal-delta': 'filtered',
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

describe('faults in a 2xx', () => {
  it('are all there', () => assert.equal(faults.length, 33));

  for (const fault of faults) {
    it(`${fault.id} (${fault.expect})`, async () => {
      const bytes = new Uint8Array(Buffer.from(fault.b64, 'base64'));
      const random = seeded(bytes.length);
      const cuts = [[bytes], ...Array.from({ length: 10 }, () => cutAtRandom(bytes, random, 8))];
      if (bytes.length < 4096) cuts.push(cutEverywhere(bytes));
      for (const chunks of cuts) {
        const headers = { 'content-type': fault.http.contentType };
        const run = await answer({ status: fault.http.status, headers, chunks });
        // The refusal itself is shown as text; the list keeps it apart.
        assert.equal(run.text, fault.id === 'refusal-delta' ? 'I cannot help' : fault.text);
        const end = run.error?.kind ?? find(run.events, 'finish')[0]?.reason;
        assert.equal(end, DECIDED[fault.id] ?? 'stop');
        for (const { usage } of find(run.events, 'usage')) assert(usage.inputTokens >= 0);
      }
    });
  }
});

describe('what is no answer', () => {
  const served = (text: string): Served => ({ chunks: [bytesOf(text)] });
  const ends: readonly (readonly [string, string, string])[] = [
    ['nothing', '', 'protocol'],
    ['blank lines', '\n\n\n', 'protocol'],
    ['plain text', 'Service is starting', 'protocol'],
    ['JSON of another kind', '{"status":"ok"}', 'protocol'],
    ['a list', '[1,2]', 'protocol'],
    ['no choices', '{"choices":[]}', 'protocol'],
    ['half a JSON answer', '{"choices":[{"message":{"content":"Hal', 'cut'],
    ['half an event', 'data: {"choices":[{"del', 'truncated'],
    ['a broken chunk', 'data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"cho\n\n', 'cut'],
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
  for (const [what, text, kind] of ends) {
    it(`${what} is ${kind}`, async () =>
      assert.equal((await answer(served(text))).error?.kind, kind));
  }

  it('keeps the text before a broken chunk', async () => {
    const run = await answer(
      served('data: {"choices":[{"delta":{"content":"a"}}]}\n\ndata: {"cho\n\n'),
    );
    assert.equal(run.text, 'a');
  });
});

describe('noise', () => {
  it('random bytes end in one finish or one error', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(fc.uint8Array({ maxLength: 60 }), { maxLength: 8 }),
        async (chunks) => {
          await answer({ chunks });
        },
      ),
      { numRuns: 300, seed: 1 },
    );
  });

  it('events with any JSON inside end in one finish or one error', async () => {
    const key = fc.constantFrom(
      'choices',
      'delta',
      'message',
      'content',
      'error',
      'tool_calls',
      'function',
      'name',
      'arguments',
      'index',
      'finish_reason',
      'usage',
      'prompt_tokens',
      'id',
      'code',
      'metadata',
      'raw',
    );
    const { tree } = fc.letrec((tie) => ({
      tree: fc.oneof(
        { depthSize: 'medium' },
        fc.string({ maxLength: 6 }),
        fc.integer(),
        fc.constant(null),
        fc.constant('stop'),
        fc.array(tie('tree'), { maxLength: 3 }),
        fc.dictionary(key, tie('tree'), { maxKeys: 5 }),
      ),
    }));
    const chunk = fc.record({ choices: fc.array(fc.dictionary(key, tree), { maxLength: 2 }) });
    await fc.assert(
      fc.asyncProperty(fc.array(fc.oneof(tree, chunk), { maxLength: 6 }), async (values) => {
        const text = values.map((value) => `data: ${JSON.stringify(value)}\n\n`).join('');
        await answer({ chunks: [bytesOf(text)] });
        await answer({ chunks: [bytesOf(JSON.stringify(values[0] ?? null))] });
        await answer({ status: 400, chunks: [bytesOf(JSON.stringify(values[0] ?? null))] });
      }),
      { numRuns: 300, seed: 2 },
    );
  });

  it('every body of the JSON test suite ends in one error', async () => {
    const suite = JSON.parse(
      readFileSync(path.join(TORTURE, 'jsontestsuite-parsing.json'), 'utf8'),
    ) as { cases: { name: string; b64: string }[] };
    assert.equal(suite.cases.length, 181);
    for (const { name, b64 } of suite.cases) {
      const body = new Uint8Array(Buffer.from(b64, 'base64'));
      const events = [bytesOf('data: '), body, bytesOf('\n\n')];
      assert((await answer({ chunks: [body] })).error, name);
      assert((await answer({ chunks: events })).error, name);
      assert((await answer({ status: 500, chunks: [body] })).error, name);
    }
  });
});
