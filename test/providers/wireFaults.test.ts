/*
 * Messages and generateContent against faults: every case of the fault list, what is no answer, and
 * noise of all kinds. Whatever comes, a stream ends with one finish or one error, and half a call
 * never leaves. (Chat Completions has the same in `openaiChat/decode.test.ts`.)
 */
import assert from 'node:assert/strict';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import fc from 'fast-check';
import { createProvider, type PresetKind } from '../../src/providers/index.ts';
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
} from './bench.ts';

const TORTURE = path.join(import.meta.dirname, '../fixtures/torture');
const readTorture = (name: string): unknown[] =>
  (JSON.parse(readFileSync(path.join(TORTURE, name), 'utf8')) as { cases: unknown[] }).cases;

async function answer(kind: PresetKind, served: Served): Promise<Drive> {
  const transport = serve(served);
  const config = { id: 'acme', kind, baseUrl: 'https://llm.example/v1', models: [] };
  const run = await drive(createProvider(config, transport, handClock()));
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
const ENDS: { readonly [expect: string]: string } = {
  complete: 'stop',
  truncated: 'truncated',
  refused: 'filtered',
  filtered: 'filtered',
};

type WireCase = {
  readonly kind: PresetKind;
  readonly api: string;
  readonly faults: number;
  /** A whole answer in JSON, and what frames an event. */
  readonly whole: string;
  readonly event: (value: unknown) => string;
  readonly keys: readonly string[];
  readonly words: readonly string[];
};

const WIRES: readonly WireCase[] = [
  {
    kind: 'anthropic',
    api: 'anthropic-messages',
    faults: 6,
    whole: '{"type":"message","content":[{"type":"text","text":"Hi"}],"stop_reason":"end_turn"}',
    event: (value) => `event: x\ndata: ${JSON.stringify(value)}\n\n`,
    keys: [
      ...['type', 'index', 'delta', 'content_block', 'message', 'content', 'usage', 'input'],
      ...['text', 'thinking', 'signature', 'partial_json', 'stop_reason', 'name', 'id', 'error'],
    ],
    words: [
      ...['message_start', 'content_block_start', 'content_block_delta', 'content_block_stop'],
      ...['message_delta', 'message_stop', 'text', 'tool_use', 'thinking', 'text_delta', '{"a"'],
      ...['input_json_delta', 'thinking_delta', 'end_turn', 'error', 'redacted_thinking'],
    ],
  },
  {
    kind: 'gemini',
    api: 'gemini-generateContent',
    faults: 6,
    whole: '{"candidates":[{"content":{"parts":[{"text":"Hi"}]},"finishReason":"STOP"}]}',
    event: (value) => `data: ${JSON.stringify(value)}\r\n\r\n`,
    keys: [
      ...['candidates', 'content', 'parts', 'text', 'thought', 'functionCall', 'name', 'args'],
      ...['finishReason', 'index', 'usageMetadata', 'promptTokenCount', 'candidatesTokenCount'],
      ...['promptFeedback', 'blockReason', 'thoughtSignature', 'error', 'code', 'message', 'id'],
    ],
    words: ['STOP', 'MAX_TOKENS', 'SAFETY', 'MALFORMED_FUNCTION_CALL', 'CONTINUATION'],
  },
];

for (const { kind, api, faults, whole, event, keys, words } of WIRES) {
  describe(`faults in a 2xx from ${kind}`, () => {
    const cases = (readTorture('provider-stream-faults.json') as Fault[]).filter(
      (fault) => fault.api === api,
    );
    it('are all there', () => assert.equal(cases.length, faults));

    for (const fault of cases) {
      it(`${fault.id} (${fault.expect})`, async () => {
        const bytes = new Uint8Array(Buffer.from(fault.b64, 'base64'));
        const random = seeded(bytes.length);
        const cuts = [[bytes], ...Array.from({ length: 10 }, () => cutAtRandom(bytes, random, 8))];
        for (const chunks of [...cuts, cutEverywhere(bytes)]) {
          const headers = { 'content-type': fault.http.contentType };
          const run = await answer(kind, { status: fault.http.status, headers, chunks });
          assert.equal(run.text, fault.text);
          const end = run.error?.kind ?? find(run.events, 'finish')[0]?.reason;
          assert.equal(end, ENDS[fault.expect]);
        }
      });
    }
  });

  describe(`what ${kind} sends beside answers`, () => {
    const said = async (text: string, status = 200): Promise<string | undefined> => {
      const run = await answer(kind, { status, chunks: [bytesOf(text)] });
      return run.error?.kind ?? find(run.events, 'finish')[0]?.reason;
    };
    const error = { error: { type: 'overloaded_error', status: 'UNAVAILABLE', message: 'x' } };
    const ends: readonly (readonly [string, string, string])[] = [
      ['a whole answer', whole, 'stop'],
      ['nothing', '', 'protocol'],
      ['plain text', 'Service is starting', 'protocol'],
      ['a page', '<html>', 'protocol'],
      ['JSON of another kind', '{"status":"ok"}', 'protocol'],
      ['a list of numbers', '[1,2]', 'protocol'],
      ['half a JSON answer', whole.slice(0, 30), 'cut'],
      ['half an event', event({ a: 1 }).slice(0, 16), 'truncated'],
      ['a broken event', `data: {"can\n\n${event({})}`, 'cut'],
      ['a mark of another wire alone', 'data: [DONE]\n\n', 'truncated'],
      ['an error in an event', event({ ...error, type: 'error' }), 'overloaded'],
      ['an error as JSON', JSON.stringify({ ...error, type: 'error' }), 'overloaded'],
      [
        'an error that has a name',
        `event: error\ndata: ${JSON.stringify(error)}\n\n`,
        'overloaded',
      ],
    ];
    for (const [what, text, expected] of ends) {
      it(`${what} is ${expected}`, async () => assert.equal(await said(text), expected));
    }

    it('every body of the JSON test suite is one error', async () => {
      const suite = readTorture('jsontestsuite-parsing.json') as { name: string; b64: string }[];
      for (const { name, b64 } of suite) {
        const body = new Uint8Array(Buffer.from(b64, 'base64'));
        const events = [bytesOf('data: '), body, bytesOf('\n\n')];
        assert((await answer(kind, { chunks: [body] })).error, name);
        assert((await answer(kind, { chunks: events })).error, name);
      }
    });

    it('random bytes end in one finish or one error', async () => {
      const chunk = fc.uint8Array({ maxLength: 60 });
      await fc.assert(
        fc.asyncProperty(fc.array(chunk, { maxLength: 8 }), async (chunks) => {
          await answer(kind, { chunks });
        }),
        { numRuns: 200, seed: 1 },
      );
    });

    it('events with any JSON inside end in one finish or one error', async () => {
      const { tree } = fc.letrec((tie) => ({
        tree: fc.oneof(
          { depthSize: 'medium' },
          fc.constantFrom(...words),
          fc.string({ maxLength: 6 }),
          fc.integer(),
          fc.constant(null),
          fc.array(tie('tree'), { maxLength: 3 }),
          fc.dictionary(fc.constantFrom(...keys), tie('tree'), { maxKeys: 5 }),
        ),
      }));
      const piece = fc.record({
        type: fc.constantFrom(...words),
        index: fc.nat(2),
        delta: fc.record({ type: fc.constantFrom(...words), partial_json: tree, text: tree }),
        content_block: fc.record({ type: fc.constantFrom(...words), name: tree, input: tree }),
        candidates: fc.tuple(fc.record({ content: fc.record({ parts: fc.array(tree) }) })),
      });
      await fc.assert(
        fc.asyncProperty(fc.array(fc.oneof(tree, piece), { maxLength: 8 }), async (values) => {
          await answer(kind, { chunks: [bytesOf(values.map(event).join(''))] });
          await answer(kind, { chunks: [bytesOf(JSON.stringify(values))] });
          await answer(kind, { chunks: [bytesOf(JSON.stringify(values[0] ?? null))] });
          await answer(kind, { status: 400, chunks: [bytesOf(JSON.stringify(values[0] ?? null))] });
        }),
        { numRuns: 300, seed: 2 },
      );
    });
  });
}
